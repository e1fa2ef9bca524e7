"""Timing on one core, in turns: what is compared runs by turns in the same process, and the best of each counts."""

import gc
import os
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import NamedTuple


class Timed(NamedTuple):
    """So many items in so many seconds."""

    items: int
    seconds: float

    @property
    def rate(self) -> float:
        """Items a second."""
        return self.items / self.seconds if self.seconds else 0.0

    @property
    def each(self) -> float:
        """Seconds for one item."""
        return self.seconds / self.items if self.items else 0.0


def use_one_core() -> str:
    """Keeps this process and what it starts on one core where the system can; says in words what was done."""
    if not hasattr(os, "sched_setaffinity"):
        return "one thread (this system cannot keep a process on one core)"
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return "one core"


def timed(work: Callable[[], int]) -> Timed:
    """One run of work that gives the number of items it did."""
    gc.collect()
    begin = perf_counter()
    return Timed(work(), perf_counter() - begin)


def best_by_turns(works: Mapping[str, Callable[[], int]], rounds: int) -> dict[str, Timed]:
    """Each work once a round, in order; the fastest run of each."""
    runs: dict[str, list[Timed]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            runs[name].append(timed(work))
    return {name: min(each, key=lambda one: one.seconds) for name, each in runs.items()}
