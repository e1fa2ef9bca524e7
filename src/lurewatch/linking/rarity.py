"""How rare a shared word pair or value is, counted in what is linked and in a background of everyday messages."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lurewatch.text.shingles import Hashes

BIT = 3.0103  # decibans: what is half as common weighs one bit more
COMMON = 256  # conversations: what more than these share says nothing of a hand
_FEW = 5  # bits of a count: 32 conversations
_EVERYDAY = 400  # what one in so many messages of the background has
_CELLS = 26  # bits of the table's index; two pairs in one cell are counted together, so both count as less rare
_TOP = np.iinfo(np.uint16).max
_PIECE = 1 << 22


@dataclass(frozen=True, slots=True)
class Background:
    """Word pairs that at least three of so many everyday messages have, ascending, and how many have each."""

    messages: int
    hashes: Hashes
    counts: NDArray[np.uint16]

    def of(self, hashes: Hashes) -> NDArray[np.int64]:
        """How many of the background's messages have each."""
        if not len(self.hashes):
            return np.zeros(len(hashes), np.int64)
        at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[at] == hashes, self.counts[at], 0).astype(np.int64)


@cache
def background() -> Background:
    """The background that ships, as training/make_background.py counted it."""
    folder = Path(__file__).with_name("background")
    if not folder.exists():
        return Background(4000, np.zeros(0, np.uint32), np.zeros(0, np.uint16))
    hashes = np.load(folder / "pairs.npy", allow_pickle=False)
    counts = np.load(folder / "counts.npy", allow_pickle=False)
    return Background(int(counts[0]), hashes, counts[1:])


@dataclass(slots=True)
class Rarity:
    """Counts of word pairs over all conversations; first everything is counted, then it is asked."""

    behind: Background
    conversations: int = 0
    _table: NDArray[np.uint16] = field(default_factory=lambda: np.zeros(1 << _CELLS, np.uint16))

    def count(self, hashes: Hashes, conversations: int) -> None:
        """Counts the distinct pairs of so many conversations."""
        self.conversations += conversations
        for at in range(0, len(hashes), _PIECE):
            cells, counts = np.unique(hashes[at : at + _PIECE] >> np.uint32(32 - _CELLS), return_counts=True)
            self._table[cells] = np.minimum(self._table[cells].astype(np.int64) + counts, _TOP)

    @property
    def population(self) -> int:
        """How many messages rarity is counted in, rounded up to a power of two, so that one more changes nothing."""
        return 1 << (self.conversations + self.behind.messages - 1).bit_length()

    @property
    def rare(self) -> int:
        """The bits from which a pair of words is had by no more than one hand's conversations might be."""
        return max(7, self.population.bit_length() - 1 - _FEW)

    def here(self, hashes: Hashes) -> NDArray[np.int64]:
        """How many of the conversations have each pair (at least)."""
        counts: NDArray[np.int64] = self._table[hashes >> np.uint32(32 - _CELLS)].astype(np.int64)
        return counts

    def bits(self, hashes: Hashes) -> NDArray[np.int64]:
        """How rare each pair is, in whole bits; 0 for what is common here or in the background."""
        here, there = self.here(hashes), self.behind.of(hashes)
        bits = bits_of(here + there, self.population)
        return np.where((here > COMMON) | self._is_everyday(there), 0, bits)

    def is_mass(self, hashes: Hashes) -> NDArray[np.bool_]:
        """Which pairs more of the conversations have than are compared, though everyday messages do not have them."""
        mass: NDArray[np.bool_] = (self.here(hashes) > COMMON) & ~self._is_everyday(self.behind.of(hashes))
        return mass

    def _is_everyday(self, counts: NDArray[np.int64]) -> NDArray[np.bool_]:
        everyday: NDArray[np.bool_] = counts * _EVERYDAY > self.behind.messages
        return everyday


def bits_of(counts: NDArray[np.int64], population: int) -> NDArray[np.int64]:
    """How rare is what so many of a population have: halvings, whole."""
    bits: NDArray[np.int64] = np.floor(np.log2(population / np.maximum(counts, 1))).astype(np.int64)
    return bits
