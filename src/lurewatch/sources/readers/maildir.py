"""Maildir: a folder with `cur`, `new` and `tmp` in it, one mail a file (the qmail manual's maildir(5))."""

from collections.abc import Iterator

from lurewatch.model.gap import Gap
from lurewatch.model.place import Place
from lurewatch.sources.held import held
from lurewatch.sources.interface import Folder, Item, Limits
from lurewatch.sources.mail_message import messages_of

_READ = ("cur", "new")  # in tmp lies what is still being delivered


class Maildir:
    """Reads Maildir folders."""

    kind = "mailbox (Maildir)"
    owns_unknown = True

    def recognises(self, folder: Folder) -> bool:
        """Whether a folder is a Maildir."""
        return folder.names.issuperset(_READ)

    def read(self, folder: Folder, limits: Limits) -> Iterator[Item]:
        """The mails of `cur` and then `new`, in the order of their names, which begin with the time of delivery."""
        folder.take(*_READ, "tmp")
        for part in _READ:
            for opened in folder.each(part, lambda name: True):
                if isinstance(opened, Gap):
                    yield opened
                else:
                    raw = held(opened.stream, limits.message_bytes)
                    yield from messages_of(raw, Place(opened.source, 0, 0), limits)
