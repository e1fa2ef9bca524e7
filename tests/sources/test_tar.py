"""Tar archives, hostile ones among them, and mail of Google Takeout in them."""

import gzip
import io
import random
import tarfile
from pathlib import Path

import pytest
from tests.sources.made import mail, only, whys, zipped

from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.catalogue import read
from lurewatch.sources.interface import Limits, Read

LINKEDIN = b"CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE,CONTENT\nc1,A,,B,2026-03-02 09:00:00 UTC,Hello\n"
CONNECTIONS = b"First Name,Last Name,Connected On\nRowan,Ashby,08 Feb 2026\n"


def tarred(members: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def read_bytes(folder: Path, data: bytes, limits: Limits | None = None) -> list[Read]:
    """What a file of these bytes gives."""
    (folder / "in.bin").write_bytes(data)
    return list(read([folder / "in.bin"], limits))


def texts(found: list[Read]) -> list[str]:
    """The texts of the messages."""
    return [message.text for message in only(Message, found)]


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_a_tar_of_mails(tmp_path: Path, form: int) -> None:
    """Each member is read by its content, and its place names archive and member, however long the name."""
    long = "a/" * 60 + "one.eml"
    found = read_bytes(tmp_path, tarred({long: mail("one"), "b.gz": gzip.compress(mail("two"))}, form))
    assert texts(found) == ["one", "two"]
    assert only(Message, found)[0].place.source == f"{tmp_path}/in.bin/{long}"
    assert only(Gap, found) == []


def test_mail_of_google_takeout(tmp_path: Path) -> None:
    """Its .tgz and its .zip are read alike: a mailbox whose envelopes and fields are Google's own."""
    lines = [
        b"From 1812345678901234567@xxx Mon Mar 02 09:00:00 +0000 2026\r\n",
        b"X-GM-THRID: 1812345678901234567\r\n",
        b"X-Gmail-Labels: =?UTF-8?Q?Posteingang,Wichtig,Ge=C3=B6ffnet?=\r\n",
        mail("one", message_id="<m1@x>").replace(b"\n", b"\r\n"),
    ]
    members = {"Takeout/archive_browser.html": b"<html>", "Takeout/Mail/All mail Including Spam.mbox": b"".join(lines)}
    for data in (gzip.compress(tarred(members)), zipped(members), zipped({"t.tgz": gzip.compress(tarred(members))})):
        found = read_bytes(tmp_path, data)
        (message,) = only(Message, found)
        assert (message.text, message.id) == ("one", "m1@x")
        assert [(source.kind, source.gaps) for source in only(SourceRead, found)] == [("mailbox (mbox)", 0)]


def test_an_export_in_a_tgz(tmp_path: Path) -> None:
    """Readers that go through a table twice read it out of a tar too."""
    data = gzip.compress(tarred({"messages.csv": LINKEDIN, "Connections.csv": CONNECTIONS}))
    found = read_bytes(tmp_path, data)
    assert (len(only(Message, found)), len(only(Acquaintance, found)), only(Gap, found)) == (1, 1, [])


def test_a_table_too_large_to_be_read_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a gap that says so, and the members after it are read."""
    monkeypatch.setattr("lurewatch.sources.tar._READ_TWICE", 10)
    found = read_bytes(tmp_path, tarred({"messages.csv": LINKEDIN, "a.eml": mail("one")}))
    assert texts(found) == ["one"]
    assert "too large to be read twice" in whys(only(Gap, found))


def test_links_and_devices(tmp_path: Path) -> None:
    """They are passed over: nothing outside of the archive is opened, whatever a name or a link says."""
    (tmp_path / "secret.eml").write_bytes(mail("secret"))
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            info = tarfile.TarInfo("link")
            info.type, info.linkname = kind, str(tmp_path / "secret.eml")
            archive.addfile(info)
        info = tarfile.TarInfo("../../up.eml")
        info.size = len(mail("one"))
        archive.addfile(info, io.BytesIO(mail("one")))
    found = read_bytes(tmp_path, file.getvalue())
    assert texts(found) == ["one"]
    assert only(Gap, found) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.bin", "secret.eml"]


def test_a_name_of_any_length(tmp_path: Path) -> None:
    """One that is longer than may be held is not held; the file is read under its short name."""
    limits = Limits(expansion_floor=64 << 20)
    found = read_bytes(tmp_path, gzip.compress(tarred({"n" * 300_000: mail("one")}, tarfile.GNU_FORMAT)), limits)
    assert texts(found) == ["one"]
    assert len(only(Message, found)[0].place.source) < 300


def test_a_tar_of_too_many_members(tmp_path: Path) -> None:
    """Those within the bound are read, and the gap names it."""
    found = read_bytes(tmp_path, tarred({f"{n}.eml": mail(str(n)) for n in range(5)}), Limits(members=3))
    assert texts(found) == ["0", "1", "2"]
    assert "more than 3 members" in whys(only(Gap, found))


def test_a_tar_bomb(tmp_path: Path) -> None:
    """It ends at the bound of the gzip file around it, with a gap."""
    bomb = gzip.compress(tarred({"a.eml": mail("first"), "b.eml": mail("a\n" * 2_000_000)}))
    found = read_bytes(tmp_path, bomb, Limits(expansion_floor=200_000, expansion_ratio=10))
    assert texts(found)[0] == "first"
    assert "more than 10 times its size" in whys(only(Gap, found))


def test_a_tar_cut_off(tmp_path: Path) -> None:
    """What came before is read; the member that is cut is told."""
    found = read_bytes(tmp_path, tarred({"a.eml": mail("one"), "b.eml": mail("two" * 1_000)})[:3_000])
    assert texts(found)[0] == "one"
    assert "cut off" in whys(only(Gap, found))


def test_a_damaged_header(tmp_path: Path) -> None:
    """The members before it are read, and the gap says how many."""
    data = bytearray(tarred({"a.eml": mail("one"), "b.eml": mail("two")}))
    data[1024 + 5] ^= 0xFF
    found = read_bytes(tmp_path, bytes(data))
    assert texts(found) == ["one"]
    assert "damaged (no header where one must be) after 1 members" in whys(only(Gap, found))


def test_a_tar_of_nothing(tmp_path: Path) -> None:
    """One that holds folders alone is a gap that says so."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("folder")
        info.type = tarfile.DIRTYPE
        archive.addfile(info)
    assert "nothing in it" in whys(only(Gap, read_bytes(tmp_path, file.getvalue())))


def test_a_mail_that_looks_like_a_tar(tmp_path: Path) -> None:
    """It is read as the mail it is."""
    raw = mail("Hello", x_filler="q" * 300)
    disguised = bytearray(raw)
    disguised[257:262] = b"ustar"
    disguised[150] = 0
    assert texts(read_bytes(tmp_path, bytes(disguised))) == ["Hello"]


@pytest.mark.parametrize("seed", range(60))
def test_tars_with_damaged_bytes(tmp_path: Path, seed: int) -> None:
    """Whatever bytes are wrong, reading ends without an error."""
    chance = random.Random(seed)  # noqa: S311  # seeded on purpose
    form = chance.choice([tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
    data = bytearray(tarred({"a/" * 60 + "a.eml": mail("one"), "b.gz": gzip.compress(mail("two"))}, form))
    for _ in range(chance.randrange(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    read_bytes(tmp_path, bytes(data))
