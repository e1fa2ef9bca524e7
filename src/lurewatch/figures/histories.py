"""Which ways of seeing saw what: the table that estimates of the unseen are made from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_WAYS = 8  # ways of seeing; beyond, most of the 2^n combinations are empty

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Histories:
    """`table` has a side of 2 for each of `ways`: at [1, 0] stands how many the first way saw and the second did not.

    At [0, 0, ...] stands 0: those that no way saw are what is asked for.
    """

    ways: tuple[str, ...]
    table: Table

    @property
    def seen(self) -> int:
        """How many were seen at all."""
        return int(self.table.sum())

    def seen_by(self) -> list[int]:
        """How many each way saw."""
        return [int(self.table.take(1, axis).sum()) for axis in range(len(self.ways))]

    def times(self) -> list[int]:
        """How many were seen by so many ways: by one at 1, by two at 2; at 0 stands 0."""
        found = [0] * (len(self.ways) + 1)
        for cell, count in np.ndenumerate(self.table):
            found[sum(cell)] += int(count)
        return found


def histories(ways: Sequence[str], seen_by: Iterable[Iterable[str]]) -> Histories:
    """The table of what each item was seen by; a way that is not listed is passed over, and who then has none."""
    if not 1 <= len(ways) <= MOST_WAYS or len({*ways}) < len(ways):
        raise ValueError(f"{len(ways)} ways of seeing; give 1 to {MOST_WAYS}, each once")
    table = np.zeros((2,) * len(ways))
    for by in seen_by:
        known = {*by}
        cell = tuple(int(way in known) for way in ways)
        if any(cell):
            table[cell] += 1
    return Histories(tuple(ways), table)
