"""Cases."""

from datetime import UTC, date, datetime

import pytest
from tests.desk.approaches import AUDITOR, LEAD, LUNCH, OFFICER, mail, reported

from lurewatch.desk import cases
from lurewatch.desk.auditing import entries
from lurewatch.desk.cases import Standing
from lurewatch.desk.deciding import contest, decide
from lurewatch.errors import NotFound, UsageError
from lurewatch.model.case import CaseState, Statement
from lurewatch.model.kind import Kind

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def names(store: object) -> list[str]:
    """Two approaches."""
    return reported(mail(), mail(LUNCH, sender="ida@canteen.example"))


@pytest.fixture
def case(names: list[str]) -> str:
    """A case of the first."""
    return cases.open_case(OFFICER, "Reports for money", names[:1], ["k1"])


def test_everything_in_a_case(case: str, names: list[str]) -> None:
    """A case holds approaches, campaigns, notes, tasks and statements, each with who and when."""
    cases.note(OFFICER, case, "Kim was told on Monday.")
    cases.add_task(OFFICER, case, "call the partner service", LEAD.account, date(2026, 4, 1))
    said = Statement("The sender works for a broker", "a partner's bulletin", date(2026, 3, 9), "the broker denies it")
    cases.record(LEAD, case, said)
    cases.put_in(LEAD, case, names, ["k1", "k2"])
    found = cases.case(OFFICER, case)
    assert {line.id for line in found.approaches} == set(names)
    assert found.campaigns == ("k1", "k2")
    assert [(one.text, one.by) for one in found.notes] == [("Kim was told on Monday.", OFFICER.account)]
    assert [(one.what, one.owner, one.due, one.done) for one in found.tasks] == [
        ("call the partner service", LEAD.account, date(2026, 4, 1), None)
    ]
    assert [(one.statement, one.by) for one in found.statements] == [(said, LEAD.account)]
    assert (found.line.title, found.line.owner, found.line.approaches) == ("Reports for money", OFFICER.account, 2)
    cases.take_out(LEAD, case, names[:1], ["k1"])
    assert cases.case(OFFICER, case).campaigns == ("k2",)
    assert cases.of_approach(OFFICER, names[0]) == ()


def test_the_log_has_no_word_of_it(case: str) -> None:
    """What is written in a case stands nowhere in the log."""
    cases.note(OFFICER, case, "Kim was told on Monday.")
    assert "Kim" not in repr(entries(AUDITOR))
    assert entries(AUDITOR)[0].subject == case


def test_closed_only_with_its_tasks_done(case: str) -> None:
    """A case with open tasks cannot be closed; what is closed is opened again before it waits."""
    cases.add_task(OFFICER, case, "call Kim")
    standing = Standing(CaseState.CLOSED, LEAD.account, None)
    with pytest.raises(UsageError, match="1 of its tasks"):
        cases.stand(OFFICER, case, standing)
    cases.finish(OFFICER, case, cases.case(OFFICER, case).tasks[0].number)
    cases.stand(OFFICER, case, standing)
    assert [line.state for line in cases.listed(OFFICER, owner=LEAD.account)] == [CaseState.CLOSED]
    with pytest.raises(UsageError, match="cannot become waiting"):
        cases.stand(OFFICER, case, Standing(CaseState.WAITING, "", None))


def test_a_contested_decision(case: str, names: list[str]) -> None:
    """Contesting a decision opens the closed cases of that approach again, and no others."""
    other = cases.open_case(OFFICER, "Another", names[1:])
    decide(OFFICER, names, Kind.COVERT, "asked for figures")
    for name in (case, other):
        cases.stand(OFFICER, name, Standing(CaseState.CLOSED, "", None))
    contest(OFFICER, names[0], "it was our own auditor")
    assert [line.id for line in cases.listed(OFFICER, CaseState.OPEN)] == [case]


def test_what_is_due(case: str) -> None:
    """What is due is told by case, account and day, the earliest first; the list shows the earliest day."""
    cases.add_task(OFFICER, case, "call Kim", due=date(2026, 4, 1))
    cases.add_task(OFFICER, case, "write a bulletin", LEAD.account, due=date(2026, 5, 1))
    cases.stand(OFFICER, case, Standing(CaseState.OPEN, OFFICER.account, date(2026, 4, 2)))
    told = [(one.owner, one.due.day, one.is_task) for one in cases.due(OFFICER, date(2026, 4, 30))]
    assert told == [(OFFICER.account, 1, True), (OFFICER.account, 2, False)]
    assert cases.listed(OFFICER)[0].due == date(2026, 4, 1)
    assert cases.listed(OFFICER)[0].opened <= datetime.now(UTC)


def test_what_is_not_there(case: str) -> None:
    """A case, a task or an approach that is not there is told, and nothing is changed or written down."""
    before = entries(AUDITOR)
    for ask in (
        lambda: cases.note(OFFICER, "C-NONE", "x"),
        lambda: cases.finish(OFFICER, case, 99),
        lambda: cases.put_in(OFFICER, case, ["A-NONE"]),
        lambda: cases.open_case(OFFICER, "Another", ["A-NONE"]),
    ):
        with pytest.raises(NotFound):
            ask()
    for title in ("", " ", "x" * 201):
        with pytest.raises(UsageError, match="a title"):
            cases.open_case(OFFICER, title)
    assert entries(AUDITOR) == before
    assert len(cases.listed(OFFICER)) == 1
