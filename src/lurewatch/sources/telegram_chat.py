"""Messages of one chat of a Telegram export."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.chat_circle import Circle
from lurewatch.sources.chat_message import given
from lurewatch.sources.chat_tally import Tally
from lurewatch.sources.chat_values import epoch_of, id_of, name_of
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.json_stream import Fault
from lurewatch.sources.telegram_text import attached, seen
from lurewatch.text import handles
from lurewatch.text.handles import RECEIVER

_OF_TWO = frozenset(("personal_chat", "bot_chat"))
_SAVED = "saved_messages"
_UNSUPPORTED = "of a kind that Telegram Desktop does not export; look at it in Telegram"
_AUTHORS_HELD = 100_000


class Chat(NamedTuple):
    """A chat's id, kind and name as the export gives them; all may be empty."""

    id: str = ""
    kind: str = ""
    name: str = ""

    @property
    def other(self) -> Handle | None:
        """Of a chat of two the one who is not the export's owner: the chat has their id."""
        return person(self.id, self.name) if self.kind in _OF_TWO and self.id else None


class ChatReading:
    """The reading of one chat; `owner` is whoever made the export, known after `begin` if the chat shows it."""

    def __init__(self, chat: Chat, owner: Handle | None, limits: Limits, tally: Tally) -> None:
        self.owner = owner
        self._tally = tally
        self.circle = Circle((), limits.recipients)
        self._chat = chat
        self._limits = limits
        self._authors: dict[tuple[object, object], Handle] = {}

    def begin(self, values: Sequence[object]) -> None:
        """Settles who takes part, from the first messages."""
        other = self._chat.other
        if self.owner is None and (other is not None or self._chat.kind == _SAVED):
            own = person(self._chat.id) if self._chat.kind == _SAVED and self._chat.id else None
            contact = other.value if other else ""
            wrote = (author for author in self._written_by(values) if author and author.value != contact)
            self.owner = own or next(wrote, RECEIVER)
        known = tuple(one for one in (self.owner, other) if one is not None)
        self.circle = Circle(known, self._limits.recipients, known[:1])

    def messages(self, values: Sequence[object], at: Place) -> Iterator[Item]:
        """The messages of entries, of which the first is at a place; what is amiss with one is a gap in its stead."""
        authors = self._written_by(values)
        self.circle.heard(author for author in authors if author is not None)
        for number, (value, author) in enumerate(zip(values, authors, strict=True), at.item):
            if author is not None and isinstance(value, dict):
                yield from self._message(value, author, Place(at.source, number))
            elif isinstance(value, Fault):
                yield Gap("a message", str(Place(at.source, number)), value.why)
            elif isinstance(value, dict) and value.get("type") == "unsupported":
                yield Gap("a message", str(Place(at.source, number)), _UNSUPPORTED)
            elif isinstance(value, dict):
                self._tally.calls += value.get("action") in ("phone_call", "group_call")

    def _written_by(self, values: Sequence[object]) -> list[Handle | None]:
        """The author of each entry; none where nobody wrote it (somebody joined, called, changed a picture)."""
        return [
            self._author(value) if isinstance(value, dict) and value.get("type", "message") == "message" else None
            for value in values
        ]

    def _author(self, entry: Mapping[str, object]) -> Handle:
        """The author; in one's saved messages whoever wrote what was saved."""
        identifier, name = entry.get("from_id"), entry.get("from")
        if self._chat.kind == _SAVED and entry.get("forwarded_from"):
            identifier, name = entry.get("forwarded_from_id"), entry["forwarded_from"]
        key = (identifier, name) if isinstance(identifier, (str, int)) and isinstance(name, (str, type(None))) else None
        found = self._authors.get(key) if key else None
        if found is None:
            found = self._new_author(id_of(identifier), name_of(name))
            if key and len(self._authors) < _AUTHORS_HELD:
                self._authors[key] = found
        return found

    def _new_author(self, identifier: str, name: str) -> Handle:
        other = self._chat.other
        if identifier:
            found = person(identifier, name)
            return RECEIVER if self.owner is RECEIVER and other and other.value != found.value else found
        return handles.named(name) if name else other or handles.named("deleted account")

    def _message(self, entry: Mapping[str, object], author: Handle, place: Place) -> list[Item]:
        text, links = seen(entry)
        attachments = attached(entry)
        if not text and not attachments:
            return []
        clock = entry.get("date")
        sent = epoch_of(entry.get("date_unixtime")) or self._local(clock)
        self._tally.files += len(attachments)
        message = Message(  # by position, which is quicker
            f"{self._chat.id}/{id_of(entry.get('id'))}",
            author,
            self._recipients(author),
            text[: self._limits.text_characters],
            Channel.CHAT,
            place,
            sent,
            id_of(clock),
            "",
            (),
            links,
            self._chat.id,
            attachments,
        )
        return given(message, len(text), self._limits.text_characters)

    def _recipients(self, author: Handle) -> tuple[Handle, ...]:
        if self._chat.kind != _SAVED:
            return self.circle.others(author)
        return (self.owner,) if self.owner and author.value != self.owner.value else ()

    def _local(self, clock: object) -> datetime | None:
        """A time of exports before 2021, which name no zone: taken as UTC, and counted."""
        try:
            time = datetime.fromisoformat(id_of(clock))
            sent = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
        except (ValueError, OverflowError):
            return None
        self._tally.zoneless += 1
        return sent


def person(identifier: str, name: str = "") -> Handle:
    """The account of an id; ids of people are `user17`, in old exports and in a chat's own id `17`."""
    prefixed = f"user{identifier}" if identifier.isascii() and identifier.isdigit() else identifier
    return handles.account("telegram", prefixed, name)
