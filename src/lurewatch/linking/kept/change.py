"""One change to a folder of sketches: which files are written anew, and what then counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.kept.contents import PREFIX, Contents, File
from lurewatch.linking.kept.merging import merged
from lurewatch.linking.kept.segment import Segment, latest, mapped, of_sketches, write
from lurewatch.linking.sketch import NEVER, Sketch

MOST = 125_000  # sketches of one file, so that a change to it needs some hundred megabytes at most
_TIMES = 4  # a file is joined to those after it once it is no more than as many times as large
_SHARES = (
    13  # parts of the days of keeping; what goes within one lies together, so that a day's deletion touches little
)
_A_DAY = 86_400  # seconds
_FIRST_DAY = date(1970, 1, 1)
_NOBODY = np.zeros(0, np.uint64)


class _Part(NamedTuple):
    """Sketches that are to count: of a file, or new ones."""

    file: File | None
    segment: Segment


@dataclass(slots=True)
class Change:
    """What somebody wants of a folder; whatever it is, what has had its time goes as well.

    `today` counts from 1970. `added` are new sketches, `erased` the people whose sketches go, `days` another retention.
    """

    path: Path
    today: int
    added: Sequence[Sketch] = ()
    erased: NDArray[np.uint64] = field(default_factory=lambda: _NOBODY)
    days: int | None = None
    kept: int = 0  # of those added, once it is made
    _expired_rows: int = 0
    _erased_rows: int = 0

    def made(self, contents: Contents) -> Contents:
        """Writes the files that are needed anew; nothing counts until the contents given back are written."""
        days = contents.days if self.days is None else self.days
        parts = [_Part(one, mapped(self.path / one.name)) for one in contents.files]
        if days < contents.days:
            parts = [_Part(None, _sooner(one.segment, contents.days - days)) for one in parts]
        new = [one for one in latest(self.added) if not _is_known(one, parts) and self._goes(one, days) > self.today]
        self.kept = len(new)
        share = max(1, days // _SHARES)
        for _, together in groupby(
            sorted(new, key=lambda one: self._goes(one, days)), lambda one: self._goes(one, days) // share
        ):
            parts.append(_Part(None, of_sketches(together, lambda one: self._goes(one, days))))
        files, number = list[File](), contents.next
        for run in _runs(parts, share):
            if len(run) == 1 and run[0].file and not self._touches(run[0]):
                files.append(run[0].file)
            elif (segment := self._merged([one.segment for one in run])) is not None:
                files.append(_written(self.path, number, segment))
                number += 1
        counted = contents.without(day_of(self.today).isoformat(), self._expired_rows, self._erased_rows)
        return replace(counted, days=days, next=number, files=tuple(files))

    def _goes(self, one: Sketch, days: int) -> int:
        """The day on which a sketch goes, which no other reading of the same messages moves."""
        last = self.today if one.last == NEVER else min(one.last // _A_DAY, self.today)
        return last + days

    def _touches(self, one: _Part) -> bool:
        due = one.file is not None and one.file.first_goes <= self.today
        return due or bool(len(self.erased) and np.isin(one.segment["person"], self.erased).any())

    def _merged(self, segments: Sequence[Segment]) -> Segment | None:
        for one in segments:
            due = one["goes"] <= self.today
            self._expired_rows += int(due.sum())
            self._erased_rows += int((~due & np.isin(one["person"], self.erased)).sum())
        found = merged(segments, self._stays)
        return found if len(found) else None

    def _stays(self, segment: Segment) -> NDArray[np.bool_]:
        stays: NDArray[np.bool_] = (segment["goes"] > self.today) & ~np.isin(segment["person"], self.erased)
        return stays


def day_of(number: int) -> date:
    """The day of a number that counts from 1970."""
    return _FIRST_DAY + timedelta(days=number)


def number_of(day: date) -> int:
    """A day as a number that counts from 1970."""
    return (day - _FIRST_DAY).days


def _sooner(segment: Segment, days: int) -> Segment:
    return Segment({**segment.columns, "goes": (segment["goes"] - days).astype("<i4")})


def _is_known(one: Sketch, parts: Sequence[_Part]) -> bool:
    """Whether a conversation is kept already as it was then, or later."""
    for _, segment in parts:
        at = int(np.searchsorted(segment["id"], np.uint64(one.id)))
        if at < len(segment) and segment["id"][at] == one.id and segment["last"][at] >= one.last:
            return True
    return False


def _runs(parts: Sequence[_Part], share: int) -> Iterator[list[_Part]]:
    """What is written as one file: of days to which nothing is added all, of others only what grew by little."""

    def days(one: _Part) -> int:
        return int(one.segment["goes"].max()) // share

    for _, together in groupby(sorted(parts, key=days), days):
        group = list(together)
        yield from reversed(_of_days(group, _TIMES if any(one.file is None for one in group) else MOST))


def _of_days(group: Sequence[_Part], times: int) -> list[list[_Part]]:
    """Runs from the newest back, each in the order in which its parts were kept."""
    runs: list[list[_Part]] = []
    size = 0
    for one in reversed(group):
        if not runs or len(one.segment) > times * size or len(one.segment) + size > MOST:
            runs.append([])
            size = 0
        runs[-1].insert(0, one)
        size += len(one.segment)
    return runs


def _written(folder: Path, number: int, segment: Segment) -> File:
    goes = segment["goes"]
    print_ = write(folder / f"{PREFIX}{number}", segment)
    return File(number, len(segment), int(goes.min()), int(goes.max()), print_)
