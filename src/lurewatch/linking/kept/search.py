"""Which kept sketches have one of some numbers: looked up by halving in the files where they lie."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.kept.segment import FENCES, LOW, PAGE, Column, Segment

Places = NDArray[np.int64]
_SHIFT = np.uint64(32)


class Hits(NamedTuple):
    """Which sketch (by its place among all) has which of the numbers asked for, and how many have each.

    What more than the bound have is counted alone.
    """

    sketches: Places
    asked: Places
    counts: Places


def with_pairs(segments: Sequence[Segment], pairs: NDArray[np.uint32], most: int) -> Hits:
    """The sketches that have a word pair; `pairs` ascend."""
    low = pairs.astype(np.uint64) << _SHIFT
    runs = [_Run(one, one["words"], *_between(one, "words", low, low | np.uint64(LOW))) for one in segments]
    return _hits(runs, len(pairs), most)


def with_values(segments: Sequence[Segment], values: NDArray[np.uint64], most: int) -> Hits:
    """The sketches that have an identifying value; `values` ascend."""
    runs = [_Run(one, one["value_of"], *_between(one, "values", values, values)) for one in segments]
    return _hits(runs, len(values), most)


class _Run(NamedTuple):
    """Where in a segment's column the sketches stand that have each of the numbers asked for."""

    segment: Segment
    column: Column
    start: Places
    end: Places


def _between(segment: Segment, name: str, low: Column, high: Column) -> tuple[Places, Places]:
    """Where what is from `low` to `high` begins and ends in an ascending column."""
    last = np.iinfo(np.uint64).max
    begin = _first_from(segment, name, low)
    end = _first_from(segment, name, np.where(high == last, high, high + np.uint64(1)))
    return begin, np.where(high == last, len(segment[name]), end)


def _first_from(segment: Segment, name: str, least: Column) -> Places:
    """Where the first number stands that is no less: told by the fence up to a page, which then is halved."""
    column = segment[name]
    page = np.searchsorted(segment[FENCES[name]], least)
    end = np.minimum(page * PAGE, len(column))
    begin = np.maximum(page - 1, 0) * PAGE
    while (is_open := begin < end).any():
        middle = (begin + end) // 2
        is_less = np.zeros(len(least), bool)
        is_less[is_open] = column[middle[is_open]] < least[is_open]
        begin = np.where(is_open & is_less, middle + 1, begin)
        end = np.where(is_open & ~is_less, middle, end)
    return begin


def _hits(runs: Sequence[_Run], size: int, most: int) -> Hits:
    counts = sum((one.end - one.start for one in runs), np.zeros(size, np.int64))
    few = (counts > 0) & (counts <= most)
    sketches, asked, first = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], 0
    for segment, column, start, end in runs:
        numbers = np.flatnonzero(few & (end > start))
        sizes = (end - start)[numbers]
        found = column[_expanded(start[numbers], sizes)].astype(np.uint64) & np.uint64(LOW)
        sketches.append(found.astype(np.int64) + first)
        asked.append(np.repeat(numbers, sizes))
        first += len(segment)
    return Hits(np.concatenate(sketches), np.concatenate(asked), counts)


def _expanded(starts: Places, sizes: Places) -> Places:
    """All places of runs, one run after the other."""
    before = np.cumsum(sizes) - sizes
    return np.arange(int(sizes.sum())) - np.repeat(before - starts, sizes)


class Rows:
    """The columns of all sketches, taken where they are asked for."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._ends = np.cumsum([len(one) for one in segments])

    def of(self, name: str, places: Places) -> Column:
        """One column for some sketches, by their places among all."""
        found = np.zeros(len(places), np.int64 if name not in ("id", "person", "party") else np.uint64)
        part = np.searchsorted(self._ends, places, side="right")
        for number in np.unique(part).tolist():
            here = part == number
            segment = self._segments[number]
            found[here] = segment[name][places[here] - (self._ends[number] - len(segment))]
        return found
