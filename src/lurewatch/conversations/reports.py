"""Which messages our people reported, and in which mails; told once it is known who is ours."""

from array import array
from collections.abc import Callable, Sequence

from lurewatch.conversations.identity import Owners
from lurewatch.conversations.ledger import Ledger
from lurewatch.conversations.openings import has_sign
from lurewatch.conversations.reconstruct import is_personal, reconstructed
from lurewatch.conversations.spool import Spool
from lurewatch.model.handle import Handle
from lurewatch.model.message import Channel, Message

_UNKNOWN = -1  # in place of a mail that is not at hand, or that nobody wrote by themselves


class Reports:
    """What carries what, by number of message: noted while they are read, and settled afterwards.

    `reporter` is, for each message from outside that was reported, who of ours had it last before passing it on;
    `mails` the mails that are mere reports; `inline` the messages read out of the text of one.
    """

    def __init__(self) -> None:
        self.reporter: dict[int, int] = {}
        self.mails: set[int] = set()
        self.inline: set[int] = set()
        self._open: list[tuple[int, Message]] = []  # the message read last, and those that it is attached to
        self._within: dict[int, int] = {}
        self._may_hold = array("I")

    def note(self, number: int, message: Message) -> None:
        """Enter a message. One attached to another comes after it, as readers give them."""
        del self._open[len(message.forwards) :]
        if message.forwards:
            outer, carrier = self._open[-1] if self._open else (_UNKNOWN, message)
            is_known = carrier.id == message.forwards[-1].mail and is_personal(carrier)
            self._within[number] = outer if is_known else _UNKNOWN
        self._open.append((number, message))
        if message.channel is Channel.EMAIL and has_sign(message.text) and is_personal(message):
            self._may_hold.append(number)

    def settle(self, owners: Owners, ledger: Ledger, spool: Spool, enter: Callable[[Message], bool]) -> None:
        """Find who reported what, and enter, once, what was passed on inline; `enter` refuses what is not wanted."""
        keys = [ledger.key(person) for person in ledger.people]
        is_ours = bytearray(map(owners.is_ours, keys))
        authors = ledger.authors
        for inner, outer in self._within.items():
            if not is_ours[authors[inner]] and self._came_through(inner, authors, is_ours):
                self.reporter[inner] = authors[outer]
                self._mark(outer)
        waiting, self._may_hold = self._may_hold, array("I")
        for number in waiting:
            if is_ours[authors[number]] and self._came_through(number, authors, is_ours):
                self._take(spool.read(number), number, owners, ledger, enter)

    def _came_through(self, number: int, authors: Sequence[int], is_ours: bytearray) -> bool:
        """Whether all mails that a mail was attached to are of our people."""
        while (outer := self._within.get(number)) is not None:
            if outer == _UNKNOWN or not is_ours[authors[outer]]:
                return False
            number = outer
        return True

    def _mark(self, number: int) -> None:
        """Enter a mail, and those that it was attached to, as reports."""
        outer: int | None = number
        while outer is not None:
            self.mails.add(outer)
            outer = self._within.get(outer)

    def _take(
        self, report: Message, number: int, owners: Owners, ledger: Ledger, enter: Callable[[Message], bool]
    ) -> None:
        """Enter what a mail of ours passes on in its text."""

        def is_ours(handle: Handle) -> bool:
            return owners.is_ours(handle.key)

        for message in reconstructed(report, is_ours):
            added = len(ledger)
            if not is_ours(message.author):
                self._mark(number)
            if enter(message):
                self.inline.add(added)
                if not is_ours(message.author):
                    last = next(forward.by for forward in reversed(message.forwards) if is_ours(forward.by))
                    self.reporter[added] = ledger.person(last, message)
