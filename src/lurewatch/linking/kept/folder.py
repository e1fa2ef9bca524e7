"""A folder of sketches: opened with its key, added to, and emptied of what has had its time.

Every change writes new files first and then makes them count by replacing one small file (`contents`), so that a kill
at any moment loses and doubles nothing. One process at a time makes a change; what is mapped stays readable whatever
another does.
"""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lurewatch.errors import UsageError
from lurewatch.linking.kept import contents as told
from lurewatch.linking.kept.change import MOST, Change, day_of, number_of
from lurewatch.linking.kept.contents import NAME, PART, PREFIX, Contents
from lurewatch.linking.kept.segment import Segment, mapped, print_of
from lurewatch.linking.sketch import Key, Sketch, token

_LOCK = "lock"


class Counted(NamedTuple):
    """What a folder holds: conversations and people, and on which days the first and the last sketch go."""

    conversations: int
    people: int
    first_goes: date | None
    last_goes: date | None


def today() -> date:
    """The day, in UTC."""
    return datetime.now(UTC).date()


def begin(path: Path, key: Key, days: int) -> None:
    """Makes a folder that keeps sketches for so many days; one that is there stays as it is."""
    try:
        path.mkdir(mode=0o700, exist_ok=True)
        with _locked(path):
            if not (path / NAME).exists():
                told.write(path, Contents(_print(key), days))
    except OSError as error:
        raise UsageError(f"{path}: the folder cannot be made ({error.strerror}); name another") from error


def _print(key: Key) -> str:
    """What tells one key from another, and nothing else of it."""
    return token(key.of("folder", NAME))


class Folder:
    """An opened folder; what has had its time is deleted before anything is read.

    UsageError where there is none, or with another key; DefinitionError where its files are damaged or of another form.
    """

    def __init__(self, path: Path, key: Key, clock: Callable[[], date] = today) -> None:
        self.path, self.key = path, key
        self._clock = clock
        self.contents = told.read(path)
        self.segments: list[Segment] = []
        self._make(self._change())

    def __len__(self) -> int:
        return sum(map(len, self.segments))

    def refresh(self) -> None:
        """Sees what others have added since, and deletes what has had its time."""
        self._make(self._change())

    def add(self, sketches: Sequence[Sketch]) -> int:
        """Keeps sketches, of a conversation that is kept already only a later state; how many were kept.

        What was last written longer ago than the days of keeping is not kept.
        """
        parts = (sketches[at : at + MOST] for at in range(0, len(sketches), MOST))
        return sum(self._make(replace(self._change(), added=part)).kept for part in parts)

    def erase(self, people: Iterable[int]) -> int:
        """Deletes all sketches of conversations with some people, given by their tokens; how many those were."""
        before = self._erased()
        self._make(replace(self._change(), erased=np.array(sorted(people), np.uint64)))
        return self._erased() - before

    def keep_days(self, days: int) -> None:
        """Keeps sketches for so many days from now on; those that are there go sooner for it, and never later."""
        self._make(replace(self._change(), days=days))

    def damaged(self) -> list[str]:
        """The names of files whose bytes are not those that were written."""
        with _told(self.path), _locked(self.path):
            files = told.read(self.path).files
            return [one.name for one in files if print_of(self.path / one.name) != one.print]

    def counted(self) -> Counted:
        """What is kept now."""
        none = np.zeros(0, np.uint64)
        ids = np.unique(np.concatenate([none, *(one["id"] for one in self.segments)]))
        people = np.unique(np.concatenate([none, *(np.unique(one["person"]) for one in self.segments)]))
        goes = [day_of(day) for one in self.contents.files for day in (one.first_goes, one.last_goes)]
        return Counted(len(ids), int(np.count_nonzero(people)), min(goes, default=None), max(goes, default=None))

    def _erased(self) -> int:
        return sum(one.erased for one in self.contents.deleted)

    def _change(self) -> Change:
        return Change(self.path, number_of(self._clock()))

    def _make(self, change: Change) -> Change:
        with _told(self.path), _locked(self.path):
            before = told.read(self.path)
            self._check(before)
            _sweep(self.path, before)
            after = change.made(before)
            if after != before:
                told.keep_names(self.path)
                told.write(self.path, after)
                _sweep(self.path, after)
            self.contents = after
            self.segments = [mapped(self.path / one.name) for one in after.files]
        return change

    def _check(self, contents: Contents) -> None:
        if contents.key != _print(self.key):
            raise UsageError(
                f"{self.path}: made with another key; give the key with which it was begun, or begin a new folder"
            )


def _sweep(path: Path, contents: Contents) -> None:
    """Removes the files that do not count: what was replaced, and what a kill left behind."""
    names = {one.name for one in contents.files}
    for found in path.iterdir():
        if found.name == PART or (found.name.startswith(PREFIX) and found.name not in names):
            found.unlink()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Waits until no other process changes the folder."""
    number = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"{path}: sketches cannot be kept there ({error.strerror}); see whose the folder is, and its room"
        ) from error
