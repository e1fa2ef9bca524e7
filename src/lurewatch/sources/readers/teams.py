"""Dumps of Microsoft Teams messages as Graph gives them: a list, pages (`{"value": [...]}`), lines, a file a chat.

Nothing in a chat's messages says who else reads along, so that those who write in it are its recipients, with the
members where a chat's object lists them, and the two of whose ids a direct chat's id is made.
"""

import re
from collections.abc import Iterator

from lurewatch.model.export import Export
from lurewatch.model.place import Place
from lurewatch.sources.chat_batches import batches, end_of
from lurewatch.sources.chat_values import id_of
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.json_stream import JsonStream
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import Head
from lurewatch.sources.teams_messages import TeamsMessages

_MARKS = tuple(re.compile(rb'"' + key + rb'"\s*:') for key in (b"messageType", b"createdDateTime", b"body"))
_PAGE = re.compile(rb'"(?:value|messages)"\s*:\s*\[')
_IN_PAGE = frozenset(("value", "messages"))


class Teams:
    """Reads dumps of Teams messages."""

    kind = "Microsoft Teams messages"

    def recognises(self, head: Head) -> bool:
        """Whether it is JSON with a message of Graph's near its beginning."""
        return (head.is_list or head.is_object) and all(mark.search(head.data) for mark in _MARKS)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The messages in the order of the file, and whose they are if that shows."""
        return _Reading(opened, limits).items()


class _Reading:
    """The reading of one dump."""

    def __init__(self, opened: Opened, limits: Limits) -> None:
        self._opened = opened
        self._has_pages = _PAGE.search(opened.head) is not None
        self._stream = JsonStream(opened.stream, limits.value_characters)
        self._messages = TeamsMessages(limits)
        self._count = 0

    def items(self) -> Iterator[Item]:
        """The messages, then whose they are, and what is to be told of the whole."""
        source = self._opened.source
        yield Export(source)
        if self._has_pages:
            yield from self._pages()
        else:
            is_list = self._stream.next() == "["
            yield from self._each(self._stream.elements() if is_list else self._stream.values())
        yield Export(source, self._messages.people.owners())
        yield from end_of(self._stream, self._opened)
        yield from self._messages.told(source)

    def _pages(self) -> Iterator[Item]:
        """Objects with messages in them, in a list or one after the other."""
        if self._stream.next() == "[":
            for _ in self._stream.each():
                yield from self._page()
        while self._stream.next() == "{" and not self._stream.fault:
            yield from self._page()

    def _page(self) -> Iterator[Item]:
        """One answer of Graph's, or one chat with its members and messages."""
        chat = ""
        for key in self._stream.keys():  # noqa: SIM118  # no dictionary
            if key in _IN_PAGE:
                yield from self._each(self._stream.elements(), chat)
            elif key == "members":
                yield from self._messages.members(chat, self._stream.value())
            elif key in ("id", "chatId"):
                chat = id_of(self._stream.value())
            elif key == "@odata.context":
                self._messages.people.asked_by(id_of(self._stream.value()))

    def _each(self, values: Iterator[object], chat: str = "") -> Iterator[Item]:
        for batch in batches(values, self._stream):
            yield from self._messages.messages(batch, Place(self._opened.source, self._count), chat)
            self._count += len(batch)
