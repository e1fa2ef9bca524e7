"""The files in a tar archive, one after the other as they come; nothing is written, links and devices are passed over.

The standard library reads each header; we walk from one to the next, since its own walk holds a name of any claimed
length in memory. POSIX.1-2017 (pax) and GNU tar's manual describe the format.
"""

import re
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from typing import IO, BinaryIO, NamedTuple

from lurewatch.errors import FormatError

BLOCK = 512
_LONGEST_NAME = 64 << 10  # bytes that an extended header may take
_PIECE = 1 << 20
_READ_TWICE = 64 << 20  # tables of an export, which some readers go through twice, are smaller
_IN_MEMORY = 1 << 20
_FILES = frozenset((tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE))
_LONG_NAME, _PAX = tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE
_LINKS = frozenset((tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE))
_RECORD = re.compile(rb"(\d{1,10}) (path|size)=([^\n]*)\n")


class Entry(NamedTuple):
    """A file in the archive: its name, its size in bytes, its content, to be read before the next is asked for."""

    name: str
    size: int
    content: "Content"


class Content:
    """The bytes of one file in the archive; what was read is kept, up to a bound, for a reader that reads twice."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._kept: IO[bytes] | None = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # `close` closes it
        self._again = 0  # bytes to be read from what was kept
        self.left = size

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the file's end; EOFError where the archive ends before."""
        if self._again and self._kept is not None:
            piece = self._kept.read(min(size, self._again))
            self._again -= len(piece)
            return piece
        piece = self._stream.read(min(size, self.left))
        if not piece and self.left and size:
            raise EOFError
        self.left -= len(piece)
        self._keep(piece)
        return piece

    def seek(self, offset: int, /) -> int:
        """Back to the start, the only place to go to; OSError where more was read than is kept."""
        if self._kept is None:
            raise OSError("larger than what is read twice")
        self._again = self._kept.tell() + self._again
        return self._kept.seek(offset)

    def close(self) -> None:
        """Lets go what was kept."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _keep(self, piece: bytes) -> None:
        if self._kept is not None:
            self._kept.write(piece)
            if self._kept.tell() > _READ_TWICE:
                self.close()


def entries(stream: BinaryIO) -> Iterator[Entry]:
    """The files in order; FormatError where a header is none, EOFError where the archive ends within a file."""
    name, size = "", None
    while (info := _header(stream)) is not None:
        if info.type in (_LONG_NAME, _PAX):
            extended = _extended(stream, info.size)
            name, size = (_text(extended), size) if info.type == _LONG_NAME else _pax(extended, name, size)
            continue
        length = 0 if info.type in _LINKS else info.size if size is None else size
        with closing(Content(stream, length)) as content:
            if info.type in _FILES and not (name or info.name).endswith("/"):
                yield Entry(name or info.name, length, content)
        _pass_over(stream, content.left + -length % BLOCK)
        name, size = "", None


def _header(stream: BinaryIO) -> tarfile.TarInfo | None:
    """The next header; None at the end, which two empty blocks mark and some writers forget."""
    block = stream.read(BLOCK)
    if not block.strip(b"\x00"):
        return None
    try:
        info = tarfile.TarInfo.frombuf(block, "utf-8", "replace")
    except (tarfile.HeaderError, ValueError) as error:
        raise FormatError("no header where one must be") from error
    if info.size < 0:
        raise FormatError("a file of less than no bytes")
    return info


def _extended(stream: BinaryIO, size: int) -> bytes:
    """What an extended header says of the file after it; nothing of one that is longer than may be held."""
    held = stream.read(min(size, _LONGEST_NAME))
    _pass_over(stream, size - len(held) + -size % BLOCK)
    return held if size <= _LONGEST_NAME else b""


def _pax(records: bytes, name: str, size: int | None) -> tuple[str, int | None]:
    """Name and size by pax records of the form `length key=value`."""
    for _, key, value in _RECORD.findall(records):
        if key == b"path":
            name = _text(value)
        elif value.isdigit() and len(value) < 20:
            size = int(value)
    return name, size


def _text(name: bytes) -> str:
    return name.partition(b"\x00")[0].decode("utf-8", "replace")


def _pass_over(stream: BinaryIO, size: int) -> None:
    while size > 0:
        piece = stream.read(min(size, _PIECE))
        if not piece:
            return
        size -= len(piece)
