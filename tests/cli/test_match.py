"""`lurewatch match` from the shell: a whole run between two organisations, and what is refused."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from lurewatch.cli.commands import run

_TEXT = (
    "We are a small advisory house and look for people who know the field from within. Our client prefers to remain "
    "anonymous for now and pays 900 euros for a short report of two pages each month. You would begin with what is "
    "public, and could add later what is not yet published from inside your laboratory, in your own words. Please keep "
    "this between us and do not tell your employer. Let us move to Signal, and send me your private e-mail address. "
    "What I need first are the non-public figures of your quantum processor."
)


def _approach(id_: str, handle: str, text: str) -> str:
    messages = [{"from": "contact", "text": text}, {"from": "person", "text": "Who is this for?"}]
    contact = {"name": "Rowan Ash", "handles": [handle]}
    person = {"person": "email:kim@quietlab.example"}
    return json.dumps({"id": id_, "channel": "email", "contact": contact, "messages": messages, **person})


@pytest.fixture
def seen(tmp_path: Path) -> tuple[Path, Path]:
    """What each of two organisations has seen: one persona both, one text under two addresses."""
    ours, theirs = tmp_path / "ours.jsonl", tmp_path / "theirs.jsonl"
    both = _approach("c1", "rowan@northgate.example", _TEXT), _approach("c2", "ivo@gmail.com", _TEXT)
    ours.write_text("\n".join(both))
    theirs.write_text(_approach("d1", "rowan@northgate.example", _TEXT.replace("900", "750")))
    return ours, theirs


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(one) for one in capsys.readouterr().out.splitlines()]


def _paired(tmp_path: Path) -> tuple[list[str], list[str]]:
    ours, theirs = [str(tmp_path / "us"), "hub"], [str(tmp_path / "them"), "lab"]
    assert run(["match", "pair", *ours, "--out", str(tmp_path / "invitation")]) == 0
    assert run(["match", "pair", *theirs, "--invitation", str(tmp_path / "invitation")]) == 0
    return ours, theirs


def test_two_organisations_learn_what_both_have_seen(
    tmp_path: Path, seen: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """The persona and the near-copy are told to both sides with their own conversations; the other address is not."""
    ours, theirs = _paired(tmp_path)
    offer, answer, reply = (str(tmp_path / name) for name in ("offer", "answer", "reply"))
    assert run(["match", "offer", *ours, str(seen[0]), "--out", offer]) == 0
    assert run(["match", "answer", *theirs, offer, str(seen[1]), "--out", answer]) == 0

    assert run(["match", "open", *ours, answer, "--out", reply]) == 0
    told = _lines(capsys)
    assert run(["match", "open", *theirs, reply]) == 0
    told_them = _lines(capsys)

    handle = {"item": "handle", "value": "rowan@northgate.example"}
    assert told[0] == {**handle, "conversations": ["c1"]}
    assert told_them[0] == {**handle, "conversations": ["d1"]}
    assert [(one["item"], one["bands"]) for one in (*told[1:], *told_them[1:])] == [("wording", 8)] * 3
    assert stat.S_IMODE(Path(offer).stat().st_mode) == 0o600


def test_what_would_go_in_is_shown_without_a_partner(
    seen: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """`match items` lists the items and sends nothing."""
    assert run(["match", "items", str(seen[0])]) == 0
    assert [one.get("value") for one in _lines(capsys)][:2] == ["ivo@gmail.com", "rowan@northgate.example"]


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path, seen: tuple[Path, Path]) -> None:
    """An offer that was sent stays as it was, and no run is begun."""
    ours, _ = _paired(tmp_path)
    there = tmp_path / "there"
    there.write_text("sent")

    assert run(["match", "offer", *ours, str(seen[0]), "--out", str(there)]) == 2
    assert there.read_text() == "sent"
    assert json.loads((tmp_path / "us" / "hub.json").read_text())["runs"] == []


def test_an_answer_without_a_place_for_the_reply_stays_unopened(
    tmp_path: Path, seen: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever learns owes the reply: without --out nothing is told, and the run waits."""
    ours, theirs = _paired(tmp_path)
    offer, answer = str(tmp_path / "offer"), str(tmp_path / "answer")
    assert run(["match", "offer", *ours, str(seen[0]), "--out", offer]) == 0
    assert run(["match", "answer", *theirs, offer, str(seen[1]), "--out", answer]) == 0

    assert run(["match", "open", *ours, answer]) == 2
    refused = capsys.readouterr()
    assert refused.out == ""
    assert "your partner waits for a reply" in refused.err
    assert run(["match", "open", *ours, answer, "--out", str(tmp_path / "reply")]) == 0


@pytest.mark.parametrize("text", ["", "{}", '{"lurewatch-match-invitation": 1, "secret": "ab"}', "[" * 3_000])
def test_what_is_no_invitation_makes_no_partner(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no invitation is refused, and nothing is kept of it."""
    (tmp_path / "invitation").write_text(text)

    assert run(["match", "pair", str(tmp_path / "us"), "hub", "--invitation", str(tmp_path / "invitation")]) == 2
    assert "no invitation of form 1; ask your partner" in capsys.readouterr().err
    assert not (tmp_path / "us" / "hub.json").exists()


def test_what_a_partner_may_ask_is_changed_without_forgetting_what_they_asked(
    tmp_path: Path, seen: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Beyond the budget an offer is refused with the day; a larger one lets it through."""
    ours, theirs = _paired(tmp_path)
    assert run(["match", "pair", *theirs, "--items", "300", "--days", "10"]) == 0
    for number, code in ((1, 0), (2, 2)):
        offer, answer = (str(tmp_path / f"{name}{number}") for name in ("offer", "answer"))
        assert run(["match", "offer", *ours, str(seen[0]), "--out", offer]) == 0
        assert run(["match", "answer", *theirs, offer, str(seen[1]), "--out", answer]) == code
    assert "256 items asked, 44 left of 300 in 10 days; it opens on " in capsys.readouterr().err
    assert run(["match", "pair", *theirs, "--items", "600", "--days", "10"]) == 0
    assert run(["match", "answer", *theirs, offer, str(seen[1]), "--out", str(tmp_path / "answer2")]) == 0


def test_many_learn_through_two_hubs_what_enough_have_seen(
    tmp_path: Path, seen: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Two organisations ask the key holder, hand in tags, and open what the collector releases."""
    for hub in ("holder", "collector"):
        for name in ("lab", "firm"):
            invitation = str(tmp_path / f"{hub}-{name}")
            assert run(["match", "pair", str(tmp_path / hub), name, "--out", invitation]) == 0
            assert run(["match", "pair", str(tmp_path / name), hub, "--invitation", invitation]) == 0
    handed = []
    for name, file in zip(("lab", "firm"), seen, strict=True):
        asked, answer, tags = (str(tmp_path / f"{name}-{step}") for step in ("asked", "answer", "tags"))
        many = ["match", "many"]
        ask = [*many, "ask", str(tmp_path / name), "holder", str(file), "--round", "2026-w10", "--out", asked]
        assert run(ask) == 0
        assert run([*many, "evaluate", str(tmp_path / "holder"), name, asked, "--out", answer]) == 0
        assert run([*many, "tags", str(tmp_path / name), "holder", "collector", answer, "--out", tags]) == 0
        handed.append(f"{name}={tags}")
    out = str(tmp_path / "released")
    assert run(["match", "many", "collect", str(tmp_path / "collector"), *handed, "--least", "2", "--out", out]) == 0
    capsys.readouterr()

    assert run(["match", "open", str(tmp_path / "firm"), "collector", f"{out}/firm.release"]) == 0

    told = capsys.readouterr()
    assert json.loads(told.out.splitlines()[0])["value"] == "rowan@northgate.example"
    assert "in at least 2 organisations" in told.err


def test_without_its_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    """Where the library is not there, one sentence names it and how it is had."""
    code = "import sys; sys.modules['rbcl'] = None; from lurewatch.cli.commands import run; sys.exit(run(sys.argv[1:]))"
    asked = ["match", "pair", str(tmp_path / "us"), "hub", "--out", str(tmp_path / "invitation")]

    done = subprocess.run([sys.executable, "-c", code, *asked], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr == "lurewatch: match: needs rbcl, which is not there; pip install 'lurewatch[match]'\n"


def test_libsodium_is_not_left_in_the_temporary_folder(tmp_path: Path) -> None:
    """What is written there to be loaded is removed again."""
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    code = "import lurewatch.sharing.matching.group"

    subprocess.run([sys.executable, "-c", code], env=environment, check=True)

    assert list(tmp_path.iterdir()) == []
