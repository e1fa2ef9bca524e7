"""A winmail.dat (TNEF) that was saved by itself: a message in Outlook's own form, without the header of its mail."""

from collections.abc import Iterator

from lurewatch.errors import FormatError
from lurewatch.model.gap import Gap
from lurewatch.model.place import Place
from lurewatch.sources.held import Raw
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.mail_message import messages_of
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import TNEF, Head


class Winmail:
    """Reads one winmail.dat a file."""

    kind = "Outlook message (winmail.dat)"

    def recognises(self, head: Head) -> bool:
        """Whether it begins as TNEF does."""
        return head.data.startswith(TNEF)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The message, and those attached to it."""
        from lurewatch.sources.mapi_mail import mail_of  # noqa: PLC0415  loaded only where there is one
        from lurewatch.sources.tnef import message_in  # noqa: PLC0415

        try:
            written = mail_of(message_in(opened.stream, limits), limits)
        except FormatError as error:
            yield Gap("a file", opened.source, f"a winmail.dat, {error}; have the message sent as plain text or HTML")
            return
        yield from messages_of(Raw(0, written.raw, 0), Place(opened.source, 0, 0), limits, written.faults)
