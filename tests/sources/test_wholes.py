"""Folders that are read as a whole, on a disk and in archives."""

import gzip
import os
from pathlib import Path

import pytest
from tests.sources.chats import FORMS, jsoned, laid
from tests.sources.made import mail, only, whys, zipped

from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.catalogue import read
from lurewatch.sources.interface import Limits

MAILDIR = {"cur/1": mail("read"), "new/2": mail("unread"), "tmp/3": mail("half deliv"), "beside.eml": mail("beside")}
DAY = jsoned([{"type": "message", "user": "U1", "text": "Hello", "ts": "1772442000.000100"}])
SLACK = {"users.json": b"[]", "channels.json": b"[]", "general/2026-03-02.json": DAY}


@pytest.mark.parametrize("form", FORMS)
def test_a_folder_and_what_lies_beside(tmp_path: Path, form: str) -> None:
    """On a disk or in an archive it is told as one source; what is not its own is read by itself."""
    found = list(read([laid(tmp_path, MAILDIR, form)]))
    assert sorted(message.text for message in only(Message, found)) == ["beside", "read", "unread"]
    assert [(source.kind, source.messages) for source in only(SourceRead, found)] == [
        ("mailbox (Maildir)", 2),
        ("mail (eml)", 1),
    ]


def test_two_in_one_archive(tmp_path: Path) -> None:
    """Each is found at its own place."""
    files = {f"a/{name}": data for name, data in MAILDIR.items()} | {
        f"b/c/{name}": data for name, data in SLACK.items()
    }
    found = list(read([laid(tmp_path, files, "zip")]))
    sources = [source.source.removeprefix(f"{tmp_path}/") for source in only(SourceRead, found)]
    assert sources == ["export.zip/a", "export.zip/b/c", "export.zip/a/beside.eml"]


def test_one_in_another(tmp_path: Path) -> None:
    """What one has taken, another does not read again."""
    files = SLACK | {f"general/{name}": data for name, data in MAILDIR.items()}
    found = list(read([laid(tmp_path, files, "zip")]))
    assert len(only(SourceRead, found)) == 1


def test_a_damaged_member(tmp_path: Path) -> None:
    """It is a gap, and the others are read."""
    data = bytearray(zipped(SLACK | {"general/2026-03-03.json": DAY}, method=0))
    at = data.find(b"Hello")
    data[at : at + 5] = b"Hallo"
    (tmp_path / "export.zip").write_bytes(bytes(data))
    found = list(read([tmp_path]))
    assert "damaged or cut off" in whys(only(Gap, found))
    assert [message.text for message in only(Message, found)][-1] == "Hello"


def test_an_archive_that_unpacks_to_too_much(tmp_path: Path) -> None:
    """The bound holds for what is read as a whole too, and is told once."""
    files = SLACK | {f"general/2026-03-{day}.json": DAY for day in range(10, 30)} | {"z.eml": mail("late")}
    found = list(read([laid(tmp_path, files, "zip")], Limits(members=5)))
    assert len(only(Message, found)) == 3
    (gap,) = only(Gap, found)
    assert "more than 5 members" in gap.why


def test_a_file_that_unpacks_to_too_much(tmp_path: Path) -> None:
    """It ends at the bound."""
    much = b"[" + b" " * 3_000_000 + DAY[1:]
    limits = Limits(expansion_floor=200_000, expansion_ratio=10)
    found = list(read([laid(tmp_path, SLACK | {"general/2026-03-09.json": much}, "zip")], limits))
    assert "more than 10 times its size" in whys(only(Gap, found))
    assert len(only(Message, found)) == 1


def test_gzip_round_a_zip(tmp_path: Path) -> None:
    """It is no matter."""
    (tmp_path / "a.gz").write_bytes(gzip.compress(zipped(SLACK)))
    assert len(only(Message, read([tmp_path]))) == 1


def test_a_pipe_among_the_files(tmp_path: Path) -> None:
    """It is not waited for."""
    laid(tmp_path, SLACK)
    os.mkfifo(tmp_path / "export" / "general" / "2026-03-01.json")
    found = list(read([tmp_path]))
    assert "no ordinary file" in whys(only(Gap, found))
    assert len(only(Message, found)) == 1


def test_folders_nested_without_end(tmp_path: Path) -> None:
    """Names of a thousand folders in each other cost nothing; what lies in them is read."""
    files = {"/".join([str(number)] * 1_000 + ["a.eml"]): mail("deep") for number in range(50)}
    assert len(only(Message, read([laid(tmp_path, files, "zip")]))) == 50


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    """It is a gap that says so."""
    path = laid(tmp_path, MAILDIR)
    (path / "cur").chmod(0)
    found = list(read([path]))
    (path / "cur").chmod(0o700)
    assert "allow reading it" in whys(only(Gap, found))
    assert len(only(Message, found)) == 2
