"""What a command reads its lines from."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lurewatch.errors import UsageError


@contextmanager
def opened(source: Path | None) -> Iterator[BinaryIO]:
    """A file's bytes, or standard input where none is named; UsageError if it cannot be read."""
    if source is None:
        yield sys.stdin.buffer
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        raise UsageError(f"{source}: cannot be read ({error.strerror})") from error
    with stream:
        yield stream
