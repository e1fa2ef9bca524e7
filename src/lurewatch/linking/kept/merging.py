"""Several files of sketches made one, without what is to go."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.kept.segment import LOW, OF_SKETCH, Column, Segment, fenced

Stays = Callable[[Segment], NDArray[np.bool_]]
_SHIFT = np.uint64(32)


def merged(segments: Sequence[Segment], stays: Stays) -> Segment:
    """One segment of all that stays; of one conversation what was seen last."""
    columns = {name: np.concatenate([one[name] for one in segments]) for name in OF_SKETCH}
    order = _latest(columns["id"], columns["last"], np.concatenate([stays(one) for one in segments]))
    place = np.full(len(columns["id"]), -1, np.int64)
    place[order] = np.arange(len(order))
    parts = np.split(place, np.cumsum([len(one) for one in segments])[:-1])
    words = np.concatenate([_words(one, part) for one, part in zip(segments, parts, strict=True)])
    words.sort()
    value_of = np.concatenate([part[one["value_of"]] for one, part in zip(segments, parts, strict=True)])
    values = np.concatenate([one["values"] for one in segments])
    found = {name: column[order] for name, column in columns.items()}
    return fenced(found | _values(values, value_of) | {"words": words})


def _latest(ids: Column, last: Column, stays: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The places of what stays, by id; of equal ids the one seen last, and of those the one kept first."""
    at = np.flatnonzero(stays)
    at = at[np.lexsort((at, -last[at], ids[at]))]
    first = np.ones(len(at), bool)
    first[1:] = ids[at][1:] != ids[at][:-1]
    return at[first]


def _words(segment: Segment, place: NDArray[np.int64]) -> Column:
    words = segment["words"]
    moved = place[(words & np.uint64(LOW)).astype(np.int64)]
    here = moved >= 0
    return ((words[here] >> _SHIFT) << _SHIFT) | moved[here].astype(np.uint64)


def _values(values: Column, value_of: NDArray[np.int64]) -> dict[str, Column]:
    here = value_of >= 0
    values, value_of = values[here], value_of[here]
    order = np.lexsort((value_of, values))
    return {"values": values[order], "value_of": value_of[order].astype("<u4")}
