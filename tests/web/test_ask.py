"""Tests of asking in private, and of reporting what was asked about."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.desk.approaches import PAID, mail
from tests.store.opened import Kept
from tests.web.visitors import signed_in

from lurewatch.model.member import Role
from lurewatch.web.headers import POLICY
from lurewatch.web.pages.report import STRUCK
from lurewatch.web.setup import FORM, UPLOAD

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} "><svg onload=alert(1)>'


def _upload(data: bytes, name: str = "a.eml") -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, data), "text": ""}


def _line(page: str) -> str:
    found = re.search(r'name="conversation" value="([^"]*)"', page)
    assert found
    return unescape(found[1])


def _rows() -> dict[str, int]:
    kept = [model for model in apps.get_models() if model.__name__ != "Session"]
    return {model.__name__: model._default_manager.count() for model in kept}


def test_a_message_is_pasted(pages: Kept) -> None:
    """The page shows the verdict, the evidence in the text, how it adds up, advice, and an answer to copy."""
    page = signed_in(Role.PERSON).post("/ask/", {"text": PAID}).content.decode()
    for shown in ('<mark class="for"', 'class="waterfall"', "What do I do now?", "A polite answer", "not a clearance"):
        assert shown in page


def test_a_mail_is_dropped(pages: Kept) -> None:
    """A file is read as the scan reads it."""
    page = signed_in(Role.PERSON).post("/ask/", _upload(mail())).content.decode()
    assert "rowan@northgate.example" in page


def test_nothing_is_kept(pages: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking writes no row, no file, and no line of a log; nor does the session know of it."""
    client = signed_in(Role.PERSON)
    client.get("/ask/")
    before, session = _rows(), dict(client.session.items())
    files = tmp_path / "files"
    files.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(files))
    assert client.post("/ask/", _upload(mail())).status_code == 200
    assert client.post("/ask/", {"text": PAID}).status_code == 200
    assert (_rows(), dict(client.session.items()), list(files.iterdir())) == (before, session, [])


def test_what_was_asked_is_reported(pages: Kept) -> None:
    """The person sees what would be sent, strikes out a line, and that line never reaches the store."""
    client = signed_in(Role.PERSON)
    text = f"{PAID}\nMy daughter's school is the Linden school."
    line = _line(client.post("/ask/", {"text": text}).content.decode())
    page = client.post("/report/", {"conversation": line}).content.decode()
    key = re.search(r'value="(\d+\.\d+)"[^>]*><span dir="auto">My daughter', page)
    assert key
    before = _rows()
    page = client.post("/report/", {"conversation": line, "strike": [key[1]]}).content.decode()
    assert _rows() == before
    assert "daughter" not in page
    assert client.post("/report/send/", {"conversation": _line(page)}).status_code == 200
    queue = signed_in(Role.OFFICER).get("/queue/").content.decode()
    name = re.search(r"/approach/([^/]+)/", queue)
    assert name
    shown = signed_in(Role.OFFICER).get(f"/approach/{name[1]}/").content.decode()
    words = re.sub(r"<a [^>]*>[^<]*</a>|<[^>]*>", "", shown)
    assert (STRUCK in words, "daughter" in words, "report of two pages" in words) == (True, False, True)


def test_a_report_that_is_none(pages: Kept) -> None:
    """What no page made is refused with a word of what to do."""
    for line in ("", "{", "[]", '{"id": 1}', "x" * (1 << 20) + "x"):
        assert signed_in(Role.PERSON).post("/report/send/", {"conversation": line}).status_code == 400


@pytest.mark.parametrize("size", [UPLOAD + 1, UPLOAD + FORM + 1])
def test_a_file_that_is_too_large(pages: Kept, size: int) -> None:
    """It is refused by its length, or where it goes on beyond what it may have."""
    assert signed_in(Role.PERSON).post("/ask/", _upload(b"x" * size)).status_code in (400, 413)


def test_a_text_that_is_too_long(pages: Kept) -> None:
    """It is refused before it is read."""
    assert signed_in(Role.PERSON).post("/ask/", {"text": "x" * (FORM + 1)}).status_code in (400, 413)


_UNREADABLE = {
    "empty": b"",
    "zeros": b"\0" * 99,
    "zip": b"PK\x03\x04broken",
    "png": b"\x89PNG\r\n\x1a\n",
    "pst": b"!BDN" + b"x" * 600,
}


@pytest.mark.parametrize("data", _UNREADABLE.values(), ids=_UNREADABLE)
def test_a_file_that_cannot_be_read(pages: Kept, data: bytes) -> None:
    """It gives a page that says so, never a fault."""
    assert signed_in(Role.PERSON).post("/ask/", _upload(data, "x.bin")).status_code in (200, 400)


def test_hostile_text(pages: Kept) -> None:
    """Markup in a message stands on the page as text, and the page could run none."""
    client = signed_in(Role.PERSON)
    answer = client.post("/ask/", _upload(mail(f"{PAID} {HOSTILE}", sender=f'"{HOSTILE[:25]}" <r@northgate.example>')))
    page = answer.content.decode()
    report = client.post("/report/", {"conversation": _line(page)}).content.decode()
    for one in (page, report):
        assert not re.search(r"<script>|<img|onload=alert\(1\)>(?!&)|<svg onload", one)
        assert "&lt;script&gt;" in one
        assert "style=" not in re.sub(r"&[^;]*;", "", one.partition("<main")[2]).replace("style=&", "")
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["Cache-Control"] == "no-store"
