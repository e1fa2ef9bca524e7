"""What is in gzip files, zip and tar archives, with a bound on everything that a hostile one could make large."""

import gzip
import io
import struct
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, NamedTuple

from lurewatch.errors import FormatError
from lurewatch.model.gap import Gap
from lurewatch.sources.interface import Limits, Recognise, Whole
from lurewatch.sources.naming import printable
from lurewatch.sources.opened import Opened, Spend, seekable
from lurewatch.sources.zip_folders import ZipFolder, ZipTree, is_within

_FAULTS = (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, struct.error)
_PROTECTED = 0x1 | 0x40  # flag bits: encrypted; strongly encrypted (APPNOTE.TXT 4.4.4)
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_SIZE = 20
_LONGEST_COMMENT = 1 << 16
# How often the floor counts for all members together. Members that lie over one another are each small for what they
# hold, but not together; and after a few that are too large the others are still read.
_FLOORS = 8
_OFFICE = "[Content_Types].xml"


class Budget:
    """What may be unpacked from one file of `size` bytes that somebody named, archives within it included."""

    def __init__(self, limits: Limits, size: int) -> None:
        self._limits = limits
        self._size = size
        self._expanded = 0
        self.members = 0

    def broken(self) -> str:
        """Which bound on all that is unpacked is broken, and what to do; empty if none."""
        if self.members > self._limits.members:
            return f"more than {self._limits.members} members; the rest was not read; unpack it and name the folder"
        if self._expanded > self._limits.expanded_bytes:
            bound = self._limits.expanded_bytes >> 30
            return f"unpacks to more than {bound} GiB in all; the rest was not read; unpack it if you trust it"
        if self._expanded > self._most(self._size, _FLOORS):
            times = self._limits.expansion_ratio
            return (
                f"unpacks to more than {times} times its size in all; the rest was not read; unpack it if you trust it"
            )
        return ""

    def spend(self, packed: int) -> Spend:
        """Counts what is unpacked of a source of `packed` bytes; says which bound is broken, and what to do."""
        most = self._most(min(packed, self._size))  # an archive may say what it likes of a member's size

        def spent(size: int, position: int) -> str:
            self._expanded += size
            if position > most:
                times = self._limits.expansion_ratio
                return f"unpacks to more than {times} times its size; the rest was not read; unpack it if you trust it"
            return self.broken()

        return spent

    def _most(self, packed: int, floors: int = 1) -> int:
        return floors * self._limits.expansion_floor + self._limits.expansion_ratio * packed


def unzipped(opened: Opened, packed: int, budget: Budget) -> Opened:
    """What a gzip file of `packed` bytes holds."""
    return Opened(opened.source, gzip.GzipFile(fileobj=opened.stream, mode="rb"), budget.spend(packed))


class Member(Opened):
    """A member of an archive, and how many bytes it takes there."""

    packed: int = 0


def members_of_tar(opened: Opened, budget: Budget) -> Iterator[Member | Gap]:
    """The members of a tar archive in order, each only to be read before the next is asked for."""
    from lurewatch.sources.tar import entries  # noqa: PLC0415  loaded only where there is a tar

    count = 0
    try:
        for entry in entries(opened.stream):
            count += 1
            budget.members += 1
            if budget.broken():
                yield Gap("an archive", opened.source, budget.broken())
                return
            member = Member(f"{opened.source}/{printable(entry.name)}", entry.content, budget.spend(entry.size))
            member.packed = entry.size
            yield member
    except FormatError as error:
        why = f"damaged ({error}) after {count} members; the rest was not read; get it anew"
        yield Gap("an archive", opened.source, why)
        return
    if not count and not opened.fault:
        yield Gap("an archive", opened.source, "nothing in it")


class FoundFolder(NamedTuple):
    """A folder of a zip archive that is read as a whole; what was not taken of it is then given member by member."""

    folder: ZipFolder
    whole: Whole


def members(
    opened: Opened, limits: Limits, budget: Budget, recognise: Recognise
) -> Iterator[Member | FoundFolder | Gap]:
    """The folders of a zip archive that are read as a whole, then the other members one by one.

    Each is only to be read before the next is asked for.
    """
    with ExitStack() as stack:
        file = stack.enter_context(seekable(opened))  # a zip is read from its end
        fault = _too_many(file, limits)
        if fault:
            yield Gap("an archive", opened.source, fault)
            return
        try:
            archive = stack.enter_context(zipfile.ZipFile(file))
        except _FAULTS as error:
            why = f"no zip that can be opened, or cut off ({type(error).__name__}); get it anew"
            yield Gap("an archive", opened.source, why)
            return
        yield from _Zip(archive, opened.source, budget).members(recognise)


class _Zip:
    """An opened archive."""

    def __init__(self, archive: zipfile.ZipFile, source: str, budget: Budget) -> None:
        self._archive = archive
        self._source = source
        self._budget = budget
        self._is_spent = False

    def members(self, recognise: Recognise) -> Iterator[Member | FoundFolder | Gap]:
        """What it holds, and what is not read of it."""
        infos = [
            info for info in self._archive.infolist() if not info.filename.endswith("/")
        ]  # is_dir fails over no name
        unread = _unread_as_a_whole(infos)
        if unread:
            yield Gap("an archive", self._source, unread)
        if any(info.filename == _OFFICE for info in infos):
            return
        read = [info for info in infos if not info.flag_bits & _PROTECTED and info.compress_type in _METHODS]
        taken: set[str] = set()
        yield from self._folders(read, recognise, taken)
        for info in read:
            if not is_within(info.filename, taken):
                yield from self._counted(info)

    def _folders(
        self, infos: list[zipfile.ZipInfo], recognise: Recognise, taken: set[str]
    ) -> Iterator[FoundFolder | Gap]:
        """The folders that are read as a whole; what was taken of them is entered into `taken`."""
        tree = ZipTree(infos)
        for path in tree:
            folder = ZipFolder(tree, path, self._source, self._to_the_end)
            whole = None if is_within(path, taken) else recognise(folder)
            if whole is not None:
                yield FoundFolder(folder, whole)
                taken |= folder.taken

    def _to_the_end(self, info: zipfile.ZipInfo) -> Iterator[Opened | Gap]:
        """A member for the reader of its folder."""
        for member in self._counted(info):
            yield member
            if isinstance(member, Opened) and member.fault:
                yield Gap("the end of a file", member.source, member.fault)

    def _counted(self, info: zipfile.ZipInfo) -> Iterator[Member | Gap]:
        """A member, unless the bound on all that is unpacked is reached, which is told once."""
        if self._is_spent:
            return
        self._budget.members += 1
        self._is_spent = bool(self._budget.broken())
        if self._is_spent:
            yield Gap("an archive", self._source, self._budget.broken())
        else:
            yield from self._member(info)

    def _member(self, info: zipfile.ZipInfo) -> Iterator[Member | Gap]:
        name = f"{self._source}/{printable(info.filename)}"
        try:
            inner = self._archive.open(info)
        except _FAULTS as error:
            yield Gap("a file", name, f"damaged ({type(error).__name__}); get the archive anew")
            return
        with inner:
            member = Member(name, inner, self._budget.spend(info.compress_size))
            member.packed = info.compress_size
            yield member


def _unread_as_a_whole(infos: list[zipfile.ZipInfo]) -> str:
    """Why members of an archive are not read, told once for all of them."""
    locked = sum(bool(info.flag_bits & _PROTECTED) for info in infos)
    foreign = sum(info.compress_type not in _METHODS for info in infos)
    if not infos:
        return "nothing in it"
    if any(info.filename == _OFFICE for info in infos):
        return "an Office document, which is not read; ask for the message itself, as .eml"
    if locked:
        return f"{locked} of {len(infos)} members need a password; unpack it with the password and name the folder"
    if foreign:
        return f"{foreign} of {len(infos)} members are packed in a way not read here; unpack it and name the folder"
    return ""


def _too_many(file: IO[bytes] | io.FileIO, limits: Limits) -> str:
    """Whether the list of members is larger than may be held; asked of the archive's end before the list is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_COMMENT - _END.size - _LOCATOR_SIZE - _END_64.size))
    tail = file.read()
    at = len(tail) - _END.size
    if not (tail.startswith(b"PK\x05\x06", max(at, 0)) and tail.endswith(b"\x00\x00")):
        at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return ""
    listed = _END.unpack_from(tail, at)[5]
    at_64 = at - _LOCATOR_SIZE - _END_64.size
    if at_64 >= 0 and tail.startswith(b"PK\x06\x06", at_64):
        listed = max(listed if listed < 0xFFFFFFFF else 0, _END_64.unpack_from(tail, at_64)[8])
    if listed <= limits.directory_bytes:
        return ""
    return f"its list of members is larger than {limits.directory_bytes >> 20} MiB; unpack it and name the folder"
