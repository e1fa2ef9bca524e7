"""Which sets are found, and what the judge is given."""

import json
from pathlib import Path

from evaluation.judge import read_mail
from evaluation.run import EVEN, Run


def test_sets_by_kind(run: Run) -> None:
    """A set is known by the beginning of its file's name."""
    assert run.names("ordinary") == ["ordinary-office-dev", "ordinary-tech-dev"]
    assert run.names("lures") == ["lures-dev"]


def test_folder_is_missing(tmp_path: Path, run: Run) -> None:
    """No folder gives no sets, not an error."""
    empty = Run(tmp_path / "none", tmp_path / "none", run.judged, lambda path: read_mail(path, None))
    assert (empty.paths, empty.pairs, empty.ordinary(), empty.twins()) == ({}, [], [], [])


def test_asked_twice(run: Run, counting: object) -> None:
    """A set is judged once for each prior."""
    run.scored("lures-dev")
    assert run.scored("lures-dev") is run.scored("lures-dev")
    assert run.scored("lures-dev", EVEN)[0].decibans > run.scored("lures-dev")[0].decibans
    assert getattr(counting, "asked", 0) == 6


def test_judge_sees_no_label(run: Run) -> None:
    """What the judge is given holds no label of the set, nor of a twin's messages."""
    cases = [*run.cases("lures-dev"), run.pairs[0].approach, run.pairs[0].benign]
    given = [json.loads(case.line) for case in cases]
    assert all(one.keys() <= {"id", "channel", "messages", "contact", "headers"} for one in given)
    assert all(message.keys() <= {"from", "text"} for one in given for message in one["messages"])
    assert len({one["id"] for one in given[-2:]}) == 1


def test_mailbox(run: Run) -> None:
    """Each message of a mailbox is a case once, also if it is in two conversations."""
    assert len(run.cases("ordinary-tech-dev")) == 3
    assert run.mail("ordinary-tech-dev").gaps == 0


def test_first_messages(run: Run) -> None:
    """A case as it stood after one message holds that one alone."""
    case = run.cases("seconvo-train")[0]
    assert case.first(1).texts == case.texts[:1]
    assert case.contact_messages == [0]
