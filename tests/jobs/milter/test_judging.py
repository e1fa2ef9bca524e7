"""What is made of one mail, with an answer that the test gives in place of a judging process."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.desk.written import BASIS, SKIP, settings

from lurewatch.config.milter import Recipients
from lurewatch.desk.intake import opened
from lurewatch.jobs.milter.judging import Judging, Skips
from lurewatch.jobs.milter.mail import Mail, Unjudged
from lurewatch.jobs.milter.records import Records
from lurewatch.jobs.milter.server import Finding
from lurewatch.jobs.milter.workers import Answer, Crowded, Late, WorkerGone

NOT = Finding("not judged")


class Asked:
    """A judging process that gives one answer, or fails in one way; `head` is what came with the mail."""

    def __init__(self, answer: Answer | Exception) -> None:
        self.answer = answer
        self.head: Mapping[str, object] = {}

    async def ask(self, head: Mapping[str, object], _: bytes | bytearray) -> Answer:
        """The answer."""
        self.head = head
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@cache
def skips() -> Skips:
    """The skip-lists, as the desk holds addresses against them."""
    with TemporaryDirectory() as folder:
        return opened(settings(Path(folder), BASIS, SKIP)).skips


def judging(folder: Path, asked: Asked, told: list[str]) -> Judging:
    """The judging of mail to quietlab.example."""
    ours = Recipients(frozenset(), frozenset({"quietlab.example"}))
    return Judging(skips(), ours, asked.ask, Records(folder / "records", 90), told.append)


def mail(unjudged: Unjudged | None = None, dropped: int = 0) -> Mail:
    """A mail to one of ours and to somebody else."""
    to = ("noor@quietlab.example", "somebody@northgate.example")
    return Mail(bytearray(b"x"), to, dropped, {}, "Q1", unjudged)


@pytest.mark.parametrize(
    ("answer", "found", "counted"),
    [
        ({"verdict": "unlikely"}, Finding("unlikely"), "judged"),
        ({"verdict": "not judged"}, NOT, Unjudged.NOTHING),
        ({"verdict": "likely\r\nX-Other: 1"}, NOT, Unjudged.NOTHING),
        ({"verdict": 1}, NOT, Unjudged.NOTHING),
        ({}, NOT, Unjudged.NOTHING),
        ({"skipped": "union"}, NOT, Unjudged.SKIPPED),
        (Late(), NOT, Unjudged.LATE),
        (Crowded(), NOT, Unjudged.CROWDED),
        (WorkerGone(), NOT, Unjudged.FAILED),
    ],
)
def test_answers(answer: Answer | Exception, found: Finding, counted: str, tmp_path: Path) -> None:
    """Nothing but one of the yardstick's words ever gets into a header; each mail is counted by how it ended."""
    told: list[str] = []
    judged = judging(tmp_path, Asked(answer), told)
    assert asyncio.run(judged.judge(mail())) == found
    assert judged.told() == f"1 {counted}"
    assert judged.told() == "no mail"
    assert told == ([f"Q1: passed unjudged: {counted}"] if isinstance(answer, Exception) else [])


def test_flood_of_forged_headers(tmp_path: Path) -> None:
    """The mail is judged all the same, and it is told what to do."""
    told: list[str] = []
    flooded = replace(mail(), too_forged=True)
    assert asyncio.run(judging(tmp_path, Asked({"verdict": "unlikely"}), told).judge(flooded)) == Finding("unlikely")
    assert told == ["Q1: so many forged headers that they stay; have Postfix drop them"]


def test_record_kept(tmp_path: Path) -> None:
    """Its id goes into the header."""
    judged = judging(tmp_path, Asked({"verdict": "likely", "record": {"id": "c1"}}), [])
    found = asyncio.run(judged.judge(mail()))
    (path,) = (tmp_path / "records").iterdir()
    assert found.verdict == "likely"
    assert f'"id": "{found.identity}"' in path.read_text(encoding="ascii")


def test_record_that_cannot_be_kept(tmp_path: Path) -> None:
    """The verdict is given without an id, which would lead nowhere, and it is told."""
    told: list[str] = []
    judged = judging(tmp_path, Asked({"verdict": "likely", "record": {"id": "c1"}}), told)
    (tmp_path / "records").rmdir()
    assert asyncio.run(judged.judge(mail())) == Finding("likely", "")
    (line,) = told
    assert line.startswith("Q1: no record could be kept (No such file or directory)")


@pytest.mark.parametrize(
    ("answer", "found"),
    [({"verdict": "remote chance"}, NOT), ({"verdict": "likely", "record": {}}, Finding("likely"))],
)
def test_mail_of_which_a_part_was_held(answer: Answer, found: Finding, tmp_path: Path) -> None:
    """What speaks in the part counts; that nothing speaks in it says nothing of the rest."""
    judged = judging(tmp_path, Asked(answer), [])
    assert asyncio.run(judged.judge(mail(dropped=7))).verdict == found.verdict


def test_what_a_process_is_told(tmp_path: Path) -> None:
    """Of the recipients only ours; the mail server's name for the mail; how much of it is missing."""
    asked = Asked({"verdict": "unlikely"})
    asyncio.run(judging(tmp_path, asked, []).judge(mail(dropped=7)))
    assert asked.head == {"source": "Q1", "delivered_to": ["noor@quietlab.example"], "dropped": 7}


@pytest.mark.parametrize(("unjudged", "found"), [(Unjudged.SKIPPED, NOT), (Unjudged.OUTSIDE, Finding(""))])
def test_mail_that_is_not_to_be_read(unjudged: Unjudged, found: Finding, tmp_path: Path) -> None:
    """No process is asked; mail that goes out gets no header at all."""
    asked = Asked(AssertionError())
    assert asyncio.run(judging(tmp_path, asked, []).judge(mail(unjudged))) == found


@pytest.mark.parametrize(
    ("header", "sender", "to", "found"),
    [
        (b"", "a@northgate.example", "noor@quietlab.example", None),
        (b"", "a@northgate.example", "b@northgate.example", Unjudged.OUTSIDE),
        (b"", "rep@union.example", "noor@quietlab.example", Unjudged.SKIPPED),
        (b"", "a@northgate.example", "council@quietlab.example", Unjudged.SKIPPED),
        (b"Reply-To: <rep@union.example>\r\n", "a@northgate.example", "noor@quietlab.example", Unjudged.SKIPPED),
        (b"Cc: " + b"x" * 40_000 + b"\r\n", "rep@union.example", "noor@quietlab.example", None),
    ],
)
def test_refusal(header: bytes, sender: str, to: str, found: Unjudged | None, tmp_path: Path) -> None:
    """Addresses decide before the body comes; a header so long that others would wait is left to a process."""
    assert judging(tmp_path, Asked({}), []).refuses(header, sender, [to]) == found
