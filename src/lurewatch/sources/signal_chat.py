"""Messages of one chat of a Signal export, from its JSON Lines or from its Markdown."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.chat_circle import Circle
from lurewatch.sources.chat_message import given
from lurewatch.sources.chat_tally import Tally
from lurewatch.sources.interface import Item, Limits
from lurewatch.text import handles

_OWNER = "Me"  # what signal-export calls whoever made the export
_NOBODY = ("", "No-Sender")
_NAMES_HELD = 10_000
_DAY = timedelta(days=1)


class Entry(NamedTuple):
    """A message as either file has it: its time as written, its sender's name, its text, its files; or a fault."""

    clock: str = ""
    sender: str = ""
    text: str = ""
    files: tuple[str, ...] = ()
    fault: str = ""


class SignalChat:
    """The reading of one chat in a file, which has the name of its folder: a contact's or a group's."""

    def __init__(self, source: str, limits: Limits) -> None:
        self.tally = Tally()
        self._source = source
        self._name = name = source.rpartition("/")[0].rpartition("/")[2] or source
        self._limits = limits
        # A contact may call themselves Me; then nobody can be told to be ours, and each is read as a contact.
        self._owner = None if name.casefold() == _OWNER.casefold() else handles.named(_OWNER)
        always = (self._owner,) if self._owner else ()
        self._circle = Circle((), limits.recipients, always)
        self._senders: dict[str, Handle] = {}
        self._latest = datetime.min.replace(tzinfo=UTC) + _DAY
        self._back = 0

    def whose(self) -> Export:
        """Whose export it is."""
        return Export(self._source, (self._owner,) if self._owner else ())

    def messages(self, entries: Sequence[Entry], first: int) -> Iterator[Item]:
        """The messages of entries, of which the first has this number; what is amiss with one is a gap in its stead."""
        self._circle.heard([self._sender(entry.sender) for entry in entries if not entry.fault])
        for number, entry in enumerate(entries, first):
            if entry.fault:
                yield Gap("a message", str(Place(self._source, number)), entry.fault)
            elif entry.text or entry.files:
                yield from self._message(entry, Place(self._source, number))

    def told(self) -> Iterator[Gap]:
        """What is told of the chat as a whole."""
        yield from self.tally.told(self._source)
        yield from self._circle.told(self._source)
        if self._back:
            why = (
                f"{self._back} go back by a day and more: what looks like a message may be words put into one before it"
            )
            yield Gap("the order of messages", self._source, why)

    def _sender(self, name: str) -> Handle:
        found = self._senders.get(name)
        if found is None:
            found = handles.named("somebody without a name" if name in _NOBODY else name)
            if len(self._senders) < _NAMES_HELD:
                self._senders[name] = found
        return found

    def _message(self, entry: Entry, place: Place) -> list[Item]:
        clock, name, text, files, _ = entry
        author = self._sender(name)
        sent = self._time(clock)
        self.tally.files += len(files)
        message = Message(  # by position, which is quicker
            hashlib.blake2b(f"{self._name}\n{clock}\n{name}\n{text}".encode(), digest_size=12).hexdigest(),
            author,
            self._circle.others(author),
            text[: self._limits.text_characters],
            Channel.CHAT,
            place,
            sent,
            clock,
            "",
            (),
            (),
            self._name,
            files,
        )
        if sent is not None:
            self._back += sent < self._latest - _DAY
            self._latest = max(self._latest, sent)
        return given(message, len(text), self._limits.text_characters)

    def _time(self, clock: str) -> datetime | None:
        """The time; the export writes it as the computer that made it shows it, without a zone."""
        try:
            time = datetime.fromisoformat(clock)
            if time.tzinfo is not None:
                return time.astimezone(UTC)
            sent = time.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            return None
        self.tally.zoneless += 1
        return sent
