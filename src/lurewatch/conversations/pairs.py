"""Which messages are one conversation: who of the outside and who of ours share them."""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from lurewatch.conversations.ledger import Ledger
from lurewatch.conversations.reports import Reports

NOBODY = -1


class Pair(NamedTuple):
    """A contact and one of ours (`NOBODY` if not known who) by their numbers, and the messages between them.

    `messages` are in the order in which they were read, each number once. `others` are further numbers of the same
    contact.
    """

    contact: int
    person: int
    channel: int
    messages: list[int]
    others: tuple[int, ...] = ()

    @property
    def contacts(self) -> frozenset[int]:
        """All numbers of the contact."""
        return frozenset((self.contact, *self.others))


class Pairs:
    """All pairs of a ledger, by the one under whom they are gathered; holds some ten bytes a message.

    A mere report is no message between two of ours: what it says is said of somebody else.
    """

    def __init__(self, ledger: Ledger, ours: bytearray, alone: dict[int, int], reports: Reports) -> None:
        self._ledger = ledger
        self._ours = ours
        self._alone = alone
        self._reports = reports
        self._starts, self._messages = self._sorted()

    def of(self, holder: int, *, unanswered: bool = False) -> list[Pair]:
        """The pairs of a contact, or of one of ours with those of ours who were mentioned after them.

        A contact's are those in which the contact wrote; with `unanswered` also those in which only ours did.
        """
        numbers = self.messages_of(holder)
        return self._of_ours(holder, numbers) if self._ours[holder] else self._of_contact(holder, numbers, unanswered)

    def messages_of(self, holder: int) -> Sequence[int]:
        """The messages gathered under somebody: of a contact, all that passed between them and ours."""
        return self._messages[self._starts[holder] : self._starts[holder + 1]]

    def _holders(self, number: int) -> set[int]:
        """Under whom a message is gathered: the contact; between two of ours, the one first mentioned."""
        author, ours = self._ledger.authors[number], self._ours
        if not ours[author]:
            return {author}
        recipients = self._ledger.recipients(number)
        if number in self._reports.mails:
            return {one for one in recipients if not ours[one]}
        return {min(author, one) if ours[one] else one for one in recipients}

    def _sorted(self) -> tuple[Sequence[int], Sequence[int]]:
        """For each holder where their messages begin, and the messages: sorted by counting, so without any objects."""
        starts = array("Q", bytes(8 * (len(self._ours) + 2)))
        for number in range(len(self._ledger)):
            for holder in self._holders(number):
                starts[holder + 2] += 1
        for holder in range(2, len(starts)):
            starts[holder] += starts[holder - 1]
        messages = array("I", bytes(4 * starts[-1]))
        for number in range(len(self._ledger)):
            for holder in self._holders(number):
                messages[starts[holder + 1]] = number
                starts[holder + 1] += 1
        return starts, messages

    def _of_contact(self, contact: int, numbers: Sequence[int], unanswered: bool) -> list[Pair]:
        pairs: dict[tuple[int, int], Pair] = {}
        wrote: set[tuple[int, int]] = set()
        for number in numbers:
            channel = self._ledger.channels[number]
            author = self._ledger.authors[number]
            people = self.reached(number) if author == contact else {author}
            for person in people:
                pair = pairs.setdefault((person, channel), Pair(contact, person, channel, []))
                pair.messages.append(number)
            if author == contact:
                wrote.update((person, channel) for person in people)
        return [pair for key, pair in pairs.items() if unanswered or key in wrote]

    def reached(self, number: int) -> set[int]:
        """Whom of ours a contact's message reached; who reported it, where it names nobody of ours."""
        people = {one for one in self._ledger.recipients(number) if self._ours[one]}
        if people:
            return people
        return {self._reports.reporter.get(number, self._alone.get(self._ledger.group[number], NOBODY))}

    def _of_ours(self, holder: int, numbers: Sequence[int]) -> list[Pair]:
        """Pairs of two of ours; which of them is the contact is settled by who wrote first."""
        pairs: dict[tuple[int, int], Pair] = {}
        for number in numbers:
            author, channel = self._ledger.authors[number], self._ledger.channels[number]
            others = {author}
            if author == holder:
                others = {one for one in self._ledger.recipients(number) if self._ours[one] and one >= holder}
            for other in others:
                pair = pairs.setdefault((other, channel), Pair(holder, other, channel, []))
                pair.messages.append(number)
        return list(pairs.values())
