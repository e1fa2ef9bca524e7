"""Which conversations are worth comparing: those that share rare word pairs, or a value that few have."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Things = NDArray[np.uint32]
_Codes = NDArray[np.uint64]

_ALL = 20  # of as many that share something, each is paired with each; of more, each with its next neighbours
_NEAR = 3
_DOCUMENT = 27  # bits of a conversation's number
_WEIGHT = 10  # bits of a weight; 2 * _DOCUMENT + _WEIGHT = 64
_AT_ONCE = 1 << 25
_LOW = np.uint64(0xFFFFFFFF)


class Pairs(NamedTuple):
    """Two conversations each by their numbers (`a < b`), how much they share in bits, and how many things."""

    a: Numbers
    b: Numbers
    bits: Numbers
    shared: Numbers


def pairs(things: Things, documents: Things, weigh: Callable[[Things], Numbers], least: tuple[int, int]) -> Pairs:
    """The pairs that share enough: `least` bits in all, and `least` things.

    `things` and `documents` are the postings: which conversation has what; `weigh` gives the bits of sharing a thing.
    """
    postings = (things.astype(np.uint64) << np.uint64(32)) | documents.astype(np.uint64)
    postings.sort()
    things, documents = (postings >> np.uint64(32)).astype(np.uint32), (postings & _LOW).astype(np.uint32)
    bits = np.minimum(weigh(things), (1 << _WEIGHT) - 1).astype(np.uint16)
    found = [_heavy(codes, least) for codes in _in_parts(things, documents, bits)]
    return Pairs(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _in_parts(things: Things, documents: Things, bits: NDArray[np.uint16]) -> Iterator[_Codes]:
    """The coded pairs, in parts by the first conversation so that a part fits in memory, each pair in one part."""
    sizes = _group_sizes(things)
    expected = int(np.minimum(sizes - 1, _ALL).sum(dtype=np.int64)) // 2
    parts = max(1, -(-expected // _AT_ONCE))
    for part in range(parts):
        mine = documents % np.uint32(parts) == part if parts > 1 else np.ones(len(documents), bool)
        yield _coded(things, documents, bits, sizes, mine)


def _coded(
    things: Things, documents: Things, bits: NDArray[np.uint16], sizes: Things, mine: NDArray[np.bool_]
) -> _Codes:
    pieces = []
    for step in range(1, _ALL):
        same = (things[step:] == things[:-step]) & mine[:-step]
        if step > _NEAR:
            same &= sizes[:-step] <= _ALL
        first = np.flatnonzero(same)
        if len(first):
            pieces.append(_code(documents[first], documents[first + step], bits[first]))
    return np.concatenate(pieces) if pieces else np.zeros(0, np.uint64)


def _code(a: Things, b: Things, bits: NDArray[np.uint16]) -> _Codes:
    left = a.astype(np.uint64) << np.uint64(_DOCUMENT + _WEIGHT)
    return left | (b.astype(np.uint64) << np.uint64(_WEIGHT)) | bits


def _heavy(codes: _Codes, least: tuple[int, int]) -> Pairs:
    """The coded pairs whose weights add up to enough."""
    codes.sort()
    keys = codes >> np.uint64(_WEIGHT)
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, np.int64)
    weights = (codes & np.uint64((1 << _WEIGHT) - 1)).astype(np.int64)
    bits = np.add.reduceat(weights, starts) if len(starts) else weights
    shared = np.diff(np.concatenate((starts, [len(codes)])))
    enough = (bits >= least[0]) & (shared >= least[1])
    keys = keys[starts][enough].astype(np.int64)
    return Pairs(keys >> _DOCUMENT, keys & ((1 << _DOCUMENT) - 1), bits[enough], shared[enough])


def _group_sizes(things: Things) -> Things:
    """For each posting how many there are of the same thing."""
    starts = np.flatnonzero(np.concatenate(([True], things[1:] != things[:-1]))) if len(things) else np.zeros(0, int)
    counts = np.diff(np.concatenate((starts, [len(things)])))
    return np.repeat(counts, counts).astype(np.uint32)
