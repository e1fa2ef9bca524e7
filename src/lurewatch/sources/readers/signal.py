"""Signal's chats as the program signal-export writes them: a folder for each chat with `data.json` and `chat.md`.

Both files of a folder hold the same messages: the JSON is read, and the Markdown (in old exports `index.md`) where
there is none.
"""

from collections.abc import Iterable, Iterator

from lurewatch.model.gap import Gap
from lurewatch.sources.chat_batches import batches, end_of
from lurewatch.sources.interface import Folder, Item, Limits, Reader
from lurewatch.sources.json_stream import JsonStream
from lurewatch.sources.opened import Opened
from lurewatch.sources.pictures_beside import with_pictures
from lurewatch.sources.signal_chat import Entry, SignalChat
from lurewatch.sources.signal_entries import entries_of, entry_of, is_entry
from lurewatch.sources.sniff import Head

_JSON, _MARKDOWN = "data.json", ("chat.md", "index.md")
_MEDIA = "media"
_BESIDE = (_MEDIA, "index.html", "chat.html")
_KEYS = (b'"date"', b'"sender"', b'"body"')
_BY_OWNER = b"] Me: "
_BATCH, _BATCH_TEXT = 5_000, 500_000  # messages, and characters of theirs, held at once


class SignalLines:
    """Reads the JSON Lines of one chat."""

    kind = "Signal chat"

    def recognises(self, head: Head) -> bool:
        """Whether its first line is an object with a date, a sender and a body."""
        line = head.data.lstrip().partition(b"\n")[0]
        return head.is_object and all(key in line for key in _KEYS)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The messages in the order of the file."""
        chat, count = SignalChat(opened.source, limits), 0
        yield chat.whose()
        stream = JsonStream(opened.stream, limits.value_characters)
        for values in batches(stream.values(), stream):
            yield from chat.messages([entry_of(value, chat.tally) for value in values], count)
            count += len(values)
        yield from end_of(stream, opened)
        yield from chat.told()


class SignalMarkdown:
    """Reads the Markdown of one chat."""

    kind = "Signal chat (Markdown)"

    def recognises(self, head: Head) -> bool:
        """Whether it begins with a message, and one of the owner's is near: so do the logs of few other programs."""
        return _BY_OWNER in head.data and _begins(head)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The messages in the order of the file."""
        chat, count = SignalChat(opened.source, limits), 0
        yield chat.whose()
        for entries in _batches(entries_of(opened.stream, limits.text_characters)):
            yield from chat.messages(entries, count)
            count += len(entries)
        yield from chat.told()


class SignalFolder:
    """Reads the folder of one chat: what was sent is named by the messages, and not read by itself."""

    kind = "Signal chat"
    owns_unknown = False

    def recognises(self, folder: Folder) -> bool:
        """Whether it holds one of a chat's two files, and that begins as one."""
        return _of(folder) is not None

    def read(self, folder: Folder, limits: Limits) -> Iterator[Item]:
        """The messages of the JSON, or else of the Markdown, with the marks of pictures."""
        found = _of(folder)
        if found is None:
            return
        name, reader = found
        folder.take(name, *_MARKDOWN, *_BESIDE)
        for opened in folder.each("", name.__eq__):
            if isinstance(opened, Gap):
                yield opened
            else:
                items = reader.read(opened, limits)
                yield from with_pictures(items, folder, limits, _MEDIA) if _MEDIA in folder.folders else items


def _of(folder: Folder) -> tuple[str, Reader] | None:
    """The file of a chat that is to be read, and by which reader."""
    if any(map(SignalLines().recognises, _heads(folder, _JSON))):
        return _JSON, SignalLines()
    markdown = next((name for name in _MARKDOWN if any(map(_begins, _heads(folder, name)))), None)
    return (markdown, SignalMarkdown()) if markdown else None


def _heads(folder: Folder, name: str) -> Iterator[Head]:
    """The beginning of a file, if there is one of the name."""
    if name in folder.names:
        yield from (Head(one.head) for one in folder.each("", name.__eq__) if isinstance(one, Opened))


def _begins(head: Head) -> bool:
    """Whether the first line is the beginning of a message."""
    line = head.data.lstrip().partition(b"\n")[0]
    return is_entry(line.decode("utf-8", "replace"))


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    held = 0
    for entry in entries:
        batch.append(entry)
        held += len(entry.text)
        if len(batch) >= _BATCH or held > _BATCH_TEXT:
            yield batch
            batch, held = [], 0
    yield batch
