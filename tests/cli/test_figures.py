"""`lurewatch figures`, as somebody in a shell uses it."""

import csv
import json
from pathlib import Path

import pytest

from lurewatch.cli.commands import REFUSED, run

EXAMPLES = Path(__file__).parents[2] / "examples"
MAILBOX = str(EXAMPLES / "mailbox.mbox")


def out(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command prints."""
    assert run(["figures", *arguments]) == 0
    return capsys.readouterr().out


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    """It says what each number counts, for what it holds, and that it is not to be passed on."""
    text = out(capsys, MAILBOX, "--owner", "@tarnfell.example", "--from", "2026-03-02", "--to", "2026-06-28")
    assert "Figures from 2 March 2026 to 28 June 2026" in text
    assert "conversations of one contact with one of our people" in text
    assert "Not to be passed on" in text
    assert "cannot be estimated; reports by staff saw nobody" in text


def test_names_in_the_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """No contact and none of our people is in any form of them."""
    forms = [out(capsys, MAILBOX, "--owner", "@tarnfell.example", "--format", form) for form in ("json", "csv")]
    forms.append(out(capsys, MAILBOX, "--owner", "tarnfell.example").split("Ours, by guess")[0])
    for text in forms:
        assert "@" not in text.replace("@tarnfell.example", "")
        assert "Lindqvist" not in text
        assert "lindqvist" not in text


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Its weeks add up to the approaches that have a time."""
    found = json.loads(out(capsys, MAILBOX, "--owner", "@tarnfell.example", "--format", "json"))
    (approaches,) = (one for one in found["figures"] if one["name"] == "approaches")
    assert approaches["value"] == sum(week["approaches"] for week in found["weeks"]) > 0
    assert set(found["unseen"]) == {"approaches", "personas"}


def test_csv_in_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It has a line for each week, and is the same to the byte from the same mail."""
    files = [tmp_path / name for name in ("one.csv", "two.csv")]
    for file in files:
        out(capsys, MAILBOX, "--owner", "@tarnfell.example", "--format", "csv", "--out", str(file))
    with files[0].open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == ["week", "approaches", "people", "personas"]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_period_that_ends_before_it_begins(capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused."""
    assert run(["figures", MAILBOX, "--from", "2026-03-02", "--to", "2026-03-01"]) == REFUSED
    assert "--to 2026-03-01 lies before --from 2026-03-02" in capsys.readouterr().err


def test_nothing_to_count(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It is refused, since no figure is better than one of nothing."""
    (tmp_path / "empty.mbox").touch()
    assert run(["figures", str(tmp_path / "empty.mbox")]) == REFUSED
    assert "no conversation could be read" in capsys.readouterr().err
