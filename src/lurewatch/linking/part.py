"""What the first look made of some conversations, as a value that goes from one process to another."""

import io
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.frames import joined, parted

_ARRAYS = ("people", "parties", "marks", "hints", "values", "kinds", "held", "hashes", "sizes", "once", "different")


@dataclass(frozen=True, slots=True)
class Part:
    """Columns of so many conversations: ids, people, parties and marks as in `Columns`, and what words hint at.

    `values` and `kinds` are their tokens, `held` how many each has; `hashes` their word pairs, `sizes` how many; `once`
    each conversation's different ones, and `different` how many.
    """

    ids: list[str]
    people: NDArray[np.int64]
    parties: NDArray[np.int64]
    marks: NDArray[np.int64]
    hints: NDArray[np.float32]
    values: NDArray[np.int64]
    kinds: NDArray[np.int8]
    held: NDArray[np.int64]
    hashes: NDArray[np.uint32]
    sizes: NDArray[np.int64]
    once: NDArray[np.uint32]
    different: NDArray[np.int64]


def packed(part: Part) -> bytes:
    """A part as bytes."""
    ids = json.dumps(part.ids).encode("ascii")
    return joined([ids, *(saved(getattr(part, name)) for name in _ARRAYS)])


def unpacked(data: bytes) -> Part:
    """A part from its bytes."""
    ids, *arrays = parted(data)
    return Part(json.loads(ids), *(loaded(one) for one in arrays))


def saved(column: NDArray[np.generic]) -> bytes:
    """A column as bytes, with its type."""
    out = io.BytesIO()
    np.save(out, column, allow_pickle=False)
    return out.getvalue()


def loaded(data: bytes) -> Any:
    """A column from its bytes."""
    return np.load(io.BytesIO(data), allow_pickle=False)
