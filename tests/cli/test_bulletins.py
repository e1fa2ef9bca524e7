"""`lurewatch bulletins` and `--bulletins`: what partners sent, from files to the officer's table."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_sketches import DAYS, OWN, report
from tests.sharing.received.sent import bulletin, revised, write

from lurewatch.cli.commands import run

_LINE = json.dumps(
    {
        "id": "c1",
        "contact": {"handles": ["rowan@northgate.example"]},
        "messages": [{"from": "contact", "sent_at": "2026-03-05T09:00:00Z", "text": "Could we speak next week?"}],
    }
)


def _told(capsys: pytest.CaptureFixture[str]) -> tuple[list[dict[str, Any]], str]:
    told = capsys.readouterr()
    return [json.loads(one) for one in told.out.splitlines()], told.err


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A folder of bulletins with one in it."""
    folder = tmp_path / "sent"
    folder.mkdir()
    write(folder / "1.jsonl", [bulletin()])
    return folder


def test_a_partners_bulletin_shows_in_an_assessment_until_it_is_recalled(
    tmp_path: Path, sent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the bulletin the contact is likelier an approach; with its recall beside it, as if it had never come."""
    (tmp_path / "c1.jsonl").write_text(_LINE)
    asked = ["assess", str(tmp_path / "c1.jsonl")]
    assert run(asked) == 0
    alone = _told(capsys)[0]

    assert run([*asked, "--bulletins", str(sent)]) == 0
    (told,) = _told(capsys)[0]
    write(sent / "2.jsonl", [revised(bulletin(), 2, recalled=True)])
    assert run([*asked, "--bulletins", str(sent)]) == 0

    assert alone[0]["probability"] < told["probability"] < 0.775
    assert "partner-sighting" in {one["indicator"] for one in told["evidence"]}
    assert _told(capsys)[0] == alone


def test_what_could_not_be_read_of_bulletins_is_a_gap_of_the_scan(
    tmp_path: Path, sent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A damaged line is told with its place, in a scan's gaps and on standard error of `assess`."""
    (sent / "2.jsonl").write_text("{")
    (tmp_path / "c1.jsonl").write_text(_LINE)

    assert run(["scan", str(tmp_path / "c1.jsonl"), "--format", "jsonl", "--bulletins", str(sent)]) == 0
    assert [one["where"] for one in _told(capsys)[0][-1]["gaps"]] == [f"{sent / '2.jsonl'}, line 1"]
    assert run(["assess", str(tmp_path / "c1.jsonl"), "--bulletins", str(sent)]) == 0
    assert "2.jsonl, line 1: bulletin not read" in _told(capsys)[1]


def test_what_counts_is_told_with_the_share_it_has_today(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A corrected series is told once, as it is now; a recalled one is counted and not told."""
    other = bulletin("ivo@larkmere.example")
    write(sent / "2.jsonl", [revised(bulletin(), 2, address="new@northgate.example"), other])
    write(sent / "3.jsonl", [revised(other, 2, recalled=True)])

    assert run(["bulletins", str(sent)]) == 0

    (told,), said = _told(capsys)
    assert told["bulletin"]["handles"] == [{"platform": "email", "value": "new@northgate.example"}]
    assert 0 < told["share_today"] <= 1
    assert "1 count, 1 recalled, 2 replaced by a later one" in said


def test_who_had_to_do_with_a_reported_persona_before_is_told(
    tmp_path: Path, sent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of three earlier reports the one by the persona is listed, with the token of the person of ours."""
    kept, key = str(tmp_path / "kept"), ("--sketch-key", str(tmp_path / "key"))
    assert run(["sketches", kept, "--days", str(DAYS), *key]) == 0
    for number in range(3):
        mail = tmp_path / f"{number}.eml"
        mail.write_bytes(report(number))
        assert run(["scan", str(mail), *OWN, "--keep-sketches", kept, *key, "--format", "jsonl"]) == 0
    assert run(["sketches", kept, *key, "--token", "noor@quietlab.example"]) == 0
    tokens = json.loads(capsys.readouterr().out.splitlines()[-1])["tokens"]["noor@quietlab.example"]
    write(sent / "2.jsonl", [bulletin("a1@house1.example"), bulletin("nobody@else.example")])

    assert run(["bulletins", str(sent), "--sketches", kept, *key]) == 0

    told, said = _told(capsys)
    (earlier,) = [each for one in told for each in one["earlier"]]
    assert earlier["person"] in tokens
    assert [one["trait"] for one in earlier["traits"]] == ["handle"]
    assert "1 earlier conversation of 1 person of ours, to be told" in said
