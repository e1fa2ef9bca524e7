"""A Telegram export, of one chat or of all, from beginning to end."""

from collections.abc import Iterator, Mapping

from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.export import Export
from lurewatch.model.handle import Handle
from lurewatch.model.place import Place
from lurewatch.sources.chat_batches import batches, end_of
from lurewatch.sources.chat_tally import Tally
from lurewatch.sources.chat_values import id_of, name_of, object_of, word_of
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.json_stream import JsonStream
from lurewatch.sources.opened import Opened
from lurewatch.sources.telegram_chat import Chat, ChatReading, person
from lurewatch.text import handles

_OF_A_CHAT = frozenset(("id", "type", "name"))
_LISTS = frozenset(("chats", "left_chats", "contacts"))


class TelegramExport:
    """The reading of one `result.json`."""

    def __init__(self, opened: Opened, limits: Limits) -> None:
        self._opened = opened
        self._limits = limits
        self._stream = JsonStream(opened.stream, limits.value_characters)
        self._owner: Handle | None = None
        self._count = 0
        self._tally = Tally()

    def items(self) -> Iterator[Item]:
        """Whose it is, contacts, and messages chat by chat."""
        yield from self._object()
        yield from end_of(self._stream, self._opened)
        yield from self._tally.told(self._opened.source)

    def _object(self, is_chat: bool = False) -> Iterator[Item]:
        """A chat, or what has chats in it. A single chat's export is a chat and nothing else."""
        stream, fields = self._stream, dict[str, str]()
        for key in stream.keys():  # noqa: SIM118  # no dictionary
            if key in _OF_A_CHAT:
                fields[key] = name_of(stream.value()) if key == "name" else id_of(stream.value())
            elif key == "messages":
                chat = Chat(fields.get("id", ""), fields.get("type", ""), fields.get("name", ""))
                yield from self._messages(chat)
            elif key == "personal_information":
                yield from self._own(object_of(stream.value()))
            elif key in _LISTS and not is_chat:
                yield from self._list(key)

    def _list(self, name: str) -> Iterator[Item]:
        """Chats or contacts, which lie under the key `list` beside a remark on them."""
        for key in self._stream.keys():  # noqa: SIM118
            if key == "list" and name == "contacts":
                for value in self._stream.elements():
                    yield from _contact(object_of(value))
            elif key == "list":
                for _ in self._stream.each():
                    yield from self._object(is_chat=True)

    def _own(self, information: Mapping[str, object]) -> Iterator[Item]:
        identifier = id_of(information.get("user_id"))
        if identifier:
            self._owner = person(identifier, _name(information))
            yield Export(self._opened.source, (self._owner,))
            yield from _acquainted(self._owner, information)

    def _learned(self, owner: Handle | None) -> Iterator[Export]:
        """What a chat shows of whose export it is, where nothing before it did."""
        if self._owner is None and owner is not None:
            self._owner = owner if owner is not handles.RECEIVER else None
            yield Export(self._opened.source, (owner,))

    def _messages(self, chat: Chat) -> Iterator[Item]:
        reading = ChatReading(chat, self._owner, self._limits, self._tally)
        for number, values in enumerate(batches(self._stream.elements(), self._stream)):
            if not number:
                reading.begin(values)
                yield from self._learned(reading.owner)
            yield from reading.messages(values, Place(self._opened.source, self._count))
            self._count += len(values)
        yield from reading.circle.told(f"{self._opened.source}, chat {chat.id}")


def _contact(entry: Mapping[str, object]) -> Iterator[Acquaintance]:
    """Somebody in the owner's address book, by their account if they have one, else by their number."""
    identifier, number = id_of(entry.get("user_id")), id_of(entry.get("phone_number"))
    if identifier.strip("0"):
        yield from _acquainted(person(identifier, _name(entry)), entry)
    elif number:
        yield Acquaintance(handles.phone(number, _name(entry)))


def _acquainted(handle: Handle, entry: Mapping[str, object]) -> Iterator[Acquaintance]:
    number = id_of(entry.get("phone_number"))
    yield Acquaintance(handle, also=(handles.phone(number, handle.name),) if number else ())


def _name(entry: Mapping[str, object]) -> str:
    return name_of(f"{word_of(entry.get('first_name'))} {word_of(entry.get('last_name'))}")
