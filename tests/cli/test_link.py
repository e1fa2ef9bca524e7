"""`lurewatch link` on the command line."""

import json
from pathlib import Path

import pytest

from lurewatch.cli.commands import run

APPROACH = (
    "I advise a client, whom I cannot name yet, on where superconducting readout is going. They pay 900 dollars for a "
    "short report of two pages on what your group has not published, and I would rather you told nobody at work about "
    "it. Could you tell me who works on the amplifiers, and send me the internal figures before Thursday?"
)


def line(number: int, text: str, sender: str) -> str:
    """A conversation of a person of ours, each number another person."""
    return json.dumps(
        {
            "id": f"c{number}",
            "channel": "email",
            "person": f"p{number}@haldenq.example",
            "organisation": "haldenq",
            "messages": [{"from": "contact", "sent_at": f"2026-03-{number + 1:02}T09:00:00Z", "text": text}],
            "contact": {"name": f"Name{number}", "handles": [sender]},
        }
    )


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """Three people with one text under three houses, and two ordinary conversations."""
    path = tmp_path / "mail.jsonl"
    rows = [line(n, APPROACH, f"a{n}@house{n}.example") for n in range(3)]
    rows += [line(3, "Lunch moved to three.", "ines@varga.example"), line(4, "The pump came.", "ola@pumps.example")]
    path.write_text("\n".join(rows) + "\n")
    return path


def campaigns(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    """What the command writes, line by line."""
    assert run(["link", *arguments]) == 0
    return [json.loads(row) for row in capsys.readouterr().out.splitlines()]


def test_a_campaign(mail: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line is a campaign with the documented keys, and each link's parts add up to its decibans."""
    (found,) = campaigns(capsys, str(mail))
    assert list(found)[:5] == ["campaign", "bulk", "conversations", "people", "links"]
    assert (found["bulk"], found["conversations"], found["people"]) == (False, ["c0", "c1", "c2"], 3)
    links = found["links"]
    assert isinstance(links, list)
    for link in links:
        assert round(sum(trait["decibans"] for trait in link["traits"]), 1) == link["decibans"]
        assert all(trait["detail"] for trait in link["traits"])


def test_cut_and_undone(mail: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A cut of two conversations parts them in the next run; undoing it restores what was."""
    decided = tmp_path / "decided.jsonl"
    cut = [{"cut": [a, b], "reason": "another firm, checked"} for a, b in (("c0", "c1"), ("c0", "c2"))]
    decided.write_text("\n".join(map(json.dumps, cut)) + "\n")
    (found,) = campaigns(capsys, str(mail), "--decided", str(decided))
    assert found["conversations"] == ["c1", "c2"]
    undone = [{"undo": ["c1", "c0"]}, {"undo": ["c0", "c2"]}]
    decided.write_text("\n".join(map(json.dumps, [*cut, *undone])) + "\n")
    assert campaigns(capsys, str(mail), "--decided", str(decided)) == campaigns(capsys, str(mail))


def test_bound(mail: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a person bound stands in one campaign, with the reason at the link."""
    decided = tmp_path / "decided.jsonl"
    decided.write_text(json.dumps({"bind": ["c3", "c4"], "reason": "one voice"}) + "\n")
    found = next(one for one in campaigns(capsys, str(mail), "--decided", str(decided)) if one["people"] == 2)
    links = found["links"]
    assert isinstance(links, list)
    assert links[0]["bound"] == "one voice"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{", "line 1: not JSON"),
        ('{"cut": ["c1"], "reason": "x"}', "line 1: two ids are wanted"),
        ('{"cut": ["c1", "c2"], "bind": ["c1", "c2"], "reason": "x"}', "line 1: two ids are wanted"),
        ('{"cut": ["c1", "c2"]}', 'line 1: "reason" is missing'),
    ],
)
def test_a_decision_that_is_none(
    mail: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, told: str
) -> None:
    """A line that decides nothing ends the command, and is told with its number and what to write."""
    decided = tmp_path / "decided.jsonl"
    decided.write_text(row + "\n")
    assert run(["link", str(mail), "--decided", str(decided)]) == 2
    assert told in capsys.readouterr().err


def test_a_line_that_is_no_conversation(mail: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told on standard error, and the rest is linked all the same."""
    mail.write_text("{broken\n" + mail.read_text())
    assert run(["link", str(mail)]) == 0
    captured = capsys.readouterr()
    assert "line 1: not JSON" in captured.err
    assert len(captured.out.splitlines()) == 1


def test_nothing_but_broken_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An input without one conversation is refused; an empty one has no campaigns."""
    path = tmp_path / "broken.jsonl"
    path.write_text("{broken\n")
    assert run(["link", str(path)]) == 2
    assert "no line is a conversation" in capsys.readouterr().err
    path.write_text("")
    assert campaigns(capsys, str(path)) == []
