"""Learning from decisions on the command line."""

import json
from pathlib import Path

import pytest

from lurewatch.cli.commands import run

LURES = (
    "Could you send the unpublished figures",
    "please keep this between us and tell nobody",
    "we pay for drafts",
)
PLAIN = (
    "The lunch moves to three on the terrace",
    "thanks for the minutes of the meeting",
    "see the timetable",
)


def decisions(path: Path, covert: int, others: int) -> Path:
    """Decided conversations, made of a few sentences each and a word of their own."""
    rows = [
        {
            "conversation": {
                "id": f"{kind}{number}",
                "channel": "email",
                "messages": [{"from": "contact", "text": f"{'. '.join(texts)} of {'abcdefghij'[number % 10]}"}],
            },
            "decision": kind,
        }
        for kind, count, texts in (("covert-approach", covert, LURES), ("ordinary", others, PLAIN))
        for number in range(count)
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n")
    return path


def test_learning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Training writes a folder of weights that assess takes, and says what changed and how to go back."""
    path, out = decisions(tmp_path / "d.jsonl", 25, 25), tmp_path / "own"
    assert run(["train", "--from", str(path), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "25 covert approaches and 25 others; the prior was not moved" in told
    assert "Undo it" in told
    line = tmp_path / "one.jsonl"
    line.write_text(json.dumps(json.loads(path.read_text().splitlines()[0])["conversation"]) + "\n")
    assert run(["assess", str(line)]) == 0
    before = json.loads(capsys.readouterr().out)
    assert run(["assess", str(line), "--weights", str(out)]) == 0
    after = json.loads(capsys.readouterr().out)
    assert after["decibans"] > before["decibans"]
    assert after["prior_decibans"] == before["prior_decibans"]


@pytest.mark.parametrize(("covert", "others"), [(5, 60), (60, 5), (19, 20)])
def test_too_few(tmp_path: Path, capsys: pytest.CaptureFixture[str], covert: int, others: int) -> None:
    """Too few decisions, in all or of one sort, teach nothing: refused, and nothing is written."""
    path, out = decisions(tmp_path / "d.jsonl", covert, others), tmp_path / "own"
    assert run(["train", "--from", str(path), "--out", str(out)]) == 2
    assert f"{covert} covert and {others} others: too few" in capsys.readouterr().err
    assert not out.exists()


def test_twice_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second training into a folder can be undone, to the bit; a first one has nothing to go back to."""
    out = tmp_path / "own"
    assert run(["train", "--from", str(decisions(tmp_path / "a.jsonl", 25, 25)), "--out", str(out)]) == 0
    assert run(["train", "--undo", "--out", str(out)]) == 2
    first = (out / "words.tsv").read_bytes(), (out / "weights.toml").read_bytes()
    assert run(["train", "--from", str(decisions(tmp_path / "b.jsonl", 40, 22)), "--out", str(out)]) == 0
    assert run(["train", "--undo", "--out", str(out)]) == 0
    assert ((out / "words.tsv").read_bytes(), (out / "weights.toml").read_bytes()) == first
    capsys.readouterr()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1"),
        ('{"decision": "ordinary"}', 'no object "conversation"'),
        ('{"conversation": {"id": "a", "messages": []}, "decision": "spy"}', '"decision" is none of'),
    ],
)
def test_bad_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, said: str) -> None:
    """A line that is no decision is named with what is wrong in it."""
    path = tmp_path / "d.jsonl"
    path.write_text(line + "\n")
    assert run(["train", "--from", str(path), "--out", str(tmp_path / "own")]) == 2
    assert said in capsys.readouterr().err


def test_from_and_undo(tmp_path: Path) -> None:
    """Learning and undoing at once makes no sense, nor does neither."""
    assert run(["train", "--out", str(tmp_path)]) == 2
    assert run(["train", "--out", str(tmp_path), "--undo", "--from", "d.jsonl"]) == 2
