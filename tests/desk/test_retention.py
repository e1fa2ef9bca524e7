"""What has had its time."""

import dataclasses
import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.desk.approaches import ADMINISTRATOR, AUDITOR, LEAD, LUNCH, OFFICER, SETTINGS, mail, reported

from lurewatch.config.retention import Retention
from lurewatch.desk import cases
from lurewatch.desk.approach import approach
from lurewatch.desk.auditing import entries, verify
from lurewatch.desk.deciding import decide
from lurewatch.desk.people import find
from lurewatch.desk.queue import count, queue
from lurewatch.desk.retention import deletions, retain, still_due
from lurewatch.errors import NotFound
from lurewatch.model.approach import State
from lurewatch.model.case import CaseState
from lurewatch.model.kind import Kind
from lurewatch.model.queue import Wanted
from lurewatch.model.retention import KeptAs

pytestmark = pytest.mark.usefixtures("store")
DAYS = {KeptAs.UNDECIDED: 20, KeptAs.ORDINARY: 10, KeptAs.COVERT: 30, KeptAs.CASES: 30, KeptAs.LINES: 40}
KEPT = dataclasses.replace(SETTINGS, retention=Retention(DAYS))


@pytest.fixture
def names(store: object) -> list[str]:
    """One decided to be covert, one ordinary, one not decided on."""
    found = reported(mail(), mail(LUNCH, sender="ida@canteen.example"), mail(LUNCH, sender="lee@other.example"))
    decide(OFFICER, found[:1], Kind.COVERT, "asked for figures")
    decide(OFFICER, found[1:2], Kind.ORDINARY, "our canteen")
    return found


def later(days: int) -> date:
    """The day so many days from now."""
    return datetime.now(UTC).date() + timedelta(days=days)


def test_each_class_in_its_time(names: list[str]) -> None:
    """Content goes by class, lines stay for the counts until their own time is over; then the person goes too."""
    gone: list[tuple[int, list[KeptAs]]] = []
    for day in (5, 11, 21, 31, 43):
        done = retain(ADMINISTRATOR, KEPT, later(day))
        gone.append((day, [one.kept_as for one in done]))
        assert not any(still_due(AUDITOR, KEPT, later(day)).values())
    assert gone == [
        (5, []),
        (11, [KeptAs.ORDINARY]),
        (21, [KeptAs.UNDECIDED]),
        (31, [KeptAs.COVERT]),
        (43, [KeptAs.LINES]),
    ]
    assert count(OFFICER, Wanted(states=())) == 0
    assert find(LEAD, "kim.lind@quietlab.example").token == ""


def test_what_is_gone(names: list[str]) -> None:
    """Of what is gone the line is left, and that it went is on record, with what and how many."""
    (done,) = retain(ADMINISTRATOR, KEPT, later(11))
    assert (done.number, done.digest) == (1, hashlib.sha256(names[1].encode()).hexdigest())
    assert deletions(AUDITOR) == (done,)
    assert (entries(AUDITOR)[0].subject, entries(AUDITOR)[0].detail) == ("ordinary", "1")
    (line,) = queue(OFFICER, Wanted(states=(State.GONE,))).lines
    assert (line.id, line.contact, line.decided) == (names[1], "", Kind.ORDINARY)
    with pytest.raises(NotFound, match="content was deleted"):
        approach(OFFICER, names[1])
    assert not verify(AUDITOR).fault


def test_it_comes_again(names: list[str]) -> None:
    """What is gone and is written again is new, with nothing of what was decided before."""
    retain(ADMINISTRATOR, KEPT, later(11))
    assert reported(mail(LUNCH, sender="ida@canteen.example", day=30)) == names[1:2]
    found = approach(OFFICER, names[1])
    assert (found.line.state, found.line.decided, found.line.messages) == (State.NEW, None, 1)


def test_in_an_open_case(names: list[str]) -> None:
    """What is in a case stays until the case is closed; the case goes in its own time."""
    case = cases.open_case(OFFICER, "Soup", names[1:2])
    assert not retain(ADMINISTRATOR, KEPT, later(11))
    cases.stand(OFFICER, case, cases.Standing(CaseState.CLOSED, "", None))
    assert [one.kept_as for one in retain(ADMINISTRATOR, KEPT, later(11))] == [KeptAs.ORDINARY]
    assert KeptAs.CASES in [one.kept_as for one in retain(ADMINISTRATOR, KEPT, later(31))]
    assert not cases.listed(OFFICER)
