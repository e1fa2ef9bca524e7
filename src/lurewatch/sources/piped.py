"""Standard input as a file, since some formats are read from their end and some twice."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

STANDARD_INPUT = "standard input"


@contextmanager
def piped() -> Iterator[IO[bytes]]:
    """All of standard input in an unnamed file of the temporary folder; raises OSError where that cannot hold it."""
    with tempfile.TemporaryFile(buffering=0) as file:
        shutil.copyfileobj(sys.stdin.buffer, file, 1 << 20)
        file.seek(0)
        yield file
