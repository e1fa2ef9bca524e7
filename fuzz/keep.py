"""The few inputs of many that together go every way through our code that the many go: those are kept."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import Any, TypeAlias

import lurewatch

_OURS = str(Path(lurewatch.__file__).parent)
Way: TypeAlias = tuple[str, int, int]  # a file, a line, and the line after it


def few(run: Callable[[bytes], None], known: Iterable[bytes], many: Iterable[bytes], most: int) -> list[bytes]:
    """Of `many` inputs those that go ways which `known` ones do not, short ones first; at most `most` bytes in all."""
    gone = set().union(*(ways(run, data) for data in known))
    new = {data: ways(run, data) - gone for data in sorted(set(many), key=len)}
    chosen: list[bytes] = []
    room = most
    while new:
        best = max(new, key=lambda data: (len(new[data]) / (50 + len(data)), -len(data)))
        won = new.pop(best)
        new = {data: left for data, of_it in new.items() if (left := of_it - won) and len(data) <= room - len(best)}
        if won and len(best) <= room:
            chosen.append(best)
            room -= len(best)
    return chosen


def ways(run: Callable[[bytes], None], data: bytes) -> frozenset[Way]:
    """Which lines of our code follow each other when an input is run."""
    found: set[Way] = set()
    last: dict[FrameType, int] = {}

    def line(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            found.add((frame.f_code.co_filename, last.get(frame, 0), frame.f_lineno))
            last[frame] = frame.f_lineno
        elif event == "return":
            last.pop(frame, None)
        return line

    def call(frame: FrameType, _event: str, _: Any) -> Any:
        return line if frame.f_code.co_filename.startswith(_OURS) else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        run(data)
    finally:
        sys.settrace(before)
    return frozenset(found)
