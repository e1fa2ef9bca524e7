"""Pairs of neighbouring words of texts as numbers, many texts at a time: what near-copies and rewordings share.

A word is a run of letters (of any script), lower-case; a run with a digit counts as one and the same word, since
numbers are what templates fill in. Words of up to sixteen bytes are told apart exactly, longer ones by their ends and
length.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
Offsets = NDArray[np.int64]
_Wide = NDArray[np.uint64]

_LETTERS = np.zeros(256, bool)
_LETTERS[[*range(ord("a"), ord("z") + 1), *range(ord("0"), ord("9") + 1), ord("'"), *range(128, 256)]] = True
_DIGITS = np.zeros(256, bool)
_DIGITS[ord("0") : ord("9") + 1] = True
_EIGHT = 8  # bytes read of a word's beginning, and of its end
_MASKS = np.array([(1 << 8 * count) - 1 for count in range(_EIGHT + 1)], np.uint64)
# Odd multipliers of the hash functions xxHash and splitmix64.
_A, _B, _C = (np.uint64(one) for one in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_NUMBER = np.uint64(0x5851F42D4C957F2D)


class Shingles(NamedTuple):
    """The word pairs of each text in its order; those of text i are `hashes[ends[i] : ends[i + 1]]`."""

    hashes: Hashes
    ends: Offsets

    def texts(self) -> Offsets:
        """The number of the text that each pair is of."""
        return np.repeat(np.arange(len(self.ends) - 1), np.diff(self.ends))


class Words(NamedTuple):
    """The words of so many texts as numbers, in order, and the number of the text that each is of.

    `everyday` says which stand in lower case, and not behind a hyphen, as names and places do not; of texts that are
    not plain ASCII it is not known, and all count.
    """

    hashes: NDArray[np.uint64]
    texts: Offsets
    many: int
    everyday: NDArray[np.bool_]


def words(texts: Sequence[str]) -> Words:
    """All words of texts."""
    data, lower, bounds = _joined(texts)
    starts, hashes = _words(lower)
    written, octets = np.frombuffer(data, np.uint8), np.frombuffer(lower, np.uint8)
    everyday = (written[starts] == octets[starts]) & (octets[starts - 1] != ord("-"))  # before the first is a line end
    return Words(hashes, np.searchsorted(bounds, starts, side="right") - 1, len(texts), everyday)


def shingles(found: Words) -> Shingles:
    """The word pairs of each text, as 32-bit numbers; a text of fewer than two words has none."""
    within = found.texts[1:] == found.texts[:-1]
    counts = np.bincount(found.texts[1:][within], minlength=found.many)
    return Shingles(_paired(found.hashes)[within].astype(np.uint32), np.concatenate(([0], np.cumsum(counts))))


def distinct(found: Shingles) -> tuple[Hashes, Offsets]:
    """Each pair once a text, and the number of the text, both by text and then by hash."""
    keys = (found.texts().astype(np.uint64) << np.uint64(32)) | found.hashes
    keys.sort()
    first = np.ones(len(keys), bool)
    first[1:] = keys[1:] != keys[:-1]
    keys = keys[first]
    return (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32), (keys >> np.uint64(32)).astype(np.int64)


def _joined(texts: Sequence[str]) -> tuple[bytes, bytes, Offsets]:
    """All texts as bytes, a line each, as they are if plain, and in lower case; and where each begins."""
    pieces = [(text if text.isascii() else text.lower()).encode("utf-8", "surrogatepass") for text in texts]
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    bounds = np.concatenate(([0], np.cumsum(lengths + 1)))[:-1]
    data = b"\n".join(pieces) + b"\n" * (_EIGHT + 1)
    return data, data.lower(), bounds


def _words(data: bytes) -> tuple[Offsets, _Wide]:
    """Where each word begins, and its hash."""
    octets = np.frombuffer(data, np.uint8)
    letters = _LETTERS[octets]
    edges = np.flatnonzero(letters[1:] != letters[:-1]) + 1
    if letters[0]:
        edges = np.concatenate(([0], edges))
    starts, ends = edges[0::2], edges[1::2]
    lengths = ends - starts
    eights = np.ndarray((len(octets) - _EIGHT + 1,), "<u8", buffer=octets, strides=(1,))
    masks = _MASKS[np.minimum(lengths, _EIGHT)]
    first, last = eights[starts] & masks, eights[np.maximum(ends - _EIGHT, starts)] & masks
    hashes = (first * _A) ^ ((last + lengths.astype(np.uint64)) * _B)
    hashes ^= hashes >> np.uint64(29)
    hashes *= _C
    if len(starts):
        hashes[np.logical_or.reduceat(_DIGITS[octets], starts)] = _NUMBER  # no digit stands between two words
    return starts, hashes


def _paired(words: _Wide) -> _Wide:
    """A 32-bit number for each word and its next."""
    pairs = words[:-1] * _A + words[1:]
    pairs ^= pairs >> np.uint64(31)
    pairs *= _B
    return pairs >> np.uint64(32)
