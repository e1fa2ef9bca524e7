"""`lurewatch share`: from conversations to the exact bytes."""

import json
from pathlib import Path

import pytest
from evaluation.planted.material import Amounts, records

from lurewatch.cli.commands import REFUSED, run
from lurewatch.model.decode_bulletin import bulletin_of_json
from lurewatch.sharing.stix.read import bulletins_of

_CAMPAIGNS = ("p2", "p7")  # of five people each


@pytest.fixture(scope="module")
def conversations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with planted campaigns among ordinary conversations."""
    path = tmp_path_factory.mktemp("share") / "conversations.jsonl"
    made = records(Amounts(30, 1, 1, (60, 61), seed=5))
    path.write_bytes(b"".join(one.line for one in made if one.id[0] != "p" or one.id.partition("-")[0] in _CAMPAIGNS))
    return path


def test_lines_of_bulletins(conversations: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each campaign that is likely enough is a line of JSON; nobody of the file is in it, and what is not told is."""
    assert run(["share", str(conversations), "--format", "json", "--tlp", "green", "--reviewed"]) == 0
    told = capsys.readouterr()
    found = [bulletin_of_json(json.loads(line)) for line in told.out.splitlines()]
    assert found
    assert {(one.tlp, one.standard) for one in found} == {("green", "reviewed")}
    people = {json.loads(line)["person"] for line in conversations.read_bytes().splitlines()}
    assert not [person for person in people if person in told.out]
    assert f"{len(found)} bulletins" in told.err
    assert "campaigns below a realistic possibility" in told.err


def test_a_bundle(conversations: Path, tmp_path: Path) -> None:
    """A bundle of STIX in a file is the same bytes each time."""
    outs = [tmp_path / "a.json", tmp_path / "b.json"]
    for out in outs:
        assert run(["share", str(conversations), "--out", str(out)]) == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert list(bulletins_of(json.loads(outs[0].read_bytes())["objects"]))


def test_a_campaign_by_its_id(conversations: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A campaign that is named leaves alone; one that there is not is refused."""
    run(["link", str(conversations)])
    one = next(found for line in capsys.readouterr().out.splitlines() if not (found := json.loads(line))["bulk"])
    assert run(["share", str(conversations), "--format", "json", "--campaign", one["campaign"]]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert run(["share", str(conversations), "--campaign", "none"]) == REFUSED
    assert "no campaign none" in capsys.readouterr().err


def test_a_file_without_conversations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that holds no conversation is told as such."""
    path = tmp_path / "nothing.jsonl"
    path.write_text("[]\n\n", "utf-8")
    assert run(["share", str(path)]) == REFUSED
    assert "no line is a conversation" in capsys.readouterr().err
