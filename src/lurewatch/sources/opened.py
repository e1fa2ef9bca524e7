"""A file, or a member of an archive, as bytes; a fault in them ends them and is kept, not raised."""

import io
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Protocol, TypeAlias

BUFFER = 64 << 10
# What the operating system and the standard library's unpacking raise over unreadable or damaged content.
READ_FAULTS = (OSError, EOFError, zlib.error, zipfile.BadZipFile)
# Given the size of a piece just unpacked and where in the source it ends, says which bound it broke, if any.
Spend: TypeAlias = Callable[[int, int], str]


class Bytes(Protocol):
    """What a guarded source is read from."""

    def read(self, size: int, /) -> bytes | None:
        """At most `size` bytes; none at the end."""

    def seek(self, offset: int, /) -> int:
        """Goes to an offset from the start."""


class Guarded(io.RawIOBase):
    """Bytes that end early, with the reason in `fault`, where the source is damaged or spends more than it may."""

    def __init__(self, inner: Bytes, spend: Spend | None = None) -> None:
        super().__init__()
        self._inner = inner
        self._read = getattr(inner, "read1", inner.read)
        self._spend = spend
        self._position = 0
        self.fault = ""

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """To the start only."""
        return True

    def tell(self) -> int:
        """How many bytes were read."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes back to the start, to read once more."""
        if offset or whence != io.SEEK_SET:
            raise io.UnsupportedOperation("only back to the start")
        self._position = 0
        try:
            self._inner.seek(0)
        except OSError:
            self.fault = "too large to be read twice out of its archive; unpack it and name the folder"
        return 0

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer is not in 3.11
        """Fills the buffer unless the source ends before."""
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view) and (piece := self._piece(len(view) - filled)):
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        return filled

    def _piece(self, size: int) -> bytes:
        if self.fault:
            return b""
        try:
            piece: bytes = self._read(size) or b""
        except READ_FAULTS as error:
            self.fault = f"damaged or cut off ({type(error).__name__}); what came before was read; get it anew"
            return b""
        self._position += len(piece)
        if self._spend:
            self.fault = self._spend(len(piece), self._position)
        return piece


@contextmanager
def seekable(opened: "Opened") -> Iterator[IO[bytes] | io.FileIO]:
    """The source as a file in which any place can be gone to; a copy without a name where it is none."""
    if opened.file is not None:
        yield opened.file
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(opened.stream, copy, 1 << 20)
        yield copy


class Opened:
    """A byte source by its name, its first bytes known."""

    def __init__(self, source: str, inner: Bytes, spend: Spend | None = None) -> None:
        self.source = source
        self.file = inner if isinstance(inner, io.FileIO) else None  # where it is a file of its own
        self._guarded = Guarded(inner, spend)
        self.stream = io.BufferedReader(self._guarded, BUFFER)

    @property
    def head(self) -> bytes:
        """The first bytes (up to `BUFFER`), without going past them; only before anything else is read."""
        return self.stream.peek(BUFFER)

    @property
    def fault(self) -> str:
        """Why the source ended early, with the next step; empty if it did not."""
        return self._guarded.fault

    def rewind(self) -> None:
        """Goes back to the start."""
        self.stream.seek(0)
