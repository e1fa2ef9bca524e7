"""Archives, hostile ones among them."""

import gzip
import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
from tests.sources.made import mail, mailbox, only, whys, zipped

from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.catalogue import read
from lurewatch.sources.interface import Limits, Read


def read_bytes(folder: Path, data: bytes, limits: Limits | None = None) -> list[Read]:
    """What a file of these bytes gives."""
    (folder / "in.bin").write_bytes(data)
    return list(read([folder / "in.bin"], limits))


def texts(found: list[Read]) -> list[str]:
    """The texts of the messages."""
    return [message.text for message in only(Message, found)]


def test_a_mailbox_in_gzip(tmp_path: Path) -> None:
    """It is read as if it were not packed, under its own name; a second stream after the first too."""
    found = read_bytes(tmp_path, gzip.compress(mailbox(mail("one"))) + gzip.compress(mailbox(mail("two"))))
    assert texts(found) == ["one", "two"]
    assert found[-1] == SourceRead(f"{tmp_path}/in.bin", "mailbox (mbox)", 2, 0)


def test_a_zip_of_mails(tmp_path: Path) -> None:
    """Each member is read by its content, and its place names archive and member."""
    found = read_bytes(
        tmp_path, zipped({"x/a.txt": mail("one"), "b": mailbox(mail("two")), "c.gz": gzip.compress(mail("three"))})
    )
    assert texts(found) == ["one", "two", "three"]
    assert only(Message, found)[0].place.source == f"{tmp_path}/in.bin/x/a.txt"
    assert len(only(SourceRead, found)) == 3


def test_an_archive_in_an_archive(tmp_path: Path) -> None:
    """It is read, down to the bound on depth."""
    data = mail("one")
    for _ in range(3):
        data = zipped({"inner.zip": data})
    assert texts(read_bytes(tmp_path, data)) == ["one"]
    for _ in range(3):
        data = zipped({"inner.zip": data, "beside.eml": mail("beside")})
    found = read_bytes(tmp_path, data)
    assert "lies in 4 other archives" in whys(only(Gap, found))
    assert texts(found) == ["beside"] * 3


def test_a_zip_bomb(tmp_path: Path) -> None:
    """A member that unpacks to too much is a gap that names the bound; its beginning and the other members are read."""
    bomb = mailbox(mail("first")) + mailbox(mail("a\n" * 2_000_000))
    limits = Limits(expansion_floor=200_000, expansion_ratio=10)
    found = read_bytes(tmp_path, zipped({"a.mbox": bomb, "b.eml": mail("rest")}), limits)
    assert texts(found)[0] == "first"
    assert texts(found)[-1] == "rest"
    assert "more than 10 times its size" in whys(only(Gap, found))


def test_a_gzip_bomb(tmp_path: Path) -> None:
    """It ends at the bound, with a gap."""
    limits = Limits(expansion_floor=200_000, expansion_ratio=10)
    found = read_bytes(tmp_path, gzip.compress(mailbox(mail("a\n" * 2_000_000))), limits)
    assert "more than 10 times its size" in whys(only(Gap, found))


def test_much_in_all(tmp_path: Path) -> None:
    """Members that are each small are bounded together."""
    members = {f"{n}.eml": mail("x" * 500 + str(n)) for n in range(20)}
    found = read_bytes(tmp_path, zipped(members, zipfile.ZIP_STORED), Limits(expanded_bytes=3_000))
    assert len(only(Message, found)) < 20
    assert "GiB in all" in whys(only(Gap, found))


def test_a_zip_of_too_many_members(tmp_path: Path) -> None:
    """Those within the bound are read, and the gap names it."""
    members = {f"{n}.eml": mail(str(n)) for n in range(5)}
    found = read_bytes(tmp_path, zipped(members), Limits(members=3))
    assert texts(found) == ["0", "1", "2"]
    assert "more than 3 members" in whys(only(Gap, found))


def test_a_zip_with_an_enormous_list_of_members(tmp_path: Path) -> None:
    """Its list is not loaded."""
    found = read_bytes(tmp_path, zipped({f"{n}": b"x" for n in range(100)}), Limits(directory_bytes=1_000))
    assert "its list of members" in whys(only(Gap, found))


def locked(data: bytes) -> bytes:
    """A zip with the password bit set on all members of its list."""
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        flags = struct.unpack_from("<H", data, at + 8)[0] | 1
        data = data[: at + 8] + struct.pack("<H", flags) + data[at + 10 :]
        at = data.find(b"PK\x01\x02", at + 4)
    return data


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    """It is one gap with the next step."""
    (gap,) = only(Gap, read_bytes(tmp_path, locked(zipped({"a.eml": mail(), "b.eml": mail()}))))
    assert gap.where == f"{tmp_path}/in.bin"
    assert gap.why == "2 of 2 members need a password; unpack it with the password and name the folder"


def test_members_packed_in_a_rare_way(tmp_path: Path) -> None:
    """They are a gap with the next step."""
    assert "packed in a way not read" in whys(only(Gap, read_bytes(tmp_path, zipped({"a": mail()}, zipfile.ZIP_LZMA))))


def test_an_office_document(tmp_path: Path) -> None:
    """It is one gap, not one a member."""
    (gap,) = only(Gap, read_bytes(tmp_path, zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})))
    assert "Office document" in gap.why


def test_an_archive_cut_off(tmp_path: Path) -> None:
    """A zip without its end and a gzip without its end are gaps; of the gzip what came before is read."""
    assert "cut off" in whys(only(Gap, read_bytes(tmp_path, zipped({"a": mail("x" * 500)})[:-30])))
    noise = random.Random(1).randbytes(3_000).hex()  # noqa: S311  # seeded on purpose
    found = read_bytes(tmp_path, gzip.compress(mailbox(mail("one"), mail(noise)))[:-200])
    assert texts(found)[0] == "one"
    assert "damaged or cut off" in whys(only(Gap, found))


def test_a_damaged_member(tmp_path: Path) -> None:
    """It is a gap at the member, and the others are read."""
    data = zipped({"a.eml": mail("one" * 30), "b.eml": mail("two")}, zipfile.ZIP_STORED)
    found = read_bytes(tmp_path, data.replace(b"oneone", b"onetwo", 1))
    assert texts(found)[-1] == "two"
    assert any(gap.where.startswith(f"{tmp_path}/in.bin/a.eml") for gap in only(Gap, found))


@pytest.mark.parametrize("data", [zipped({}), gzip.compress(b""), zipped({"a.eml": b""})])
def test_an_archive_of_nothing(tmp_path: Path, data: bytes) -> None:
    """It is a gap that says so."""
    (gap,) = only(Gap, read_bytes(tmp_path, data))
    assert "nothing in it" in gap.why


def test_member_names_that_steer_a_terminal(tmp_path: Path) -> None:
    """They are shown without what steers it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a\x1b[2J\u202e.eml", mail("one"))
    (message,) = only(Message, read_bytes(tmp_path, file.getvalue()))
    assert message.place.source.endswith("/a\ufffd[2J\ufffd.eml")


@pytest.mark.parametrize("seed", range(40))
def test_zips_with_damaged_bytes(tmp_path: Path, seed: int) -> None:
    """Whatever byte is wrong, reading ends without an error."""
    data = bytearray(zipped({"a.eml": mail("one"), "b.gz": gzip.compress(mail("two"))}))
    for step in range(4):
        data[(seed * 7_919 + step * 104_729) % len(data)] ^= 1 << (seed + step) % 8
    read_bytes(tmp_path, bytes(data))


def repeated(data: bytes, times: int) -> bytes:
    """A zip of one member, its list naming that member so many times."""
    listed = data.find(b"PK\x01\x02")
    end = data.find(b"PK\x05\x06")
    entry = data[listed:end]
    sizes = struct.pack("<2H2L", times, times, times * len(entry), listed)
    return data[:listed] + entry * times + data[end : end + 8] + sizes + data[end + 20 :]


def test_members_that_lie_over_one_another(tmp_path: Path) -> None:
    """Each is small for what it holds; together they are bounded by the size of the file."""
    data = repeated(zipped({"a.eml": mail("a\n" * 100_000)}), 1_000)
    found = read_bytes(tmp_path, data, Limits(expansion_floor=250_000, expansion_ratio=10))
    told = whys(only(Gap, found))
    assert "more than 10 times its size in all" in told or "Overlapped" in told or "BadZipFile" in told
    assert len(only(Message, found)) < 20


def test_a_member_with_an_endless_name(tmp_path: Path) -> None:
    """Its beginning and its end are shown."""
    (message,) = only(Message, read_bytes(tmp_path, zipped({"a" * 40_000 + ".eml": mail("one")})))
    assert message.place.source.startswith(f"{tmp_path}/in.bin/aaa")
    assert message.place.source.endswith("…" + "a" * 496 + ".eml")


def test_a_member_without_a_name(tmp_path: Path) -> None:
    """It is read as any other; a name ends at its first NUL."""
    data = zipped({"QQ": mail("one"), "b.eml": mail("two")})
    assert texts(read_bytes(tmp_path, data.replace(b"QQ", b"\0Q"))) == ["one", "two"]
