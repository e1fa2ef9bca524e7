"""A first hint of whether a conversation may be an approach, from its everyday words alone: for thousands at a time."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from lurewatch.text.shingles import Words, words

_FEWEST = 8  # known words below which they hint at nothing, as in detection
_LEAST, _MOST = -4.0, 8.0  # decibans
_FIRST = 20  # bits
_REST = np.uint64(64 - _FIRST)


class Hint:
    """Knows what words say: decibans each, to be divided by the root of their number; a repeated word counts once."""

    def __init__(self, known: Mapping[str, float]) -> None:
        hashes = words(list(known)).hashes if known else np.zeros(0, np.uint64)
        order = np.argsort(hashes)
        self._hashes = hashes[order]
        self._decibans = np.array(list(known.values()), np.float64)[order]
        self._may = np.zeros(1 << _FIRST, bool)  # by the first bits of a word's number: a quick look before the search
        self._may[hashes >> _REST] = True

    def of(self, found: Words) -> NDArray[np.float32]:
        """For each text what its words hint at, in decibans; nothing where nothing is known of words."""
        if not len(self._hashes):
            return np.full(found.many, _MOST, np.float32)
        may = np.flatnonzero(found.everyday & self._may[found.hashes >> _REST])
        at = np.minimum(np.searchsorted(self._hashes, found.hashes[may]), len(self._hashes) - 1)
        known = self._hashes[at] == found.hashes[may]
        said = np.unique(found.texts[may[known]] * len(self._hashes) + at[known])
        texts, which = np.divmod(said, len(self._hashes))
        counts = np.bincount(texts, minlength=found.many)
        sums = np.bincount(texts, self._decibans[which], found.many)
        hint = np.where(counts >= _FEWEST, sums / np.sqrt(np.maximum(counts, 1)), _LEAST)
        return np.clip(hint, _LEAST, _MOST).astype(np.float32)
