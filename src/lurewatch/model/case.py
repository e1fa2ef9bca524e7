"""What a security officer works on: approaches and campaigns, notes, tasks, and what people said of them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lurewatch.model.approach import Line


class CaseState(StrEnum):
    """How a case stands."""

    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list; `owner` is an account, `due` the earliest of its deadline and the days of its open tasks."""

    id: str
    title: str
    state: CaseState
    owner: str
    opened: datetime
    due: date | None
    approaches: int


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote down of a case."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do; `number` names it within the store. `done` is when it was finished."""

    number: int
    what: str
    owner: str
    due: date | None
    done: datetime | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said of who is behind a case: by which source, on which day, and any denial of it.

    It is kept for people to read. It carries no weight in any score, and no part of the house that judges can see it.
    """

    said: str
    source: str
    day: date
    denial: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A statement, by which account it was recorded, and when."""

    statement: Statement
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """A case with all that is in it; notes, tasks and statements in order of coming."""

    line: CaseLine
    deadline: date | None
    approaches: tuple[Line, ...]
    campaigns: tuple[str, ...]
    notes: tuple[Note, ...]
    tasks: tuple[Task, ...]
    statements: tuple[Recorded, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """Something of a case that is due: by account and day, without content."""

    case: str
    owner: str
    due: date
    is_task: bool
