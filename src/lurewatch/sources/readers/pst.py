"""Outlook data files (.pst, .ost), read by a process of their own where the extra `pst` is installed."""

from collections import Counter
from collections.abc import Iterator

from lurewatch.errors import FormatError
from lurewatch.model.gap import Gap
from lurewatch.model.place import Place
from lurewatch.sources.held import Raw
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.mail_message import messages_of
from lurewatch.sources.naming import printable
from lurewatch.sources.opened import Opened, seekable
from lurewatch.sources.sniff import OUTLOOK_DATA, Head

_NOT_INSTALLED = "an Outlook .pst or .ost file; install libpff-python to read it, or export its folders as .eml or mbox"


class Pst:
    """Reads Outlook data files."""

    kind = "Outlook data file (pst)"

    def recognises(self, head: Head) -> bool:
        """Whether it begins as such a file does."""
        return head.data.startswith(OUTLOOK_DATA)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The mails folder by folder; what many of them lack is told once for all of them."""
        from lurewatch.sources.pst_pipe import is_installed, told_of  # noqa: PLC0415  loaded only where there is one

        if not is_installed():
            yield Gap("a file", opened.source, _NOT_INSTALLED)
            return
        lacks: Counter[str] = Counter()
        item = 0
        try:
            with seekable(opened) as file:
                for told in told_of(file, limits):
                    lacks.update(told.faults)
                    folder = f"{opened.source}/{printable(told.folder)}" if told.folder else opened.source
                    if told.fault:
                        yield Gap("a message", folder, told.fault)
                        continue
                    yield from messages_of(Raw(0, told.mail, 0), Place(folder, item), limits)
                    item += 1
        except FormatError as error:
            yield Gap("the rest of a file", opened.source, f"{error}; {item} messages were read; export it as mbox")
        for why, count in lacks.items():
            yield Gap(f"part of {count} of its messages", opened.source, why)
