"""Maildir: a folder with `cur`, `new` and `tmp` in it, one mail a file (the qmail manual's maildir(5))."""

import os
from collections.abc import Iterator
from pathlib import Path

from lurewatch.model.gap import Gap
from lurewatch.model.place import Place
from lurewatch.sources.held import held
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.mail_message import messages_of
from lurewatch.sources.naming import shown

_READ = ("cur", "new")  # in tmp lies what is still being delivered


class Maildir:
    """Reads Maildir folders."""

    kind = "mailbox (Maildir)"
    own_folders = ("cur", "new", "tmp")

    def recognises_folder(self, names: frozenset[str]) -> bool:
        """Whether a folder that holds these names is a Maildir."""
        return names.issuperset(_READ)

    def read_folder(self, folder: Path, limits: Limits) -> Iterator[Item]:
        """The mails of `cur` and then `new`, in the order of their names, which begin with the time of delivery."""
        for part in _READ:
            try:
                names = sorted(os.listdir(folder / part))  # noqa: PTH208  # names alone: a Maildir may hold a million
            except OSError as error:
                yield Gap("a folder", shown(folder / part), f"cannot be read ({error.strerror}); allow reading it")
                continue
            for name in names:
                yield from _read_file(folder / part / name, limits)


def _read_file(path: Path, limits: Limits) -> Iterator[Item]:
    source = shown(path)
    try:
        if not path.is_file():
            return
        with path.open("rb") as stream:
            raw = held(stream, limits.message_bytes)
    except OSError as error:
        yield Gap("a message", source, f"cannot be read ({error.strerror}); allow reading it")
        return
    yield from messages_of(raw, Place(source, 0, 0), limits)
