"""The files in a folder and below it, each folder once, whatever links and loops there are."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from lurewatch.model.gap import Gap
from lurewatch.sources.interface import Recognise, Whole
from lurewatch.sources.naming import shown
from lurewatch.sources.opened import Opened


class DiskFolder:
    """A folder on a disk whose files need each other."""

    def __init__(self, path: Path, names: frozenset[str]) -> None:
        self.source = shown(path)
        self.names = names
        self.taken: set[str] = set()
        self._path = path

    @property
    def folders(self) -> frozenset[str]:
        """Those of its names that are folders."""
        return frozenset(name for name in self.names if (self._path / name).is_dir())

    def take(self, *names: str) -> None:
        """See Folder.take."""
        self.taken.update(names)

    def each(self, inside: str, wanted: Callable[[str], bool]) -> Iterator[Opened | Gap]:
        """See Folder.each. A file that is gone by then is passed over: a mail server moves them while we read."""
        folder = self._path / inside
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208  # names alone: a Maildir may hold a million
        except OSError as error:
            yield Gap("a folder", shown(folder), f"cannot be read ({error.strerror}); allow reading it")
            return
        for name in filter(wanted, names):
            yield from _opened(folder / name)


def _opened(path: Path) -> Iterator[Opened | Gap]:
    source = shown(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return
        if not stat.S_ISREG(mode):
            yield not_ordinary(source)
            return
        with path.open("rb", buffering=0) as file:
            opened = Opened(source, file)
            yield opened
            if opened.fault:
                yield Gap("the end of a file", source, opened.fault)
    except FileNotFoundError:
        return
    except OSError as error:
        yield unreadable(source, error)


class Found(NamedTuple):
    """A file. `is_of_program`: lies where a program keeps files of its own, so is no gap if its kind is unknown."""

    path: Path
    is_of_program: bool = False


class FoundWhole(NamedTuple):
    """A folder that is read as a whole; what was not taken of it when the walk goes on is read by itself."""

    folder: DiskFolder
    whole: Whole


class Walk:
    """Walks what is named, in the order of names; remembers folders over several walks, so that none is read twice."""

    def __init__(self, recognise: Recognise) -> None:
        self._recognise = recognise
        self._seen: set[tuple[int, int]] = set()

    def below(self, top: Path) -> Iterator[Found | FoundWhole | Gap]:
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

    def _folder(self, path: Path, names: list[str], waiting: list[Found]) -> Iterator[FoundWhole]:
        folder = DiskFolder(path, frozenset(names))
        whole = self._recognise(folder)
        if whole is not None:
            yield FoundWhole(folder, whole)
        kept = (name for name in reversed(names) if name not in folder.taken)
        is_of_program = whole is not None and whole.owns_unknown
        waiting.extend(Found(path / name, is_of_program) for name in kept)

    def _file(self, found: Found, status: os.stat_result) -> Found | Gap:
        if stat.S_ISDIR(status.st_mode):
            return Gap("a folder", shown(found.path), "leads back to a folder that is read already; not read twice")
        return found if stat.S_ISREG(status.st_mode) else not_ordinary(shown(found.path))


def not_ordinary(source: str) -> Gap:
    """The gap for what may block or never end when it is read."""
    return Gap("a file", source, "no ordinary file (a pipe or device); save it to a file first")


def unreadable(source: str, error: OSError) -> Gap:
    """The gap for what the operating system does not let us read, with the next step."""
    if isinstance(error, FileNotFoundError):
        return Gap("a file", source, "there is no such file or folder, or its link leads nowhere; check the name")
    if isinstance(error, PermissionError):
        return Gap("a file", source, "not allowed to be read; give yourself permission to read it")
    return Gap(
        "a file", source, f"cannot be read ({error.strerror or type(error).__name__}); check the disk or the link"
    )
