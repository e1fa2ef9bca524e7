"""Files and folders as they are named."""

import gc
import io
import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import ENVELOPE, UNHURRIED, mail, mailbox, only, whys, zipped

from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.catalogue import read
from lurewatch.sources.interface import Limits

CONNECTIONS = b"First Name,Last Name,Connected On\nRowan,Ashby,08 Feb 2026\n"
LINKEDIN = b"CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE,CONTENT\nc1,A,,B,2026-03-02 09:00:00 UTC,Hello\n"


def test_a_folder_of_everything(tmp_path: Path) -> None:
    """Each file is read by its content, whatever its name, in the order of names; each is told as read."""
    (tmp_path / "a.txt").write_bytes(mail("one"))
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.pdf").write_bytes(mailbox(mail("two"), mail("three", date="")))
    found = list(read([tmp_path]))
    assert [message.text for message in only(Message, found)] == ["one", "two", "three"]
    assert only(SourceRead, found) == [
        SourceRead(f"{tmp_path}/a.txt", "mail (eml)", 1, 0),
        SourceRead(f"{tmp_path}/b/c.pdf", "mailbox (mbox)", 2, 1),
    ]


@pytest.mark.parametrize("as_zip", [True, False])
def test_a_linkedin_export(tmp_path: Path, as_zip: bool) -> None:
    """Zipped or not, its messages and connections are read; its tables without messages are no gaps."""
    members = {"messages.csv": LINKEDIN, "Connections.csv": CONNECTIONS, "Skills.csv": b"Name,Level,Since\nx,y,z\n"}
    if as_zip:
        (tmp_path / "export.zip").write_bytes(zipped(members))
    else:
        for name, data in members.items():
            (tmp_path / name).write_bytes(data)
    found = list(read([tmp_path]))
    assert (len(only(Message, found)), len(only(Acquaintance, found)), only(Gap, found)) == (1, 1, [])
    assert {source.kind for source in only(SourceRead, found)} == {"LinkedIn messages", "LinkedIn connections"}


def test_a_table_of_something_else(tmp_path: Path) -> None:
    """Outside a LinkedIn export it is a gap."""
    (tmp_path / "t.csv").write_bytes(b"Name,Level,Since\nx,y,z\n")
    assert "a table without the columns" in whys(only(Gap, read([tmp_path])))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Outlook .msg"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x7fELF\x00", "a binary of unknown kind"),
        (b"\xff\xfeh\x00", "UTF-16"),
        (b"just some words", "text of unknown kind"),
    ],
)
def test_files_that_are_not_read(tmp_path: Path, data: bytes, reason: str) -> None:
    """Each is a gap that says what it seems to be and what to do, and the file beside it is read."""
    (tmp_path / "a").write_bytes(data)
    (tmp_path / "b").write_bytes(mail("one"))
    found = list(read([tmp_path]))
    (gap,) = only(Gap, found)
    assert gap.where == f"{tmp_path}/a"
    assert reason in gap.why
    assert ";" in gap.why
    assert len(only(Message, found)) == 1


@pytest.mark.parametrize("data", [mail("one"), mailbox(mail("one")), zipped({"a.eml": mail("one")}), b"one"])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """A lone hyphen is whatever is piped in: of any kind that a file may be, and pasted text."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    (message,) = only(Message, read([Path("-")]))
    assert message.text == "one"
    assert message.place.source.partition("/")[0] == "standard input"


def test_nothing_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a gap."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    assert [(gap.where, gap.why[:5]) for gap in only(Gap, read([Path("-")]))] == [("standard input", "empty")]


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    """It is a gap, and the next path is read."""
    (tmp_path / "b").write_bytes(mail("one"))
    (gap, message, _) = read([tmp_path / "a", tmp_path / "b"])
    assert isinstance(gap, Gap)
    assert "no such file" in gap.why
    assert isinstance(message, Message)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_path_that_may_not_be_read(tmp_path: Path) -> None:
    """A file and a folder without permission are gaps with the next step."""
    (tmp_path / "a").write_bytes(mail())
    (tmp_path / "b").mkdir()
    for path in tmp_path.iterdir():
        path.chmod(0)
    gaps = only(Gap, read([tmp_path]))
    (tmp_path / "b").chmod(0o700)
    assert [gap.why for gap in gaps] == ["not allowed to be read; give yourself permission to read it"] * 2


def test_folders_that_lead_in_a_circle(tmp_path: Path) -> None:
    """Each folder is read once, and the circle is a gap at its place."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "mail").write_bytes(mail("one"))
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "z").symlink_to(tmp_path / "a")
    found = list(read([tmp_path, tmp_path / "a"]))
    assert len(only(Message, found)) == 1
    assert [(Path(gap.where).name, gap.why.split(";")[0]) for gap in only(Gap, found)][:3] == [
        ("up", "leads back to a folder that is read already"),
        ("self", "cannot be read (Too many levels of symbolic links)"),
        ("z", "leads back to a folder that is read already"),
    ]


def test_pipes(tmp_path: Path) -> None:
    """They are not waited for."""
    os.mkfifo(tmp_path / "pipe")
    assert "no ordinary file" in whys(only(Gap, read([tmp_path])))


def test_a_file_name_that_is_not_utf_8(tmp_path: Path) -> None:
    """It is read, and shown as far as it can be."""
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff")).write_bytes(mail("one"))
    except OSError:  # macOS allows no such name
        return
    assert only(Message, read([tmp_path]))[0].place.source == f"{tmp_path}/a\ufffd"


def test_what_macos_leaves(tmp_path: Path) -> None:
    """It is passed over without a gap."""
    (tmp_path / ".DS_Store").write_bytes(b"\x00\x00\x00\x01Bud1\x00")
    (tmp_path / "._a.eml").write_bytes(b"\x00\x05\x16\x07\x00")
    assert list(read([tmp_path])) == []


def test_gaps_without_number(tmp_path: Path) -> None:
    """Beyond the bound they are counted, not told one by one."""
    (tmp_path / "a").write_bytes(mailbox(*[mail("x", date="")] * 9))
    found = list(read([tmp_path], Limits(gaps=3)))
    assert len(only(Gap, found)) == 4
    assert "6 more gaps" in whys(only(Gap, found))
    assert only(SourceRead, found)[0].gaps == 9


_BEGINNINGS = st.sampled_from(
    [b"", ENVELOPE, b"From: a@b.example\n", b"\x1f\x8b\x08", b"PK\x03\x04", b'{"messages": [', LINKEDIN]
)


@given(_BEGINNINGS, st.binary(max_size=300))
@UNHURRIED
def test_any_bytes_as_a_file(tmp_path: Path, beginning: bytes, data: bytes) -> None:
    """Reading ends without an error, and every text can be written as UTF-8."""
    (tmp_path / "a").write_bytes(beginning + data)
    for item in read([tmp_path / "a"]):
        if isinstance(item, Message):
            (item.text + item.subject + item.author.name + "".join(item.hidden)).encode("utf-8")


def test_a_large_mailbox(tmp_path: Path) -> None:
    """Memory does not grow with it: 40 MB are read in less than a tenth of that."""
    block = mailbox(*(mail("The minutes of the meeting, once more.\n" * 250) for _ in range(100)))
    with (tmp_path / "a").open("wb") as file:
        for _ in range(40):
            file.write(block)
    gc.collect()
    tracemalloc.start()
    try:
        count = sum(isinstance(item, Message) for item in read([tmp_path / "a"]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 4_000
    assert peak < 4_000_000


def test_an_enormous_attachment(tmp_path: Path) -> None:
    """A mail of 60 MB takes memory by the bound, not by its size, and its text is read."""
    limits = Limits(message_bytes=1 << 20)
    head = mail("--b\n\nthe text\n--b\nContent-Type: application/zip\n\n", content_type="multipart/mixed; boundary=b")
    with (tmp_path / "a").open("wb") as file:
        file.write(ENVELOPE + head)
        for _ in range(60):
            file.write((b"QUJD" * 19 + b"\n") * 13_618)
        file.write(b"--b--\n")
    tracemalloc.start()
    try:
        (message,) = only(Message, read([tmp_path / "a"], limits))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert message.text == "the text"
    assert peak < 12_000_000


def test_a_message_to_thousands(tmp_path: Path) -> None:
    """Those within the bound are read, first of all those to whom it was delivered; the gap names the bound."""
    crowd = ", ".join(f"p{number}@firm.example" for number in range(20))
    (tmp_path / "a.eml").write_bytes(mail("one", to=crowd, delivered_to="p17@firm.example"))
    found = list(read([tmp_path], Limits(addressed=3)))
    (message,) = only(Message, found)
    assert [handle.value for handle in message.recipients] == [f"p{number}@firm.example" for number in (17, 0, 1)]
    (gap,) = only(Gap, found)
    assert gap.why == "20 of them, more than 3; the rest were not read"
    assert found[-1] == SourceRead(f"{tmp_path}/a.eml", "mail (eml)", 1, 1)
