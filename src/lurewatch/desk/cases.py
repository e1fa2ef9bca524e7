"""Cases: opened, worked, closed; every change is written down, without what it says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lurewatch.cases.lifecycle import moved
from lurewatch.desk.permission import Request, allow
from lurewatch.desk.reason import stated
from lurewatch.errors import UsageError
from lurewatch.model.audit import Act
from lurewatch.model.case import Case, CaseLine, CaseState, Due, Note, Recorded, Statement
from lurewatch.model.member import Member

_LONGEST_TITLE = 200
_LONGEST_NOTE = 20_000
_MOST = 500  # approaches added at a time


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case is to stand: its state, whose it is (an account), and by when it is to be done."""

    state: CaseState
    owner: str
    due: date | None


def open_case(by: Member, title: str, approaches: Sequence[str] = (), campaigns: Sequence[str] = ()) -> str:
    """Opens a case on some approaches and campaigns, and gives its name; whoever opens it owns it."""
    from lurewatch.store import audit, cases  # noqa: PLC0415  only where a store is used
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.CASES)
    said = _text(title, _LONGEST_TITLE, "a title")
    with together():
        name = cases.begin(said, by.account)
        cases.put_in(name, _some(approaches), campaigns)
        audit.note(by, Act.CASE_OPENED, name)
    return name


def listed(by: Member, state: CaseState | None = None, owner: str = "") -> tuple[CaseLine, ...]:
    """The cases in a state, of an owner, or all; what is due first."""
    from lurewatch.store import cases  # noqa: PLC0415

    allow(by, Request.CASES)
    return cases.every(state, owner)


def case(by: Member, name: str) -> Case:
    """One case; looking is written down. NotFound where there is none of this name."""
    from lurewatch.store import audit, cases  # noqa: PLC0415
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.CASES)
    with together():
        found = cases.one(name)
        audit.note(by, Act.CASE_SEEN, name)
    return found


def of_approach(by: Member, name: str) -> tuple[CaseLine, ...]:
    """The cases that an approach is in."""
    from lurewatch.store import cases  # noqa: PLC0415

    allow(by, Request.CASES)
    return cases.of_approach(name)


def stand(by: Member, name: str, standing: Standing) -> None:
    """Sets how a case stands; UsageError where it cannot stand so, as with tasks left open when it is closed."""
    from lurewatch.store import audit, cases  # noqa: PLC0415
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.CASES)
    with together():
        before = cases.one(name)
        state = moved(before.line.state, standing.state, sum(task.done is None for task in before.tasks))
        cases.change(name, state=state, owner=standing.owner, due=standing.due)
        audit.note(by, Act.CASE_CHANGED, name, state)


def retitle(by: Member, name: str, title: str) -> None:
    """Gives a case another title."""
    from lurewatch.store import cases  # noqa: PLC0415

    said = _text(title, _LONGEST_TITLE, "a title")
    _change(by, name, "title", lambda: cases.retitle(name, said))


def put_in(by: Member, name: str, approaches: Sequence[str] = (), campaigns: Sequence[str] = ()) -> None:
    """Adds approaches and campaigns to a case, each once."""
    from lurewatch.store import cases  # noqa: PLC0415

    _change(by, name, "put in", lambda: cases.put_in(name, _some(approaches), campaigns))


def take_out(by: Member, name: str, approaches: Sequence[str] = (), campaigns: Sequence[str] = ()) -> None:
    """Takes approaches and campaigns out of a case."""
    from lurewatch.store import cases  # noqa: PLC0415

    _change(by, name, "take out", lambda: cases.take_out(name, _some(approaches), campaigns))


def note(by: Member, name: str, text: str) -> None:
    """Writes a note."""
    from lurewatch.store import cases  # noqa: PLC0415

    written = Note(_text(text, _LONGEST_NOTE, "a note"), by.account, datetime.now(UTC))
    _change(by, name, "note", lambda: cases.add_note(name, written))


def add_task(by: Member, name: str, what: str, owner: str = "", due: date | None = None) -> None:
    """Adds something to do."""
    from lurewatch.store import cases  # noqa: PLC0415

    said = _text(what, _LONGEST_NOTE, "what is to be done")
    _change(by, name, "task", lambda: cases.add_task(name, said, owner, due))


def finish(by: Member, name: str, number: int) -> None:
    """Ends a task."""
    from lurewatch.store import cases  # noqa: PLC0415

    _change(by, name, "task done", lambda: cases.finish(name, number))


def record(by: Member, name: str, statement: Statement) -> None:
    """Records what somebody said of who is behind it, with its source and any denial; it carries no weight anywhere."""
    from lurewatch.store import cases  # noqa: PLC0415

    stated(statement.source)
    _text(statement.said, _LONGEST_NOTE, "what was said")
    recorded = Recorded(statement, by.account, datetime.now(UTC))
    _change(by, name, "statement", lambda: cases.record(name, recorded))


def due(by: Member, until: date) -> tuple[Due, ...]:
    """What is due up to a day, for whoever tells officers of it: cases, accounts and days, without content."""
    from lurewatch.store import cases  # noqa: PLC0415

    allow(by, Request.CASES)
    return cases.due(until)


def _change(by: Member, name: str, what: str, change: Callable[[], object]) -> None:
    from lurewatch.store import audit  # noqa: PLC0415
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.CASES)
    with together():
        change()
        audit.note(by, Act.CASE_CHANGED, name, what)


def _some(names: Sequence[str]) -> tuple[str, ...]:
    if len(names) > _MOST:
        raise UsageError(f"{len(names)} approaches named; put in {_MOST} at a time")
    return tuple(dict.fromkeys(names))


def _text(text: str, longest: int, what: str) -> str:
    said = text.strip()
    if not said or len(said) > longest:
        raise UsageError(f"{what} has 1 to {longest:,} signs; this one has {len(said):,}")
    return said
