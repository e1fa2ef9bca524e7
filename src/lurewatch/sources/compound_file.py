"""The streams in a compound file (OLE2), the container of Outlook's .msg; [MS-CFB] describes it.

Every chain of sectors is followed at most as far as the file is long, so that a crafted one neither loops nor fills the
memory; of a stream only as much is read as is asked for. docs/decisions/0007-outlook.md says why no library does it.
"""

import struct
import sys
from array import array
from collections.abc import Iterator
from io import FileIO
from typing import IO, NamedTuple

from lurewatch.errors import FormatError
from lurewatch.sources.sniff import COMPOUND

_HEADER = struct.Struct("<24xHHHHH10xLL4xLLLL")
_ENTRY = struct.Struct("<64sHBxLLL36xLQ")
_LISTED = 109  # sectors of the table of chains that the header itself names
_NONE = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA  # numbers beyond it mark ends and free places
_MINI = 64  # bytes of a small sector
_SMALL = 4096  # streams of fewer bytes lie in small sectors
_STORAGE, _STREAM, _ROOT = 1, 2, 5


class Entry(NamedTuple):
    """A storage (a folder) or a stream (a file) in it; `below` and its neighbours are numbers of entries."""

    name: str
    kind: int
    left: int
    right: int
    below: int
    start: int
    size: int

    @property
    def is_storage(self) -> bool:
        """Whether it holds others."""
        return self.kind in (_STORAGE, _ROOT)


class CompoundFile:
    """A compound file, opened. `directory_bytes` bounds its list of entries. FormatError where it is none."""

    def __init__(self, file: IO[bytes] | FileIO, directory_bytes: int) -> None:
        self._file = file
        size = file.seek(0, 2)
        file.seek(0)
        header = file.read(512)
        if len(header) < 512 or not header.startswith(COMPOUND):
            raise FormatError("cut off in its header")
        _, version, _, shift, _, _, directory, cutoff, mini, self._minis, more = _HEADER.unpack_from(header)
        if (version, shift) not in ((3, 9), (4, 12)) or cutoff != _SMALL:
            raise FormatError("of no known version")
        self._sector = 1 << shift
        self._most = size // self._sector + 1
        self._tables = self._most // (self._sector // 4) + 1
        self._chains = self._table(self._listed(header, more))
        self._entries = list(_entries(self._chain(directory, directory_bytes), version))
        if not self._entries or self._entries[0].kind != _ROOT:
            raise FormatError("cut off before its list of contents")
        self._visits = 4 * len(self._entries)  # of an honest one, each entry is seen at most three times
        self._mini_start = mini
        self._mini: tuple[array[int], array[int]] | None = None

    @property
    def root(self) -> Entry:
        """The storage that holds all others."""
        return self._entries[0]

    def inside(self, storage: Entry) -> dict[str, Entry]:
        """What a storage holds, by name in lower case; each entry once, whatever circles they are laid in."""
        found: dict[str, Entry] = {}
        waiting, seen = [storage.below], set[int]()
        while waiting and self._visits > 0:
            number = waiting.pop()
            if number in seen or number >= len(self._entries):
                continue
            seen.add(number)
            self._visits -= 1
            entry = self._entries[number]
            waiting += (entry.left, entry.right)
            if entry.kind in (_STORAGE, _STREAM):
                found.setdefault(entry.name.lower(), entry)
        return found

    def read(self, stream: Entry, most: int) -> bytes:
        """The first bytes of a stream, at most `most`; fewer where the file is damaged."""
        size = min(stream.size, most)
        if stream.size >= _SMALL:
            return self._chain(stream.start, size)
        chains, sectors = self._minis_read()
        numbers = _followed(chains, stream.start, -(-size // _MINI))
        return b"".join(self._read_mini(sectors, number) for number in numbers)[:size]

    def _minis_read(self) -> "tuple[array[int], array[int]]":
        """The chains of small sectors, and the sectors in which they lie."""
        if self._mini is None:
            room = self._most * self._sector
            chains = self._chain(self._mini_start, min(self._minis * self._sector, room))
            sectors = _followed(self._chains, self.root.start, min(self._most, -(-self.root.size // self._sector)))
            self._mini = (_numbers(chains), array("I", sectors))
        return self._mini

    def _read_mini(self, sectors: "array[int]", number: int) -> bytes:
        which, at = divmod(number * _MINI, self._sector)
        if which >= len(sectors):
            return b""
        self._file.seek((sectors[which] + 1) * self._sector + at)
        return self._file.read(_MINI)

    def _chain(self, start: int, most: int) -> bytes:
        numbers = _followed(self._chains, start, min(self._most, -(-most // self._sector)))
        return b"".join(map(self._read_sector, numbers))[:most]

    def _read_sector(self, number: int) -> bytes:
        self._file.seek((number + 1) * self._sector)
        return self._file.read(self._sector)

    def _listed(self, header: bytes, more: int) -> list[int]:
        """The sectors that hold the table of chains: those in the header, then those in a chain of lists."""
        listed = list(_numbers(header[76:512])[:_LISTED])
        seen: set[int] = set()
        while more < self._most and more not in seen and len(listed) < self._tables:
            seen.add(more)
            *numbers, more = _numbers(self._read_sector(more)) or [_NONE]
            listed += numbers
        return listed

    def _table(self, sectors: list[int]) -> "array[int]":
        """The sector after each sector, by number."""
        used = [number for number in sectors if number < self._most][: self._tables]
        return _numbers(b"".join(map(self._read_sector, used)))


def _entries(directory: bytes, version: int) -> Iterator[Entry]:
    for raw, length, kind, left, right, below, start, size in _ENTRY.iter_unpack(
        directory[: len(directory) // _ENTRY.size * _ENTRY.size]
    ):
        name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        yield Entry(name, kind, left, right, below, start, size if version == 4 else size & _NONE)


def _followed(chains: "array[int]", number: int, most: int) -> Iterator[int]:
    """The numbers of a chain, at most so many."""
    for _ in range(most):
        if number >= _LAST_SECTOR:
            return
        yield number
        if number >= len(chains):
            return
        number = chains[number]


def _numbers(data: bytes) -> "array[int]":
    found = array("I")
    found.frombytes(data[: len(data) // 4 * 4])
    if sys.byteorder == "big":
        found.byteswap()
    return found
