"""The lines of a file, however long they are."""

from collections.abc import Iterator
from typing import BinaryIO


def bounded_lines(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """The lines; of one that is longer than `most` only its beginning (one byte more) is held."""
    while line := stream.readline(most + 1):
        yield line
        while len(line) > most and not line.endswith(b"\n"):
            rest = stream.readline(most)
            if not rest or rest.endswith(b"\n"):
                break
