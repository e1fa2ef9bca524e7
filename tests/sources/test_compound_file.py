"""Compound files: honest ones as olefile reads them, and hostile ones."""

import io
import struct
import time

import olefile  # type: ignore[import-untyped]  # the package has no types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import UNHURRIED
from tests.sources.ole_writer import MINI, SECTOR, SMALL, Folder, compound

from lurewatch.errors import FormatError
from lurewatch.sources.compound_file import CompoundFile, Entry

ROOM = 8 << 20
FOLDER: Folder = {
    "small": b"s" * 100,
    "empty": b"",
    "large": bytes(range(256)) * 40,
    "within": {"a": b"a" * SMALL, "deeper": {"b": b"b" * (SMALL - 1)}},
}


def opened(data: bytes) -> CompoundFile:
    """Bytes as a compound file."""
    return CompoundFile(io.BytesIO(data), ROOM)


def everything(file: CompoundFile, storage: Entry | None = None) -> Folder:
    """All that a compound file holds."""
    return {
        entry.name: everything(file, entry) if entry.is_storage else file.read(entry, ROOM)
        for entry in file.inside(storage or file.root).values()
    }


def test_storages_and_streams() -> None:
    """They come back as they were put in, and olefile finds the same file sound."""
    data = compound(FOLDER)
    assert everything(opened(data)) == FOLDER
    other = olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_POTENTIAL)
    assert other.openstream("within/deeper/b").read() == b"b" * (SMALL - 1)


_SIZES = st.sampled_from([0, 1, MINI, SMALL - 1, SMALL, SMALL + 1, 3 * SECTOR, 70_000])


@given(st.dictionaries(st.text("abcXYZ_#", min_size=1, max_size=31).map(str.lower), _SIZES, max_size=30))
@UNHURRIED
def test_as_olefile_reads_them(sizes: dict[str, int]) -> None:
    """Names and contents are those that olefile reads, whatever there is in a file."""
    data = compound({name: name.encode() * (size // len(name)) for name, size in sizes.items()})
    other = olefile.OleFileIO(io.BytesIO(data))
    assert everything(opened(data)) == {path[0]: other.openstream(path).read() for path in other.listdir()}


def test_only_as_much_as_is_asked_for() -> None:
    """A stream is read no further than that, in small sectors and in large ones."""
    file = opened(compound(FOLDER))
    inside = file.inside(file.root)
    assert file.read(inside["small"], 70) == b"s" * 70
    assert file.read(inside["large"], 600) == (bytes(range(256)) * 3)[:600]


@pytest.mark.parametrize("data", [b"", compound(FOLDER)[:500], compound(FOLDER)[:512], b"x" * 2_000])
def test_what_is_no_compound_file(data: bytes) -> None:
    """It is refused with the reason."""
    with pytest.raises(FormatError, match="cut off"):
        opened(data)


def test_an_unknown_version() -> None:
    """It is refused with the reason."""
    with pytest.raises(FormatError, match="of no known version"):
        opened(compound(FOLDER)[:26] + b"\7" + compound(FOLDER)[27:])


def test_a_table_of_chains_without_end() -> None:
    """A list of lists that leads back to itself ends at once; olefile would follow it for hours."""
    header = struct.pack(
        "<8s16sHHHHH6xLLLLLLLLL", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0xFFFFFFF0, 1, 0,
        SMALL, 0xFFFFFFFE, 0, 0, 33_818_640,
    )  # fmt: skip
    lists = struct.pack("<128L", *([1] * 127 + [0]))
    started = time.process_time()
    with pytest.raises(FormatError):
        opened(header + struct.pack("<109L", 1, *[0xFFFFFFFF] * 108) + lists + b"\0" * 512)
    assert time.process_time() - started < 1


def test_a_stream_that_claims_more_than_the_file() -> None:
    """What there is of it is read, however large it says that it is and though its chain is a circle."""
    data = bytearray(compound({"large": b"x" * SMALL}))
    at = data.find("large".encode("utf-16-le"))
    struct.pack_into("<Q", data, at + 120, 0xFFFFFFFF)
    struct.pack_into("<L", data, len(data) - SECTOR + 7 * 4, 0)  # the chain of eight sectors begins anew
    file = opened(bytes(data))
    (entry,) = file.inside(file.root).values()
    assert len(file.read(entry, 1 << 30)) <= len(data) + SECTOR


def test_entries_laid_in_a_circle() -> None:
    """Each is given once."""
    data = bytearray(compound({"a": b"1", "b": b"2"}))
    at = data.find("b\0".encode("utf-16-le")) + 68
    struct.pack_into("<LL", data, at, 1, 2)
    file = opened(bytes(data))
    assert sorted(file.inside(file.root)) == ["a", "b"]


def test_storages_that_share_their_contents() -> None:
    """Going through all of them is bounded by what the file holds, not by how often it is laid in."""
    data = bytearray(compound({f"{n:03}": {"x": b""} for n in range(300)}))
    first = data.find("000".encode("utf-16-le"))
    (shared,) = struct.unpack_from("<L", data, first + 68)
    for n in range(300):
        at = data.find(f"{n:03}".encode("utf-16-le"))
        struct.pack_into("<L", data, at + 76, shared)  # all of them hold all of them
    file = opened(bytes(data))
    waiting, seen = [file.root], 0
    while waiting and seen < 100_000:
        inside = file.inside(waiting.pop()).values()
        seen += len(inside)
        waiting += inside
    assert seen < 4 * 700


@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=12), st.integers(0, 1 << 16))
@UNHURRIED
def test_damaged_bytes(changes: list[tuple[int, int]], cut: int) -> None:
    """Whatever is wrong, it is refused or read to an end."""
    data = bytearray(compound(FOLDER))
    for at, value in changes:
        data[at % len(data)] = value
    try:
        file = opened(bytes(data[: len(data) - cut % len(data) if cut % 3 == 0 else None]))
    except FormatError:
        return
    waiting, steps = [file.root], 0
    while waiting and steps < 1_000:
        steps += 1
        for entry in file.inside(waiting.pop()).values():
            assert len(file.read(entry, 1 << 20)) <= 1 << 20
            waiting += [entry] if entry.is_storage else []
