"""How much wording two conversations share, many pairs at a time: passages by the rarity of what stands in them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.candidates import Numbers
from lurewatch.text.shingles import Hashes, Offsets, Shingles

_AT_ONCE = 1 << 12  # pairs
_THREADS = 2
_CHANCE = 10  # bits that every passage loses: what two texts on one matter have in common by chance is short
_PASSAGE = 120  # bits at most for one passage, however long: a sentence quoted whole is one thing in common
_REST = 2  # what follows the rarest pair of a passage counts half: neighbours are not independent


class Wording(NamedTuple):
    """For each pair of conversations: bits of the passages in common, how many those are, their share, and all bits.

    `share` is of the rare wording of the one that has less of it, 0 to 1. `bits` counts what passages tell of one hand,
    `shared` everything that is the same, standard sentences too.
    """

    bits: Numbers
    passages: Numbers
    share: NDArray[np.float64]
    shared: Numbers


def shared_wording(a: Numbers, b: Numbers, found: Shingles, bits: NDArray[np.uint8], rare: int) -> Wording:
    """What `a[i]` and `b[i]` have in common; `bits` is the rarity of each of the shingles `found`.

    A passage with no pair of words of at least `rare` bits is standard, however long it is: its length says nothing.
    """
    sums = np.concatenate(([0], np.cumsum(bits, dtype=np.int64)))
    totals = sums[found.ends[1:]] - sums[found.ends[:-1]]
    with ThreadPoolExecutor(_THREADS) as threads:  # numpy lets others run while it counts
        pieces = list(threads.map(lambda s: _of_some(a[s], b[s], found, bits, (totals, rare)), _slices(len(a))))
    return Wording(*(np.concatenate(column) for column in zip(*pieces, strict=True)))


def _slices(count: int) -> Iterator[slice]:
    return (slice(at, at + _AT_ONCE) for at in range(0, max(count, 1), _AT_ONCE))


def _of_some(a: Numbers, b: Numbers, found: Shingles, bits: NDArray[np.uint8], known: tuple[Numbers, int]) -> Wording:
    totals, rare = known
    at, pair = _expanded(a, found.ends)
    other, other_pair = _expanded(b, found.ends)
    in_both = _is_in(_keys(found.hashes[at], pair), _keys(found.hashes[other], other_pair))
    weight = np.where(in_both, bits[at], 0).astype(np.int64)
    begins = in_both & ~_follows(in_both, pair)
    starts = np.flatnonzero(begins)
    size = len(a)
    if not len(starts):
        zeros = np.zeros(size, np.int64)
        return Wording(zeros, zeros, np.zeros(size), zeros)
    most, total = np.maximum.reduceat(weight, starts), np.add.reduceat(weight, starts)
    length = np.where(most >= rare, (total - most) // _REST, 0)
    passage = np.minimum(np.maximum(most + length - _CHANCE, 0), _PASSAGE)
    of = pair[starts]
    shared = np.bincount(of, total, size)
    return Wording(
        np.bincount(of, passage, size).astype(np.int64),
        np.bincount(of, passage > 0, size).astype(np.int64),
        np.minimum(shared / np.maximum(np.minimum(totals[a], totals[b]), 1), 1.0),
        shared.astype(np.int64),
    )


def _expanded(documents: Numbers, ends: Offsets) -> tuple[Numbers, Numbers]:
    """Where each shingle of each document stands, and for each the place of its document in the list."""
    sizes = ends[documents + 1] - ends[documents]
    places = np.repeat(np.arange(len(documents)), sizes)
    before = np.concatenate(([0], np.cumsum(sizes)))[:-1]
    return np.arange(int(sizes.sum())) - before[places] + ends[documents][places], places


def _keys(hashes: Hashes, pair: Numbers) -> NDArray[np.uint64]:
    return (pair.astype(np.uint64) << np.uint64(32)) | hashes


def _is_in(keys: NDArray[np.uint64], others: NDArray[np.uint64]) -> NDArray[np.bool_]:
    if not len(others):
        return np.zeros(len(keys), bool)
    others.sort()
    at = np.minimum(np.searchsorted(others, keys), len(others) - 1)
    found: NDArray[np.bool_] = others[at] == keys
    return found


def _follows(in_both: NDArray[np.bool_], pair: Numbers) -> NDArray[np.bool_]:
    """Whether the shingle before, of the same document, is in both too."""
    before = np.zeros(len(in_both), bool)
    before[1:] = in_both[:-1] & (pair[1:] == pair[:-1])
    return before
