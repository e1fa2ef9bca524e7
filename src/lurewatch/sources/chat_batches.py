"""Messages of a chat in batches, so that those who write in it are known before its messages are given."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lurewatch.model.gap import Gap
from lurewatch.model.place import Place
from lurewatch.sources.interface import Folder, Limits
from lurewatch.sources.json_stream import JsonStream
from lurewatch.sources.opened import Opened

_BATCH = 1 << 19  # characters of JSON held at once


def batches(values: Iterator[object], stream: JsonStream) -> Iterator[list[object]]:
    """The values of a stream, some thousands at a time."""
    batch: list[object] = []
    began = stream.position
    for value in values:
        batch.append(value)
        if stream.position - began > _BATCH:
            yield batch
            batch, began = [], stream.position
    yield batch


class Batch(NamedTuple):
    """Values that follow each other in a file, and the place of the first."""

    at: Place
    values: list[object]


def batches_in(folder: Folder, inside: str, wanted: Callable[[str], bool], limits: Limits) -> Iterator[Batch | Gap]:
    """The values of those files of a folder that are lists of them."""
    for opened in folder.each(inside, wanted):
        if isinstance(opened, Gap):
            yield opened
        else:
            yield from batches_of(opened, limits)


def batches_of(opened: Opened, limits: Limits) -> Iterator[Batch | Gap]:
    """The values of a file that is a list of them; a gap where it ends early or is something else."""
    stream = JsonStream(opened.stream, limits.value_characters)
    if stream.next() != "[":
        yield Gap("a file", opened.source, "no list of messages; get the export anew")
        return
    first = 0
    for values in batches(stream.elements(), stream):
        yield Batch(Place(opened.source, first), values)
        first += len(values)
    yield from end_of(stream, opened)


def end_of(stream: JsonStream, opened: Opened) -> Iterator[Gap]:
    """The gap for a file whose JSON ends early; where the file itself is at fault, whoever opened it tells."""
    if stream.fault and not opened.fault:
        yield Gap("the end of a file", opened.source, stream.fault)
