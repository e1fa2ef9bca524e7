"""Reports taken in."""

import dataclasses

import pytest
from tests.desk.approaches import AUDITOR, KIM, LUNCH, NOOR, OFFICER, PAID, SETTINGS, mail, reported
from tests.store.opened import Kept

from lurewatch.config.skip import Skip, SkipLists
from lurewatch.desk.approach import approach
from lurewatch.desk.auditing import entries
from lurewatch.desk.queue import count, queue
from lurewatch.desk.reporting import Reporting
from lurewatch.model.kind import Kind
from lurewatch.model.queue import Wanted

ALL = Wanted(states=())
pytestmark = pytest.mark.usefixtures("store")


def test_the_same_report_twice() -> None:
    """What is handed in twice by one of ours is one approach and one report, and the receipt says so."""
    reporting = Reporting(SETTINGS)
    first, second = reporting.mail(KIM, mail()), reporting.mail(KIM, mail())
    assert first.approaches == second.approaches
    assert (first.again, second.again) == (False, True)
    assert [line.reports for line in queue(OFFICER, ALL).lines] == [1]


def test_two_report_one_message() -> None:
    """A second reporter of the same message is added to the first, and the message stays one."""
    kims, noors = reported(mail()), reported(mail(), by=NOOR)
    assert kims == noors
    found = approach(OFFICER, kims[0])
    assert (found.line.reports, found.line.messages, len(set(found.reporters))) == (2, 1, 2)


def test_a_further_message() -> None:
    """A later message of the same contact joins the approach, which is assessed anew."""
    before = reported(mail(LUNCH))
    weak = approach(OFFICER, before[0])
    assert reported(mail(day=3)) == before
    strong = approach(OFFICER, before[0])
    assert (weak.line.messages, strong.line.messages) == (1, 2)
    assert strong.line.probability > weak.line.probability
    assert strong.assessment.kind is Kind.COVERT


def test_an_earlier_message_comes_later() -> None:
    """Messages stand in the order of time, whatever the order in which they were reported."""
    reported(mail(day=9))
    name = reported(mail(LUNCH, day=3))[0]
    assert [turn.message.text.strip() for turn in approach(OFFICER, name).conversation.turns] == [LUNCH, PAID]


def test_one_contact_writes_to_two() -> None:
    """What one contact wrote to two of ours is two approaches."""
    reported(mail(), mail(to="noor@quietlab.example"))
    assert len({line.person for line in queue(OFFICER, ALL).lines}) == 2


def test_a_correspondent_on_a_skip_list() -> None:
    """A report from a listed correspondent is counted, and nothing of it is stored or written down."""
    lists = SkipLists(domains={"northgate.example": Skip.UNION})
    receipt = Reporting(dataclasses.replace(SETTINGS, skip=lists)).mail(KIM, mail())
    assert receipt.skipped == {Skip.UNION: 1}
    assert not receipt.approaches
    assert count(OFFICER, ALL) == 0
    assert not entries(AUDITOR)


def test_intake_ends_in_the_middle(store: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where intake ends before its end nothing of the report is there, and the next time it is taken in whole."""

    def breaks(*_: object) -> None:
        raise RuntimeError("the end")

    from lurewatch.store import reports  # noqa: PLC0415  tables load once a store is open

    with monkeypatch.context() as patched:
        patched.setattr(reports, "keep", breaks)
        with pytest.raises(RuntimeError, match="the end"):
            reported(mail())
    assert count(OFFICER, ALL) == 0
    assert not entries(AUDITOR)
    assert len(reported(mail())) == 1
    assert len(entries(AUDITOR)) == 1
