"""Messages from Graph's objects for them (learn.microsoft.com/graph/api/resources/chatmessage)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.chat_circle import Circle
from lurewatch.sources.chat_message import given
from lurewatch.sources.chat_tally import Tally
from lurewatch.sources.chat_values import id_of, object_of, objects_of, word_of
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.json_stream import Fault
from lurewatch.sources.teams_people import People
from lurewatch.sources.teams_text import attached, seen
from lurewatch.text import handles

_WRITTEN = "message"
_CHATS_HELD = 20_000

_Entry = Mapping[str, object]


class TeamsMessages:
    """Makes messages of one dump's objects."""

    def __init__(self, limits: Limits) -> None:
        self.people = People()
        self.tally = Tally()
        self._limits = limits
        self._circles: dict[str, Circle] = {}

    def members(self, chat: str, entries: object) -> Iterator[Acquaintance]:
        """Takes note of a chat's members; gives what the list says of their addresses."""
        people = []
        for entry in objects_of(entries):
            handle = self.people.known(entry, id_of(entry.get("userId")))
            people.append(handle)
            address = id_of(entry.get("email"))
            if "@" in address:
                yield Acquaintance(handle, also=(handles.email(address, handle.name),))
        self._new_circle(chat, people)

    def messages(self, values: Sequence[object], at: Place, chat: str = "") -> Iterator[Item]:
        """The messages of objects, of which the first is at a place; what is amiss with one is a gap in its stead.

        `chat` is the id of the chat in which they lie, for those that do not name theirs.
        """
        written = [_written(value) for value in values]
        authors = [self.people.author(entry) for entry in written]
        chats = [_chat(entry) or chat for entry in written]
        self._hear(chats, authors, written)
        for number, (value, entry) in enumerate(zip(values, written, strict=True), at.item):
            place, where = Place(at.source, number), (chats[number - at.item], authors[number - at.item])
            if entry:
                yield from self._message(entry, *where, place)
            elif isinstance(value, Fault):
                yield Gap("a message", str(place), value.why)
            elif isinstance(value, dict):
                detail = id_of(object_of(value.get("eventDetail")).get("@odata.type"))
                self.tally.calls += detail.endswith("callEndedEventMessageDetail")
            else:
                yield Gap("a message", str(place), "no JSON object")

    def told(self, where: str) -> Iterator[Gap]:
        """What is told of the dump as a whole."""
        yield from self.tally.told(where)
        for chat, circle in self._circles.items():
            yield from circle.told(f"{where}, chat {chat}")

    def _hear(self, chats: Sequence[str], authors: Sequence[Handle], written: Sequence[_Entry]) -> None:
        """Takes note of who writes in which chat."""
        heard: dict[str, dict[str, Handle]] = {}
        for chat, author, entry in zip(chats, authors, written, strict=True):
            if entry:
                heard.setdefault(chat, {})[author.value] = author
        for chat, people in heard.items():
            self._circle(chat).heard(people.values())
            self.people.take_part(chat, set(people))

    def _circle(self, chat: str) -> Circle:
        return self._circles.get(chat) or self._new_circle(chat, self.people.of_two(chat))

    def _new_circle(self, chat: str, members: Sequence[Handle]) -> Circle:
        if len(self._circles) >= _CHATS_HELD:
            self._circles.clear()  # those who take part are learned anew
        circle = self._circles[chat] = Circle(members, self._limits.recipients)
        return circle

    def _message(self, entry: _Entry, chat: str, author: Handle, place: Place) -> list[Item]:
        shown, files = seen(entry), attached(entry)
        if not shown.text and not files:
            self.tally.deleted += entry.get("deletedDateTime") is not None
            return []
        self.tally.files += len(files)
        message = Message(  # by position, which is quicker
            f"{chat}/{id_of(entry.get('id'))}",
            author,
            self._circle(chat).others(author),
            shown.text[: self._limits.text_characters],
            Channel.CHAT,
            place,
            _time(id_of(entry.get("createdDateTime"))),
            "",
            word_of(entry.get("subject")),
            shown.hidden,
            shown.deceiving_links,
            chat,
            files,
        )
        return given(message, len(shown.text), self._limits.text_characters)


def _written(value: object) -> _Entry:
    """A message that somebody wrote; of what only happened (somebody joined, called, renamed) nothing."""
    if not isinstance(value, dict) or value.get("eventDetail") or value.get("messageType", _WRITTEN) != _WRITTEN:
        return {}
    return value


def _chat(entry: _Entry) -> str:
    """The id of the chat or channel."""
    if "chatId" in entry and (chat := id_of(entry["chatId"])):
        return chat
    channel = object_of(entry.get("channelIdentity"))
    return id_of(channel.get("channelId"))


def _time(clock: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(clock)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
