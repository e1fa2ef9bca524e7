"""Who wrote to whom and when, as columns of numbers: some fifty bytes a message, however long its text."""

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

from lurewatch.model.export import Export
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.text.authentication import server_of
from lurewatch.text.domains import registrable

CHANNELS = tuple(Channel)
_NUMBER = {channel: number for number, channel in enumerate(CHANNELS)}
_MAIL = _NUMBER[Channel.EMAIL]
_MOST_SERVERS = 1_000  # names of mail servers that are told apart
MAILS = -1  # the one group of all mail; what comes of networks and chats is grouped by the export it was read from


class Ledger:
    """Columns by number of message, in the order of adding; people are numbers too, in the order of first mention."""

    def __init__(self) -> None:
        self.people: dict[str, int] = {}
        self.told: dict[int, set[str]] = {}  # by group, the handle keys that an export says are its owner's
        self.authors = array("i")
        self.channels = array("b")
        self.group = array("i")
        self.times = array("d")  # seconds since 1970, NaN where there is none
        self.prints = array("q")  # equal for the same message read twice
        self.servers = array("h")  # who wrote the first results on the sender, -1 where there are none
        self.server_names: list[str] = []
        self.delivered: Counter[int] = Counter()
        self.threads: set[tuple[int, str, int]] = set()  # group, thread, person; where it must be guessed whose
        self._groups: dict[str, int] = {}
        self._exports: dict[str, int] = {}
        self._last = ("", MAILS)  # the group last asked for, and its source
        self._names: list[str] = []
        self._servers: dict[str, int] = {}
        self._recipients = array("i")
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self.authors)

    def add(self, message: Message) -> None:
        """Enter a message."""
        is_mail = message.channel is Channel.EMAIL
        group = MAILS if is_mail else self._group(message.place.source)
        author = self.person(message.author, message)
        recipients = [self.person(handle, message) for handle in message.recipients]
        self._recipients.extend(recipients)
        self._ends.append(len(self._recipients))
        self.authors.append(author)
        self.channels.append(_NUMBER[message.channel])
        self.group.append(group)
        self.times.append(message.sent_at.timestamp() if message.sent_at else math.nan)
        self.prints.append(_print(message, is_mail))
        self.servers.append(self._server(message))
        if is_mail:
            self._note_delivery(message)
        elif not self.told.get(group):
            thread = message.thread or f"\0{len(self)}"
            self.threads.update((group, thread, person) for person in (author, *recipients))

    def know(self, export: Export) -> None:
        """Take what is added from now on and lies at the export's source or below it as one group, and whose it is."""
        group = self._exports.setdefault(export.source, len(self._exports) + len(self._groups))
        self._last = ("", MAILS)
        self.told.setdefault(group, set()).update(owner.key for owner in export.owners)

    def person(self, handle: Handle, message: Message) -> int:
        """A person's number, who stands in a message; a name counts within one thread of one source only.

        What was read out of a report counts by its thread alone: the same message may be in another report.
        """
        platform, value, _ = handle
        if platform is Platform.EMAIL and ":" not in value:
            key = value
        elif platform is Platform.NAME:
            key = f"{handle.key}\0{'' if message.is_inline else message.place.source}\0{message.thread}"
        else:
            key = handle.key
        return self.people.setdefault(key, len(self.people))

    def recipients(self, number: int) -> Sequence[int]:
        """The people to whom a message went."""
        return self._recipients[self._ends[number] : self._ends[number + 1]]

    def key(self, person: str) -> str:
        """The handle's key of a person as `people` names them."""
        return person.partition("\0")[0] if ":" in person else f"{Platform.EMAIL}:{person}"

    def lasting_name(self, number: int) -> str:
        """A person's key as it will be in another run: a source known by name alone counts without its folders."""
        if len(self._names) < len(self.people):
            self._names = list(self.people)
        key, *where = self._names[number].split("\0", 2)
        return "\0".join((self.key(key), *(part.rpartition("/")[2] for part in where[:1]), *where[1:]))

    def first_of_groups(self) -> dict[int, int]:
        """The first message of each group in time; of undated ones the first read."""
        first: dict[int, int] = {}
        for number, group in enumerate(self.group):
            if group not in first or self._when(number) < self._when(first[group]):
                first[group] = number
        return first

    def source(self, group: int) -> str:
        """Where the messages of a group, other than that of all mail, were read."""
        return next(source for source, number in (self._exports | self._groups).items() if number == group)

    def mails(self) -> Iterator[int]:
        """The messages that are mail."""
        return (number for number, channel in enumerate(self.channels) if channel == _MAIL)

    def _when(self, number: int) -> float:
        return math.inf if math.isnan(self.times[number]) else self.times[number]

    def _server(self, message: Message) -> int:
        """The number of the server whose results stand first; the servers of one domain count as one."""
        field = message.headers.get("authentication-results")
        if field is None:
            return -1
        name = registrable(server_of(field))
        number = self._servers.get(name, -1)
        if number < 0 and len(self._servers) < _MOST_SERVERS:
            number = self._servers[name] = len(self._servers)
            self.server_names.append(name)
        return number

    def _group(self, source: str) -> int:
        """The export to which a source belongs; one that is not known is a folder, or a file that stands alone."""
        if source != self._last[0]:
            above = source
            while above and above not in self._exports:
                above = above.rpartition("/")[0]
            alone = source.rpartition("/")[0] or source
            known = self._exports.get(above)
            new = len(self._exports) + len(self._groups)
            self._last = source, self._groups.setdefault(alone, new) if known is None else known
        return self._last[1]

    def _note_delivery(self, message: Message) -> None:
        address = message.headers.get("delivered-to", "").strip().lower()
        if address:
            number = self.people.get(address.partition(",")[0].strip(" <>"))
            if number is not None:
                self.delivered[number] += 1


def _print(message: Message, is_mail: bool) -> int:
    """A number that two copies of one message share; the text counts, so that no id can be reused to hide another."""
    if is_mail:
        return hash((message.id, message.author.value, message.text))
    if message.sent_at is None:
        return hash((message.place, message.author.value, message.text))
    return hash((message.sent_at, message.author.value, message.text))
