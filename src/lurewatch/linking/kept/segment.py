"""One file of sketches: columns of numbers, written once, and then mapped into memory and never changed."""

import hashlib
import json
import mmap
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lurewatch.errors import DefinitionError
from lurewatch.linking.sketch import Sketch

Column = NDArray[Any]

# One number a sketch, by ascending id ...
OF_SKETCH = {
    "id": "<u8", "person": "<u8", "party": "<u8", "first": "<i8", "last": "<i8", "reach": "<u4", "pairs": "<u2",
    "goes": "<i4", "evidence": "|i1", "verdict": "|u1", "kind": "|u1",
}  # fmt: skip
# ... and what each has, ascending: a word pair's 32 bits above those of the sketch's place; a value, and its sketch.
POSTINGS = {"words": "<u8", "values": "<u8", "value_of": "<u4"}
# Of the long columns each number that stands first in a page of the disk, so that looking one up reads one page or two.
FENCES = {"words": "words_fence", "values": "values_fence"}
FORMS = OF_SKETCH | POSTINGS | dict.fromkeys(FENCES.values(), "<u8")
PAGE = 512  # numbers
_HEADER = 2048  # bytes
_ALIGNED = 64
LOW = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Segment:
    """The columns of one file, or of what is to become one."""

    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.columns["id"])

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]


def of_sketches(sketches: Iterable[Sketch], goes: Callable[[Sketch], int]) -> Segment:
    """Sketches as columns; `goes` tells the day on which one is no longer kept."""
    rows = latest(sketches)
    columns = {name: np.array([getattr(one, name) for one in rows], form) for name, form in OF_SKETCH.items()
               if name not in ("goes", "pairs")}  # fmt: skip
    sizes = np.array([len(one.pairs) for one in rows], np.int64)
    hashes = np.concatenate([one.pairs for one in rows]) if rows else np.zeros(0, np.uint32)
    columns |= {"goes": np.array([goes(one) for one in rows], "<i4"), "pairs": sizes.astype("<u2")}
    columns["words"] = np.sort(
        (hashes.astype("<u8") << np.uint64(32)) | np.repeat(np.arange(len(rows)), sizes).astype("<u8")
    )
    values = np.array([value for one in rows for value in one.values], "<u8")
    value_of = np.repeat(np.arange(len(rows)), [len(one.values) for one in rows]).astype("<u4")
    order = np.lexsort((value_of, values))
    return fenced(columns | {"values": values[order], "value_of": value_of[order]})


def fenced(columns: Mapping[str, Column]) -> Segment:
    """Columns with the fences of the long ones."""
    return Segment({**columns, **{fence: columns[name][::PAGE] for name, fence in FENCES.items()}})


def latest(sketches: Iterable[Sketch]) -> list[Sketch]:
    """Of each conversation what was seen last, in order of their tokens."""
    found = {one.id: one for one in sorted(sketches, key=_age)}
    return [found[id_] for id_ in sorted(found)]


def _age(one: Sketch) -> tuple[int, ...]:
    return one.last, one.first, one.evidence, one.verdict, one.kind, one.person, one.party


def write(path: Path, segment: Segment) -> str:
    """Writes a file of its owner's alone, sees that it lies on the disk, and gives a print of its bytes."""
    places, at = {}, _HEADER
    for name in FORMS:
        places[name] = [at, len(segment[name])]
        at += -(-segment[name].nbytes // _ALIGNED) * _ALIGNED
    header = json.dumps({"form": 1, "columns": places}).encode("ascii")
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(header.ljust(_HEADER))
        for name, form in FORMS.items():
            file.seek(places[name][0])
            file.write(np.ascontiguousarray(segment[name], form).data)
        file.truncate(at)
        file.flush()
        os.fsync(file.fileno())
    return print_of(path)


def print_of(path: Path) -> str:
    """A print of a file's bytes, by which damage is told."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def mapped(path: Path) -> Segment:
    """A file's columns, of which only what is looked at is read; DefinitionError with what is wrong with the file."""
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise _broken(path, f"cannot be read ({type(error).__name__})") from error
    places = _places(path, data)
    columns = {name: np.frombuffer(data, form, places[name][1], places[name][0]) for name, form in FORMS.items()}
    if not _fit(columns):
        raise _broken(path, "its columns are of different lengths")
    return Segment(columns)


def _fit(columns: Mapping[str, Column]) -> bool:
    sizes = {name: len(column) for name, column in columns.items()}
    fences = all(sizes[fence] == -(-sizes[name] // PAGE) for name, fence in FENCES.items())
    return fences and len({sizes[name] for name in OF_SKETCH}) == 1 and sizes["values"] == sizes["value_of"]


def _places(path: Path, data: mmap.mmap) -> dict[str, tuple[int, int]]:
    """Where each column begins and how many numbers it has, held against the length of the file."""
    try:
        told = json.loads(data[:_HEADER])
        places = {name: (int(told["columns"][name][0]), int(told["columns"][name][1])) for name in FORMS}
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        raise _broken(path, "its header is no header of sketches") from None
    for name, (at, count) in places.items():
        if at < _HEADER or count < 0 or at + count * np.dtype(FORMS[name]).itemsize > len(data):
            raise _broken(path, f"{len(data):,} bytes are too few for the {count:,} numbers of its column {name}")
    return places


def _broken(path: Path, what: str) -> DefinitionError:
    return DefinitionError(
        [f"{path}: {what}; the file is damaged: put the folder back from a copy, or remove it and begin a new one"]
    )
