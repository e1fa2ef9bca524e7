"""What lies beside messages and holds none of its own: an export's side tables, the files that came with a chat."""

from collections import Counter
from collections.abc import Iterable, Iterator

from lurewatch.model.gap import Gap
from lurewatch.model.message import Channel, Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.interface import Read

OTHER_TABLE = "a table"
UNREAD = "a file that is not read"
_HELD = 20_000  # gaps that wait for what the rest of a folder or archive tells
_NAMES = 200_000  # of files that came with chats


class Beside:
    """Passes on what was read of one file or folder that was named; tells of the unread files last, where still due.

    LinkedIn's tables of skills and adverts are no gaps. Files that came with a chat are one gap for each folder.
    """

    def __init__(self) -> None:
        self._held: list[Gap] = []
        self._came_with: set[str] = set()
        self._files = Counter[str]()
        self._is_linkedin = False

    def passed_on(self, items: Iterable[Read]) -> Iterator[Read]:
        """The items in their order, without the gaps of unread files; then those gaps."""
        for item in items:
            if isinstance(item, Gap) and item.what in {OTHER_TABLE, UNREAD}:
                yield from self._unread(item)
                continue
            if isinstance(item, Message) and item.attachments and item.channel is Channel.CHAT:
                self._note(item)
            elif isinstance(item, SourceRead):
                self._is_linkedin = self._is_linkedin or item.kind.startswith("LinkedIn")
            yield item
        held, self._held = self._held, []
        for gap in held:
            yield from self._due(gap)
        for folder, count in self._files.items():
            why = f"{count} files that came with messages (pictures, sound, documents) are not read; look at them"
            yield Gap("attachments", folder, why)

    def _unread(self, gap: Gap) -> Iterator[Gap]:
        if len(self._held) < _HELD and gap.where not in self._came_with:
            self._held.append(gap)
        else:
            yield from self._due(gap)

    def _due(self, gap: Gap) -> Iterator[Gap]:
        if gap.where in self._came_with:
            self._files[gap.where.rpartition("/")[0]] += 1
        elif gap.what != OTHER_TABLE or not self._is_linkedin:
            yield gap

    def _note(self, message: Message) -> None:
        """Remembers by name the files that a message says came with it; they lie beside the chat or below it."""
        folder = message.place.source.rpartition("/")[0]
        if len(self._came_with) < _NAMES:
            self._came_with.update(f"{folder}/{name}" for name in message.attachments)
