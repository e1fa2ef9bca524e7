"""How rare a shared word pair or value is, counted in what is linked."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lurewatch.text.shingles import Hashes

BIT = 3.0103  # decibans: what is half as common weighs one bit more
# Everyday messages that are held to stand beside what is linked, so that of five conversations two are not yet many.
_BESIDE = 4_000
COMMON = 256  # conversations: what more than these share says nothing of a hand
_ONE_HAND = 20  # conversations
_FEW = 5  # bits of a count: 32 conversations
_CELLS = 26  # bits of the table's index; two pairs in one cell are counted together, so both count as less rare
SLICES = 16
SLICE = (1 << _CELLS) // SLICES
_TOP = np.iinfo(np.uint16).max
_PIECE = 1 << 20
_MANY = 1 << 22


@dataclass(slots=True)
class Rarity:
    """Counts of word pairs over all conversations; first everything is counted, then it is asked."""

    conversations: int = 0
    _table: NDArray[np.uint16] = field(default_factory=lambda: np.zeros(1 << _CELLS, np.uint16))
    _waiting: list[Hashes] = field(default_factory=list)  # cells not yet counted: many at once, in order, are faster

    def count(self, hashes: Hashes, conversations: int) -> None:
        """Counts the distinct pairs of so many conversations."""
        self.conversations += conversations
        self._waiting.append(hashes >> np.uint32(32 - _CELLS))
        if sum(map(len, self._waiting)) >= _MANY:
            self._settle()

    def _settle(self) -> None:
        if not self._waiting:
            return
        cells = np.concatenate(self._waiting)
        self._waiting.clear()
        cells.sort()
        starts = np.flatnonzero(np.concatenate(([True], cells[1:] != cells[:-1]))) if len(cells) else np.zeros(0, int)
        self.take(cells[starts].astype(np.int64), np.diff(starts, append=len(cells)), 0)

    def cells(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """What was counted, as a value that adds up with others: cells that are not empty, and the count in each."""
        self._settle()
        cells = np.flatnonzero(self._table)
        return cells, self._table[cells].astype(np.int64)

    def slice(self, at: int) -> NDArray[np.uint16]:
        """The counts of one of SLICES slices of the table, which add up with those of other tables."""
        self._settle()
        return self._table[at * SLICE : (at + 1) * SLICE]

    def add(self, at: int, counts: NDArray[np.uint16]) -> None:
        """Adds such a slice of another table."""
        mine = self.slice(at)
        mine[:] = np.minimum(mine.astype(np.uint32) + counts, _TOP)

    def take(self, cells: NDArray[np.int64], counts: NDArray[np.int64], conversations: int) -> None:
        """Adds what was counted elsewhere, in so many other conversations; each cell stands there once."""
        self.conversations += conversations
        self._table[cells] = np.minimum(self._table[cells].astype(np.int64) + counts, _TOP)

    def write(self, path: Path) -> None:
        """Writes the counts where several processes can look at them at once."""
        self._settle()
        np.save(path, self._table)

    @classmethod
    def at(cls, path: Path, conversations: int) -> "Rarity":
        """Counts over so many conversations that were written; they are looked at where they lie."""
        return cls(conversations, np.load(path, mmap_mode="r"))

    @property
    def population(self) -> int:
        """How many messages rarity is counted in, rounded up to a power of two, so that one more changes nothing."""
        return 1 << (self.conversations + _BESIDE - 1).bit_length()

    @property
    def rare(self) -> int:
        """The bits from which a pair of words is had by no more than one hand's conversations might be."""
        return max(7, self.population.bit_length() - 1 - _FEW)

    def here(self, hashes: Hashes) -> NDArray[np.int64]:
        """How many of the conversations have each pair (at least)."""
        self._settle()
        counts: NDArray[np.int64] = self._table[hashes >> np.uint32(32 - _CELLS)].astype(np.int64)
        return counts

    def bits(self, hashes: Hashes) -> NDArray[np.uint8]:
        """How rare each pair is, in whole bits; 0 for what is common."""
        self._settle()
        counts = np.arange(_TOP + 1)
        levels = np.where(counts > self.common, 0, bits_of(counts, self.population)).astype(np.uint8)
        found = np.empty(len(hashes), np.uint8)
        for at in range(0, len(hashes), _PIECE):
            found[at : at + _PIECE] = levels[self._table[hashes[at : at + _PIECE] >> np.uint32(32 - _CELLS)]]
        return found

    @property
    def common(self) -> int:
        """How many may have what still tells of a hand: of a few conversations two thirds, or what one hand writes."""
        return min(COMMON, max(_ONE_HAND, 2 * self.conversations // 3))


def bits_of(counts: NDArray[np.int64], population: int) -> NDArray[np.int64]:
    """How rare is what so many of a population have: halvings, whole."""
    bits: NDArray[np.int64] = np.floor(np.log2(population / np.maximum(counts, 1))).astype(np.int64)
    return bits
