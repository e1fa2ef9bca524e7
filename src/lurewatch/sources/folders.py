"""The files in a folder and below it, each folder once, whatever links and loops there are."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from lurewatch.model.gap import Gap
from lurewatch.sources.naming import shown


class Found(NamedTuple):
    """A file; or a mailbox that is a folder. `is_beside_mail`: lies in such a mailbox, so may be its program's own."""

    path: Path
    is_folder: bool = False
    is_beside_mail: bool = False


class Walk:
    """Walks what is named, in the order of names; remembers folders over several walks, so that none is read twice."""

    def __init__(self, is_mailbox: Callable[[frozenset[str]], bool], own_folders: tuple[str, ...]) -> None:
        self._is_mailbox = is_mailbox
        self._own_folders = own_folders
        self._seen: set[tuple[int, int]] = set()

    def below(self, top: Path) -> Iterator[Found | Gap]:
        """The path itself if it is a file, else all below it; what cannot be entered or is no file is a gap."""
        waiting = [Found(top)]
        while waiting:
            found = waiting.pop()
            try:
                status = found.path.stat()
                names = self._names(found.path, status)
            except OSError as error:
                yield unreadable(shown(found.path), error)
                continue
            if names is not None:
                yield from self._folder(found.path, names, waiting)
            else:
                yield self._file(found, status)

    def _names(self, path: Path, status: os.stat_result) -> list[str] | None:
        """What is in a folder; None for what is no folder or was read before."""
        if not stat.S_ISDIR(status.st_mode) or (status.st_dev, status.st_ino) in self._seen:
            return None
        self._seen.add((status.st_dev, status.st_ino))
        return sorted(os.listdir(path))  # noqa: PTH208  # names alone: there may be a million

    def _folder(self, path: Path, names: list[str], waiting: list[Found]) -> Iterator[Found]:
        is_mailbox = self._is_mailbox(frozenset(names))
        if is_mailbox:
            yield Found(path, is_folder=True)
        kept = (name for name in reversed(names) if not (is_mailbox and name in self._own_folders))
        waiting.extend(Found(path / name, is_beside_mail=is_mailbox) for name in kept)

    def _file(self, found: Found, status: os.stat_result) -> Found | Gap:
        if stat.S_ISDIR(status.st_mode):
            return Gap("a folder", shown(found.path), "leads back to a folder that is read already; not read twice")
        if not stat.S_ISREG(status.st_mode):
            return Gap("a file", shown(found.path), "no ordinary file (a pipe or device); save it to a file first")
        return found


def unreadable(source: str, error: OSError) -> Gap:
    """The gap for what the operating system does not let us read, with the next step."""
    if isinstance(error, FileNotFoundError):
        return Gap("a file", source, "there is no such file or folder, or its link leads nowhere; check the name")
    if isinstance(error, PermissionError):
        return Gap("a file", source, "not allowed to be read; give yourself permission to read it")
    return Gap(
        "a file", source, f"cannot be read ({error.strerror or type(error).__name__}); check the disk or the link"
    )
