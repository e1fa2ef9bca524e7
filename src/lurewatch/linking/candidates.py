"""Which conversations are worth comparing: those that share rare word pairs, or a value that few have."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Things = NDArray[np.uint32]
_Codes = NDArray[np.uint64]

_Whole = TypeVar("_Whole", bound=np.integer[Any])

_ALL = 20  # of as many that share something, each is paired with each; of more, each with its next neighbours
_NEAR = 3
_DOCUMENT = 27  # bits of a conversation's number
_WEIGHT = 10  # bits of a weight; 2 * _DOCUMENT + _WEIGHT = 64
_AT_ONCE = 1 << 18  # pairs of a part, about
_MOST_PARTS = 1 << 14
_THREADS = 2
_HALF = np.uint64(1 << 63)
_LOW = np.uint64(0xFFFFFFFF)
_MIXED = np.uint64(0x9E3779B97F4A7C15)  # an odd multiplier, as splitmix64 has it


class Pairs(NamedTuple):
    """Two conversations each by their numbers (`a < b`), how much they share in bits, and how many things."""

    a: Numbers
    b: Numbers
    bits: Numbers
    shared: Numbers


def pairs(
    things: Things, documents: Things, weigh: Callable[[Things], NDArray[_Whole]], least: tuple[int, int]
) -> Pairs:
    """The pairs that share enough: `least` bits in all, and `least` things.

    `things` and `documents` are the postings: which conversation has what; `weigh` gives the bits of sharing a thing.
    """
    postings = _in_order((things.astype(np.uint64) << np.uint64(32)) | documents.astype(np.uint64))
    things, documents = (postings >> np.uint64(32)).astype(np.uint32), (postings & _LOW).astype(np.uint32)
    del postings
    held = _Held(
        documents, np.minimum(weigh(things), np.uint16((1 << _WEIGHT) - 1)).astype(np.uint16), _partners(things)
    )
    with ThreadPoolExecutor(_THREADS) as threads:
        found = list(threads.map(lambda part: _heavy(_coded(held, part), least), _in_parts(held)))
    return Pairs(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _in_order(postings: _Codes) -> _Codes:
    """Postings sorted, in two halves at once."""
    upper = postings >= _HALF
    halves = [postings[~upper], postings[upper]]
    del postings
    with ThreadPoolExecutor(_THREADS) as threads:  # numpy lets others run while it sorts
        list(threads.map(lambda half: half.sort(), halves))
    return np.concatenate(halves)


class _Held(NamedTuple):
    """Postings by thing and then by conversation: whose each is, its bits, and with how many of the next it pairs."""

    documents: Things
    bits: NDArray[np.uint16]
    partners: NDArray[np.uint8]


def _partners(things: Things) -> NDArray[np.uint8]:
    """For each posting with how many of those after it, of the same thing, it is paired."""
    starts = np.flatnonzero(np.concatenate(([True], things[1:] != things[:-1]))) if len(things) else np.zeros(0, int)
    counts = np.diff(starts, append=len(things))
    after = np.repeat(starts + counts, counts) - np.arange(len(things)) - 1
    most = np.repeat(np.where(counts > _ALL, _NEAR, _ALL), counts)
    paired: NDArray[np.uint8] = np.minimum(after, most).astype(np.uint8)
    return paired


def _in_parts(held: _Held) -> Iterator[Numbers]:
    """Where the postings are whose pairs one part has: by the first conversation, so that each pair is in one part.

    A part is small, since sorting is fastest where it fits into the processor's cache.
    """
    parts = 1 << (int(held.partners.sum(dtype=np.int64)) // _AT_ONCE).bit_length()
    part = (held.documents & np.uint32(min(parts, _MOST_PARTS) - 1)).astype(np.uint16)
    order = np.argsort(part, kind="stable")  # by radix, as the numbers are short
    yield from np.split(order, np.cumsum(np.bincount(part))[:-1])


def _coded(held: _Held, at: Numbers) -> _Codes:
    pieces = [np.zeros(0, np.uint64)]
    for step in range(1, _ALL + 1):
        at = at[held.partners[at] >= step]
        if not len(at):
            break
        pieces.append(_code(held.documents[at], held.documents[at + step], held.bits[at]))
    return np.concatenate(pieces)


def _code(a: Things, b: Things, bits: NDArray[np.uint16]) -> _Codes:
    left = a.astype(np.uint64) << np.uint64(_DOCUMENT + _WEIGHT)
    return left | (b.astype(np.uint64) << np.uint64(_WEIGHT)) | bits


def _met_twice(codes: _Codes) -> NDArray[np.bool_]:
    """All codes of pairs that stand there twice, and some others: most share one thing alone, and need no sorting."""
    cells = len(codes).bit_length() + 2
    cell = ((codes >> np.uint64(_WEIGHT)) * _MIXED >> np.uint64(64 - cells)).astype(np.int64)
    twice: NDArray[np.bool_] = (np.bincount(cell, minlength=1) > 1)[cell]
    return twice


def _heavy(codes: _Codes, least: tuple[int, int]) -> Pairs:
    """The coded pairs whose weights add up to enough."""
    if least[1] > 1:
        codes = codes[_met_twice(codes)]
    codes.sort()
    keys = codes >> np.uint64(_WEIGHT)
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, np.int64)
    weights = (codes & np.uint64((1 << _WEIGHT) - 1)).astype(np.int64)
    bits = np.add.reduceat(weights, starts) if len(starts) else weights
    shared = np.diff(np.concatenate((starts, [len(codes)])))
    enough = (bits >= least[0]) & (shared >= least[1])
    keys = keys[starts][enough].astype(np.int64)
    return Pairs(keys >> _DOCUMENT, keys & ((1 << _DOCUMENT) - 1), bits[enough], shared[enough])
