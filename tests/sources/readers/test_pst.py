"""Outlook data files, read by a process of their own."""

import gc
import json
import os
import random
import signal
import struct
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.sources.made import LIMITS, mail, only, shown, whys, zipped
from tests.sources.mapi_made import HEADERS, X500, File, Outlook, kept, msg, packed, person, received
from tests.sources.pst_writer import pst

from lurewatch.errors import FormatError
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources import pst_pipe
from lurewatch.sources.catalogue import read
from lurewatch.sources.interface import Limits, Read
from lurewatch.sources.mapi_properties import Tag

BODY = "Hello Kim,\r\nour client pays for a short report about your institute.\r\n"


def read_bytes(folder: Path, data: bytes, limits: Limits | None = None) -> list[Read]:
    """What a file of these bytes gives; all of it can be shown and quoted."""
    (folder / "in.bin").write_bytes(data)
    found = list(read([folder / "in.bin"], limits))
    shown(found)
    return found


def test_folders_of_messages(tmp_path: Path) -> None:
    """Each message is what its .msg is, and its place names file, folder and number."""
    message = received(BODY, rtf=packed(rb"{\rtf1\ansi Hello {\v not} Kim}"))
    message.files.append(File("a.pdf", b"x" * 20_000, "application/pdf"))
    found = read_bytes(tmp_path, pst(("Inbox", [message]), ("Sent Items", [kept("Thank you.")])))
    (tmp_path / "in.bin").unlink()
    same = read_bytes(tmp_path, msg(message))
    outer, answer = only(Message, found)
    assert outer == replace(only(Message, same)[0], place=outer.place)
    assert outer.attachments == ("a.pdf",)
    assert [str(one.place) for one in (outer, answer)] == [
        f"{tmp_path}/in.bin/Inbox, message 0",
        f"{tmp_path}/in.bin/Sent Items, message 1",
    ]
    assert [handle.value for handle in answer.recipients] == ["rowan@northgate.example", "sol@firm.example"]
    assert only(SourceRead, found)[0].kind == "Outlook data file (pst)"


def test_what_many_messages_lack(tmp_path: Path) -> None:
    """It is one gap, which says how many."""
    (gap,) = only(Gap, read_bytes(tmp_path, pst(("Sent", [kept(str(n)) for n in range(30)]))))
    assert gap.what == "part of 30 of its messages"
    assert "headers not available" in gap.why


def test_large_texts(tmp_path: Path) -> None:
    """What lies outside of a message's heap is read too."""
    (found,) = only(Message, read_bytes(tmp_path, pst(("Inbox", [received("Hello Kim\r\n" * 9_000)]))))
    assert found.text == ("Hello Kim\n" * 9_000).strip()


def test_an_address_told_by_an_earlier_message(tmp_path: Path) -> None:
    """The name that Exchange uses for somebody is their address, once a message of the file has told both."""
    later = kept("Later", from_smtp="")
    found = only(Message, read_bytes(tmp_path, pst(("Sent", [kept("First"), later]))))
    assert [one.author.value for one in found] == ["kim@firm.example"] * 2


def test_a_reported_message(tmp_path: Path) -> None:
    """Of a message attached to one the library gives a part, which is read; that there is more is a gap."""
    report = kept("Is this genuine?")
    headers = HEADERS.replace("Received: from mx.northgate.example\r\n", "")
    report.messages.append(received(BODY, headers))
    report.files.append(File("b.eml", mail("Another", message_id="<m9@x>"), "message/rfc822"))
    found = read_bytes(tmp_path, pst(("Inbox", [report])))
    messages = only(Message, found)
    assert [one.id for one in messages] == ["m2@firm.example", "m9@x", "m1@northgate.example"]
    assert messages[2].text.startswith("Hello Kim,")
    assert "the library for .pst reaches a part" in whys(only(Gap, found))


def test_what_nobody_sent(tmp_path: Path) -> None:
    """Contacts, appointments and drafts are passed over."""
    others = [
        Outlook({Tag.MESSAGE_CLASS: "IPM.Contact", Tag.SUBJECT: "Rowan"}),
        Outlook({Tag.MESSAGE_CLASS: "IPM.Appointment", Tag.SUBJECT: "Seminar"}),
        kept("Not yet", flags=8),
    ]
    found = read_bytes(tmp_path, pst(("All", [*others, received(BODY, flags=1)])))
    assert [one.id for one in only(Message, found)] == ["m1@northgate.example"]
    assert only(Gap, found) == []


def test_in_an_archive(tmp_path: Path) -> None:
    """It is read out of a zip as well."""
    found = read_bytes(tmp_path, zipped({"mail/kim.pst": pst(("Inbox", [received(BODY)]))}))
    assert only(Message, found)[0].place.source == f"{tmp_path}/in.bin/mail/kim.pst/Inbox"


def test_folder_names_that_steer_a_terminal(tmp_path: Path) -> None:
    """They are shown without what steers it, and a stroke in them makes no folder."""
    found = read_bytes(tmp_path, pst(("In\x1b[2J/box", [received(BODY)])))
    assert only(Message, found)[0].place.source.endswith("/In\ufffd[2J_box")


def test_people_without_addresses(tmp_path: Path) -> None:
    """Recipients who are known inside Exchange alone are a gap."""
    message = kept(BODY)
    message.recipients = [person(1, "Ana", address=X500.replace("KIM", "ANA"))]
    assert "X.500" in whys(only(Gap, read_bytes(tmp_path, pst(("Sent", [message])))))


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gap says what to install."""
    monkeypatch.setattr(pst_pipe, "is_installed", lambda: False)
    (gap,) = only(Gap, read_bytes(tmp_path, pst(("Inbox", []))))
    assert "install libpff-python" in gap.why


@pytest.mark.parametrize("data", [b"!BDN", pst(("Inbox", [received(BODY)]))[:900], b"!BDN" + b"\xff" * 5_000])
def test_no_data_file_at_all(tmp_path: Path, data: bytes) -> None:
    """It is a gap with the next step."""
    found = read_bytes(tmp_path, data)
    assert only(Message, found) == []
    assert "scanpst" in whys(only(Gap, found))


def test_an_empty_data_file(tmp_path: Path) -> None:
    """It gives nothing, and no gap."""
    (source,) = read_bytes(tmp_path, pst(("Inbox", [])))
    assert source == SourceRead(f"{tmp_path}/in.bin", "Outlook data file (pst)", 0, 0)


@pytest.mark.parametrize("seed", range(16))
def test_damaged_bytes(tmp_path: Path, seed: int) -> None:
    """Whatever is wrong, reading ends without an error."""
    chance = random.Random(seed)  # noqa: S311  # seeded on purpose
    message = received(BODY)
    message.messages.append(kept("inner"))
    data = bytearray(pst(("Inbox", [message, kept("two")])))
    for _ in range(chance.randrange(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    found = read_bytes(tmp_path, bytes(data))
    assert only(SourceRead, found)


def test_a_file_that_gives_more_than_it_can_hold(tmp_path: Path) -> None:
    """It ends at the bound, and the gap says so."""
    data = pst(("Inbox", [received("x" * 20_000) for _ in range(9)]))
    found = read_bytes(tmp_path, data, Limits(expansion_floor=50_000, expansion_ratio=0))
    assert len(only(Message, found)) < 9
    assert "more than so small a file can hold" in whys(only(Gap, found))


def test_somebody_who_stops_asking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads ends with them."""
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        """A process that is noted when it starts."""

        def __init__(self, command: list[str], stdin: int, stdout: int, stderr: int, bufsize: int) -> None:
            super().__init__(command, stdin=stdin, stdout=stdout, stderr=stderr, bufsize=bufsize)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    (tmp_path / "in.pst").write_bytes(pst(*((f"F{n}", [received("x" * 50_000)] * 40) for n in range(5))))
    items = read([tmp_path / "in.pst"])
    assert isinstance(next(items), Message)
    del items
    gc.collect()
    assert [one.returncode for one in started] == [-signal.SIGKILL]


def why_given_up(*pieces: bytes, is_open: bool = False) -> str:
    """Why a pipe with these bytes in it is given up; `is_open`: more might come."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(pieces))
    if not is_open:
        os.close(writing)
    with closing(pst_pipe.Pipe(reading, 0.05, 1 << 30)) as pipe, pytest.raises(FormatError) as raised:
        list(pst_pipe.frames(pipe, LIMITS))
    os.close(reading)
    if is_open:
        os.close(writing)
    return str(raised.value)


@pytest.mark.parametrize(
    ("pieces", "reason"),
    [
        ((), "ended early"),
        ((struct.pack(">L", 9), b"{}"), "ended early"),
        ((struct.pack(">L", 0xFFFFFFFF),), "more at once"),
        ((struct.pack(">L", 2), b"[]", struct.pack(">L", 0)), "no answer"),
        ((struct.pack(">L", 1), b"{", struct.pack(">L", 0)), "no answer"),
    ],
)
def test_a_process_that_is_broken_by_its_file(pieces: tuple[bytes, ...], reason: str) -> None:
    """Whatever it writes is told for what it is, and not believed."""
    assert reason in why_given_up(*pieces)


def test_a_process_that_hangs() -> None:
    """It is waited for no longer than there is patience."""
    assert "no answer from its process" in why_given_up(is_open=True)


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS bounds no address space")
@pytest.mark.parametrize("what", ["bytearray(2 << 30)", "open('x', 'wb').write(b'x' * 99999)"])
def test_what_the_process_may_not_do(tmp_path: Path, what: str) -> None:
    """It can hold no more memory than is allowed, and write no file."""
    lines = "from lurewatch.sources.pst_child import bound", "bound(1)", what, "print('done')"
    command = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.returncode == 0) == ("", False)


def test_a_process_that_says_anything() -> None:
    """A file may break it so that it does: its reasons are cut short, and nothing in them steers a terminal."""
    said = json.dumps({"folder": "Inbox", "fault": "x\x1b[2J\ud800" + "a" * 1_000, "faults": ["\u202e", 7]}).encode()
    reading, writing = os.pipe()
    os.write(writing, struct.pack(">L", len(said)) + said + struct.pack(">L", 0))
    os.close(writing)
    with closing(pst_pipe.Pipe(reading, 0.05, 1 << 30)) as pipe:
        told = next(pst_pipe.frames(pipe, LIMITS))
    os.close(reading)
    assert told.fault == "x\ufffd[2J\ufffd" + "a" * 294
    assert told.faults == ("\ufffd", "7")
