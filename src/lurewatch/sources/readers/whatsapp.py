"""WhatsApp's exported chats (Export chat), of Android and iOS: a text, alone or in a zip beside its pictures.

Its times have no zone and its messages no ids. The file is gone through twice, for what only the whole of it tells
comes first: the order of day and month, and who takes part.
"""

import re
from collections.abc import Iterator

from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import Head

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
