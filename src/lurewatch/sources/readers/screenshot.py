"""Screenshots of chats and mails, PNG or JPEG; they need the extra `ocr`, and tesseract.

Read only where a file is named itself: in a folder, or beside an exported chat, lie photographs by the thousand.
"""

from collections.abc import Iterator

from lurewatch.model.gap import Gap
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import Head

_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_INSTALL = "not read: this needs Pillow and pytesseract; install lurewatch with its extra: pip install 'lurewatch[ocr]'"


class Screenshot:
    """Reads the text of pictures."""

    kind = "screenshot"

    def recognises(self, head: Head) -> bool:
        """Whether it is a PNG or a JPEG picture."""
        return head.data.startswith(_MAGIC)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The messages that the picture shows."""
        try:
            from lurewatch.sources.screen import screen_items  # noqa: PLC0415  numpy and Pillow load for pictures alone
        except ImportError:
            yield Gap("a picture", opened.source, _INSTALL)
            return
        yield from screen_items(opened, limits)
