"""Single mails as files: .eml, and Apple Mail's .emlx with its byte count before and its property list after."""

import re
from collections.abc import Iterator

from lurewatch.model.place import Place
from lurewatch.sources.held import Raw, held
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.mail_message import messages_of
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import BOM, Head, has_mail_header

_COUNT = re.compile(rb"(\d{1,12})[ \t]*\r?\n")


class Eml:
    """Reads one mail a file."""

    kind = "mail (eml)"

    def recognises(self, head: Head) -> bool:
        """Whether it begins with a mail's header lines, an Apple Mail byte count before them or not."""
        counted = _COUNT.match(head.data)
        return head.is_mail or (counted is not None and has_mail_header(head.data[counted.end() :]))

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The mail, and those attached to it."""
        raw = held(opened.stream, limits.message_bytes)
        yield from messages_of(_bare(raw), Place(opened.source, 0, 0), limits)


def _bare(raw: Raw) -> Raw:
    """The mail without byte order mark, blank lines before it, and Apple's additions."""
    data = raw.data.removeprefix(BOM)
    counted = _COUNT.match(data)
    if counted is not None:
        data = data[counted.end() : counted.end() + int(counted[1])]
    return Raw(raw.offset, data.lstrip(b"\r\n"), raw.dropped)
