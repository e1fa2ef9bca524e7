"""A text as a few numbers that a near-copy has too, and that everybody makes alike: bands of MinHash, without a key.

Of the pairs of neighbouring words of a text 64 minima are taken, each by an order of its own; eight of them make a
band. Two texts that have a share s of their pairs in common have a given band in common with probability s to the
eighth, and one of eight with 1 - (1 - s^8)^8: 0.99 at nine tenths, 0.77 at four fifths, 0.03 at a half (Broder 1997;
Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4). Whoever has the text has its bands.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.sketch import word_pairs

BANDS, ROWS = 8, 8
LEAST = 40  # different word pairs, below which many a genuine text is the same
_FORM = b"lurewatch bands 1"
_A, _B = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)  # odd multipliers of splitmix64
_SEEDS: NDArray[np.uint64] = np.frombuffer(
    b"".join(hashlib.blake2b(_FORM + bytes([at]), digest_size=8).digest() for at in range(BANDS * ROWS)), "<u8"
).astype(np.uint64)


def bands(text: str) -> tuple[str, ...]:
    """The bands of a text, each 32 hex digits that say which band it is; none for a short one."""
    pairs = np.unique(word_pairs(text)).astype(np.uint64)
    if len(pairs) < LEAST:
        return ()
    minima = _mixed(pairs[None, :] ^ _SEEDS[:, None]).min(axis=1).astype("<u8")
    rows = minima.reshape(BANDS, ROWS)
    return tuple(_band(at, row.tobytes()) for at, row in enumerate(rows))


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _B
    return (numbers ^ (numbers >> np.uint64(27))) * _A


def _band(at: int, minima: bytes) -> str:
    return hashlib.blake2b(_FORM + bytes([at]) + minima, digest_size=16).hexdigest()
