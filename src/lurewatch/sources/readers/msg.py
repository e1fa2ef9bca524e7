"""Messages as Outlook saves them (.msg), those attached to them included."""

from collections.abc import Iterator

from lurewatch.errors import FormatError
from lurewatch.model.gap import Gap
from lurewatch.model.place import Place
from lurewatch.sources.held import Raw
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.mail_message import messages_of
from lurewatch.sources.opened import Opened, seekable
from lurewatch.sources.sniff import COMPOUND, Head

_NO_MAIL = "an old Office document, or something of Outlook's that is no message; ask for the message itself, as .eml"


class Msg:
    """Reads one Outlook message a file."""

    kind = "Outlook message (msg)"

    def recognises(self, head: Head) -> bool:
        """Whether it is a compound file; old Office documents are too, and are told apart when it is read."""
        return head.data.startswith(COMPOUND)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The message, and those attached to it."""
        from lurewatch.sources.outlook_message import mail_in  # noqa: PLC0415  loaded only where there is one

        try:
            with seekable(opened) as file:
                written = mail_in(file, limits)
        except FormatError as error:
            why = f"an Outlook .msg or old Office file, {error}; get it anew, or ask for the message as .eml"
            yield Gap("a file", opened.source, why)
            return
        if written is None:
            yield Gap("a file", opened.source, _NO_MAIL)
        else:
            yield from messages_of(Raw(0, written.raw, 0), Place(opened.source, 0, 0), limits, written.faults)
