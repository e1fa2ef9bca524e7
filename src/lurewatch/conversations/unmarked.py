"""A text without the `>` before its lines, and the way back to where each of its characters stands."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_MARK = re.compile(r"> ?")
_DEEPEST = 20  # marks before one line


class Copy(NamedTuple):
    """A copy of a stretch of a text; `here` and `there` say where each of its lines begins in it and in that text."""

    text: str
    here: Sequence[int] = (0,)
    there: Sequence[int] = (0,)

    def origin(self, at: int) -> int:
        """Where a character of the copy stands in the text."""
        line = bisect_right(self.here, at) - 1
        return self.there[line] + at - self.here[line]

    def end(self, at: int) -> int:
        """Where a stretch of the copy that ends at `at` ends in the text."""
        return self.origin(at - 1) + 1 if at else self.origin(at)


def within(copy: Copy, start: int, end: int) -> Copy:
    """The stretch of a copy with the marks taken off that all its lines have, empty ones aside.

    Where the first line that is not empty has marks and a later one has fewer, the stretch ends before that one.
    """
    if not copy.text[start:end].lstrip().startswith(">"):
        return _slice(copy, start, end)
    lines = _lines(copy.text, start, end)
    marks, count = _depth(copy.text, lines)
    pieces: list[str] = []
    here: list[int] = []
    there: list[int] = []
    length = 0
    for line_start, line_end in lines[:count]:
        at = _after_marks(copy.text, line_start, line_end, marks)
        here.append(length)
        there.append(copy.origin(at))
        pieces.append(copy.text[at:line_end])
        length += line_end - at + 1
    return Copy("\n".join(pieces), here or (0,), there or (copy.origin(start),))


def _slice(copy: Copy, start: int, end: int) -> Copy:
    """The stretch of a copy as it is."""
    first, last = bisect_right(copy.here, start) - 1, bisect_right(copy.here, max(start, end - 1))
    here = [0, *(at - start for at in copy.here[first + 1 : last])]
    return Copy(copy.text[start:end], here, [copy.origin(start), *copy.there[first + 1 : last]])


def unmarked(text: str) -> Copy:
    """The whole of a text without the marks that all its lines have."""
    if not text.lstrip().startswith(">"):
        return Copy(text)
    bare = within(Copy(text), 0, len(text))
    return bare if len(bare.here) == text.count("\n") + 1 else Copy(text)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    while start <= end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        lines.append((start, stop))
        start = stop + 1
    return lines


def _depth(text: str, lines: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """How many marks the marked lines at the beginning have in common, and how many lines those are."""
    fewest = _DEEPEST
    for number, (start, end) in enumerate(lines):
        marks = _marks(text, start, end)
        if text[start:end].strip("> \t\xa0"):
            if not marks:
                return fewest, number
            fewest = min(fewest, marks)
    return fewest, len(lines)


def _marks(text: str, start: int, end: int) -> int:
    """How many marks a line begins with."""
    count = 0
    while count < _DEEPEST and (mark := _MARK.match(text, start, end)):
        start, count = mark.end(), count + 1
    return count


def _after_marks(text: str, start: int, end: int, most: int) -> int:
    for _ in range(most):
        mark = _MARK.match(text, start, end)
        if mark is None:
            break
        start = mark.end()
    return start
