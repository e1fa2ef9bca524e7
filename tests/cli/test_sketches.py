"""Sketches on the command line: kept of reports, told of when a third comes, looked at again, counted and erased."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from tests.desk.written import BASIS, settings
from tests.sources.made import mail

from lurewatch.cli.commands import run

APPROACH = (
    "I advise a client, whom I cannot name yet, on where superconducting readout is going. They pay 900 dollars for a "
    "short report of two pages on what your group has not published, and I would rather you told nobody at work about "
    "it. Could you tell me who works on the amplifiers, and send me the internal figures before Thursday?\n"
)
PEOPLE = ("kim", "noor", "ada")
OWN = ("--owner", "@quietlab.example")
DAYS = 90


def sent_at(number: int) -> datetime:
    """When the approach came to one of ours: weeks ago, a week after the one before."""
    return datetime.now(UTC).replace(microsecond=0) - timedelta(days=60 - 7 * number)


def approach(number: int) -> bytes:
    """The approach to one of ours, each from another house under another name."""
    return mail(
        APPROACH,
        **{"from": f"Name{number} <a{number}@house{number}.example>"},
        to=f"{PEOPLE[number]}@quietlab.example",
        date=format_datetime(sent_at(number)),
        message_id=f"<m{number}@house{number}.example>",
    )


def report(number: int) -> bytes:
    """The same, reported by whom it was sent to."""
    by = f"{PEOPLE[number]}@quietlab.example"
    body = f"--b1\nContent-Type: message/rfc822\n\n{approach(number).decode()}\n--b1--\n"
    return mail(
        body,
        **{"from": by},
        to="reports@quietlab.example",
        subject="Fwd: report",
        date=format_datetime(sent_at(number) + timedelta(days=1)),
        message_id=f"<r{number}@quietlab.example>",
        content_type='multipart/mixed; boundary="b1"',
    )


class Desk:
    """An officer's folder: files of mail, the sketches, and their key."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.kept, self._capsys = folder, folder / "kept", capsys
        self.key = ("--sketch-key", str(folder / "key"))
        assert run(["sketches", str(self.kept), "--days", str(DAYS), *self.key]) == 0
        capsys.readouterr()

    def file(self, data: bytes, name: str = "mail.eml") -> str:
        """A file of its own."""
        path = self.folder / name
        path.write_bytes(data)
        return str(path)

    def said(self, *arguments: str) -> str:
        """What a command writes that runs."""
        code = run([*arguments, *self.key])
        captured = self._capsys.readouterr()
        assert code == 0, captured.err
        return captured.out

    def scanned(self, data: bytes, *arguments: str) -> dict[str, Any]:
        """The first conversation of a scan."""
        written = self.said("scan", self.file(data), "--format", "json", *OWN, *arguments)
        (found,) = json.loads(written)["conversations"]
        assert isinstance(found, dict)
        return found

    def keeping(self, data: bytes, *arguments: str) -> dict[str, Any]:
        """The same, keeping what may be kept."""
        return self.scanned(data, "--keep-sketches", str(self.kept), *arguments)

    def stock(self, *arguments: str) -> dict[str, Any]:
        """What the folder holds."""
        found = json.loads(self.said("sketches", str(self.kept), *arguments))
        assert isinstance(found, dict)
        return found


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A folder of sketches just begun."""
    return Desk(tmp_path, capsys)


def test_the_third_report_reveals_the_first_two(desk: Desk) -> None:
    """Three people report one approach, weeks apart: the third scan tells of the other two, and of whom by token."""
    first, second, third = (desk.keeping(report(number)) for number in range(3))
    assert first["recalled"]["earlier"] == []
    assert len(second["recalled"]["earlier"]) == 1
    assert third["recalled"]["people"] == 2
    earlier = third["recalled"]["earlier"]
    assert {one["conversation"] for one in earlier} == {one["recalled"]["conversation"] for one in (first, second)}
    assert {one["person"] for one in earlier} == {one["recalled"]["person"] for one in (first, second)}
    assert sorted(one["first"] for one in earlier) == [sent_at(n).date().isoformat() for n in range(2)]
    assert earlier[0]["traits"][0]["trait"] == "wording"
    assert "pretext and ask were not compared" in third["recalled"]["missing"]


def test_no_verdict_moves(desk: Desk) -> None:
    """What came before changes no probability."""
    alone = desk.scanned(report(1))
    assert "recalled" not in alone
    desk.keeping(report(0))
    after = desk.keeping(report(1))
    assert (after["probability"], after["decibans"]) == (alone["probability"], alone["decibans"])


def test_on_the_page_and_in_the_table(desk: Desk) -> None:
    """The table and the report tell what came before, with no name of an earlier contact or of one of ours."""
    desk.keeping(report(0))
    page = desk.folder / "page.html"
    given = ("--keep-sketches", str(desk.kept), "--html", str(page), *OWN)
    for told in (desk.said("scan", desk.file(report(1)), *given), page.read_text()):
        assert "Seen before" in told
        assert "1 earlier conversation" in " ".join(told.split())
        assert not [word for word in ("Name0", "house0", "kim@") if word in told]


def test_asked_in_private(desk: Desk) -> None:
    """Whoever asks about a message, and does not ask for it to be kept, leaves nothing."""
    desk.keeping(report(0))
    assert desk.scanned(report(1), "--sketches", str(desk.kept))["recalled"]["people"] == 1
    desk.scanned(report(2))
    assert desk.stock()["conversations"] == 1


def test_mail_that_nobody_reported(desk: Desk, tmp_path: Path) -> None:
    """Of mail that nobody handed in nothing is kept, unless a basis for it is recorded."""
    desk.keeping(approach(0))
    assert desk.stock()["conversations"] == 0
    desk.keeping(approach(0), "--config", str(settings(tmp_path, BASIS)))
    assert desk.stock()["conversations"] == 1


def test_on_a_skip_list(desk: Desk, tmp_path: Path) -> None:
    """Of correspondence on a skip-list nothing is kept and nothing looked up, whoever reported it."""
    desk.keeping(report(0))
    listed = settings(tmp_path, BASIS, '[skip]\nunion = ["house1.example"]')
    assert "recalled" not in desk.keeping(report(1), "--config", str(listed))
    assert desk.stock()["conversations"] == 1


def test_scanned_again(desk: Desk) -> None:
    """The same report scanned twice is kept once."""
    desk.keeping(report(0))
    assert desk.keeping(report(0))["recalled"]["earlier"] == []
    assert desk.stock()["conversations"] == 1


def test_looked_at_again(desk: Desk) -> None:
    """A confirmed domain, or a message that was confirmed, gives the earlier conversations and the people concerned."""
    known = [desk.keeping(report(number))["recalled"] for number in range(2)]
    (found,) = _lines(desk.said("again", str(desk.kept), "house0.example"))
    assert (found["conversation"], found["person"]) == (known[0]["conversation"], known[0]["person"])
    assert found["traits"][0] == {"trait": "domain", "detail": "the domain house0.example"}
    assert len(_lines(desk.said("again", str(desk.kept), desk.file(approach(2))))) == 2
    both = _lines(desk.said("again", str(desk.kept), "a1@house1.example", desk.file(approach(2))))
    assert [[trait["trait"] for trait in one["traits"]][:2] for one in both] == [
        ["wording", "approach"],
        ["handle", "wording"],
    ]


def test_whose_token(desk: Desk) -> None:
    """Who has the key finds a person's token, and so whom an earlier conversation was with."""
    person = desk.keeping(report(0))["recalled"]["person"]
    assert person in desk.stock("--token", "Kim@quietlab.example")["tokens"]["Kim@quietlab.example"]


def test_a_person_is_erased(desk: Desk) -> None:
    """What is kept of a person goes at their word, and how much that was is told and counted."""
    for number in range(3):
        desk.keeping(report(number))
    stock = desk.stock("--erase", "noor@quietlab.example")
    assert (stock["erased"], stock["conversations"], stock["people"]) == (1, 2, 2)
    assert sum(one["erased"] for one in stock["deleted"]) == 1
    assert "erased" not in desk.stock()


def test_days_out_of_bounds(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A retention of no days is refused."""
    assert run(["sketches", str(desk.kept), "--days", "0", *desk.key]) == 2
    assert "0 days: out of bounds; give 1 to 3650" in capsys.readouterr().err


def test_both_ways_at_once(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever names a folder to keep in and one to ask alone is told to choose."""
    assert run(["scan", "x", "--sketches", "a", "--keep-sketches", "b", *desk.key]) == 2
    assert "name the folder once" in capsys.readouterr().err


def test_nothing_to_read_in_a_confirmed_message(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without a message is told as such, not taken for a clean answer."""
    assert run(["again", str(desk.kept), desk.file(b"", "empty.eml"), *desk.key]) == 2
    assert "empty.eml: no message can be read there" in capsys.readouterr().err


def _lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]
