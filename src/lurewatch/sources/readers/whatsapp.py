"""WhatsApp's exported chats (Export chat), of Android and iOS: a text, alone or in a zip beside its pictures.

Its times have no zone and its messages no ids. The file is gone through twice, for what only the whole of it tells
comes first: the order of day and month, and who takes part.
"""

import re
from collections.abc import Iterator

from lurewatch.model.gap import Gap
from lurewatch.sources.interface import Folder, Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.pictures_beside import is_picture, with_pictures
from lurewatch.sources.sniff import Head

_CHAT = re.compile(r"_chat(?: \(\d{1,3}\))?\.txt|.{0,40}WhatsApp.{0,200}\.txt", re.IGNORECASE)
_BEGINS = re.compile(rb"[\s\xe2\x80\x8e\x8f]{0,20}\[?\d")


class WhatsApp:
    """Reads WhatsApp's exported chats."""

    kind = "WhatsApp chat"

    def recognises(self, head: Head) -> bool:
        """Whether its first line begins as a message does there, and one of the first names somebody."""
        if not _BEGINS.match(head.data):
            return False
        from lurewatch.sources.whatsapp_lines import head_of  # noqa: PLC0415  its patterns are not made for nothing

        return head_of(head.data) is not None

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The messages in the order of the file, then the gaps that hold for all of them."""
        from lurewatch.sources.whatsapp_chat import chat_items  # noqa: PLC0415  as above

        yield from chat_items(opened, limits)


class WhatsAppFolder:
    """Reads the chats of a folder in which pictures of theirs lie; other files there are read by themselves."""

    kind = "WhatsApp chat"
    owns_unknown = False

    def recognises(self, folder: Folder) -> bool:
        """Whether a chat and pictures lie in it."""
        return any(map(is_picture, folder.names)) and any(True for _ in _chats(folder))

    def read(self, folder: Folder, limits: Limits) -> Iterator[Item]:
        """The messages chat by chat, with the marks of pictures."""
        for name in list(_chats(folder)):
            folder.take(name)
            for opened in folder.each("", name.__eq__):
                if isinstance(opened, Gap):
                    yield opened
                else:
                    yield from with_pictures(WhatsApp().read(opened, limits), folder, limits, "")


def _chats(folder: Folder) -> Iterator[str]:
    """The names of files that are called as WhatsApp calls chats, and begin as one."""
    for name in sorted(name for name in folder.names if _CHAT.fullmatch(name)):
        found = folder.each("", name.__eq__)
        if any(isinstance(one, Opened) and WhatsApp().recognises(Head(one.head)) for one in found):
            yield name
