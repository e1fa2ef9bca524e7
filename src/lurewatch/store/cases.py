"""Cases in their tables."""

import base64
import secrets
from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.db.models import Count, Min, Q

from lurewatch.errors import NotFound
from lurewatch.model.case import Case, CaseLine, CaseState, Due, Note, Recorded, Statement, Task
from lurewatch.store import models
from lurewatch.store.codec import read_back, written
from lurewatch.store.keys import keys
from lurewatch.store.lines import line

_MOST = 500
_Row = tuple[str, bytes | memoryview, str, str, datetime, date | None, date | None, int]


def begin(title: str, owner: str) -> str:
    """Makes a case, and gives its name."""
    name = f"C-{base64.b32encode(secrets.token_bytes(5)).decode('ascii')}"
    now = datetime.now(UTC)
    sealed = _sealed(title, name)
    models.Case.objects.create(name=name, title=sealed, state=CaseState.OPEN, owner=owner, opened=now, changed=now)
    return name


def every(state: CaseState | None = None, owner: str = "") -> tuple[CaseLine, ...]:
    """Cases, those that are due first; 500 at most."""
    chosen = Q(state=state) if state else Q()
    chosen &= Q(owner=owner) if owner else Q()
    return tuple(sorted(_lines(chosen), key=_urgency))


def one(name: str) -> Case:
    """A case with all that is in it; NotFound where there is none of this name."""
    row = _row(name)
    approaches = row.approaches.select_related("person", "campaign").order_by("-probability", "-id")
    notes = row.notes.order_by("id")
    return Case(
        line=_lines(Q(pk=row.pk))[0],
        deadline=row.due,
        approaches=tuple(line(each) for each in approaches),
        campaigns=tuple(row.campaigns.order_by("id").values_list("campaign", flat=True)),
        notes=tuple(Note(_opened(each.sealed, name), each.by, each.at) for each in notes),
        tasks=tuple(_task(each, name) for each in row.tasks.order_by("id")),
        statements=tuple(_recorded(each, name) for each in row.claims.order_by("id")),
    )


def change(name: str, *, state: CaseState, owner: str, due: date | None) -> None:
    """Sets how a case stands, whose it is and by when it is to be done."""
    _changed(name, state=state, owner=owner, due=due)


def retitle(name: str, title: str) -> None:
    """Gives a case another title."""
    _changed(name, title=_sealed(title, name))


def put_in(name: str, approaches: Sequence[str], campaigns: Sequence[str]) -> None:
    """Adds approaches and campaigns, each once; NotFound where an approach is not there."""
    row = _row(name)
    rows = models.Approach.objects.filter(name__in=approaches)
    if missing := set(approaches) - set(rows.values_list("name", flat=True)):
        raise NotFound(f"{min(missing)[:20]!a}: no approach of this name")
    row.approaches.add(*rows)
    for campaign in campaigns:
        models.CaseCampaign.objects.get_or_create(case=row, campaign=campaign)
    _changed(name)


def take_out(name: str, approaches: Sequence[str], campaigns: Sequence[str]) -> None:
    """Takes approaches and campaigns out of a case."""
    row = _row(name)
    row.approaches.remove(*models.Approach.objects.filter(name__in=approaches))
    row.campaigns.filter(campaign__in=campaigns).delete()
    _changed(name)


def add_note(name: str, note: Note) -> None:
    """Adds a note."""
    models.CaseNote.objects.create(case=_row(name), sealed=_sealed(note.text, name), by=note.by, at=note.at)
    _changed(name)


def add_task(name: str, what: str, owner: str, due: date | None) -> int:
    """Adds something to do, and gives its number."""
    task = models.CaseTask.objects.create(case=_row(name), sealed=_sealed(what, name), owner=owner, due=due)
    _changed(name)
    return task.pk


def finish(name: str, number: int) -> None:
    """Ends a task; once it has ended it stays so. NotFound where the case has no task of this number."""
    tasks = models.CaseTask.objects.filter(case__name=name, pk=number)
    if not tasks.exists():
        raise NotFound(f"{name[:20]!a}: no task {number} in this case")
    tasks.filter(done=None).update(done=datetime.now(UTC))
    _changed(name)


def record(name: str, recorded: Recorded) -> None:
    """Adds what somebody said."""
    sealed = keys().own.seal(written(recorded.statement), f"case {name}")
    models.CaseClaim.objects.create(case=_row(name), sealed=sealed, by=recorded.by, at=recorded.at)
    _changed(name)


def reopen(approaches: Sequence[str]) -> None:
    """Opens closed cases that some approaches are in."""
    closed = models.Case.objects.filter(state=CaseState.CLOSED, approaches__name__in=approaches)
    ids = list(closed.values_list("pk", flat=True))
    models.Case.objects.filter(pk__in=ids).update(state=CaseState.OPEN, changed=datetime.now(UTC))


def of_approach(name: str) -> tuple[CaseLine, ...]:
    """The cases that an approach is in."""
    ids = models.Case.objects.filter(approaches__name=name).values("pk")
    return tuple(_lines(Q(pk__in=ids)))


def due(until: date) -> tuple[Due, ...]:
    """What of cases that are not closed is due up to a day, the earliest first."""
    cases = models.Case.objects.exclude(state=CaseState.CLOSED).filter(due__lte=until)
    tasks = models.CaseTask.objects.exclude(case__state=CaseState.CLOSED).filter(done=None, due__lte=until)
    found = [
        Due(name, owner, day, is_task=False) for name, owner, day in cases.values_list("name", "owner", "due") if day
    ]
    rows = tasks.values_list("case__name", "owner", "case__owner", "due")
    found += [Due(name, owner or whose, day, is_task=True) for name, owner, whose, day in rows if day]
    return tuple(sorted(found, key=lambda each: (each.due, each.case)))


def _lines(chosen: Q) -> list[CaseLine]:
    first = Min("tasks__due", filter=Q(tasks__done=None))
    rows = models.Case.objects.filter(chosen).annotate(first=first, number=Count("approaches", distinct=True))
    columns = ("name", "title", "state", "owner", "opened", "due", "first", "number")
    return [_line(row) for row in rows.order_by("-changed").values_list(*columns)[:_MOST]]


def _row(name: str) -> models.Case:
    row = models.Case.objects.filter(name=name).first()
    if row is None:
        raise NotFound(f"{name[:20]!a}: no case of this name")
    return row


def _changed(name: str, **values: object) -> None:
    models.Case.objects.filter(name=name).update(changed=datetime.now(UTC), **values)


def _line(row: _Row) -> CaseLine:
    name, title, state, owner, opened, deadline, first, number = row
    days = [day for day in (deadline, first) if day]
    said = _opened(title, name)
    return CaseLine(name, said, CaseState(state), owner, opened, min(days, default=None), number)


def _task(row: models.CaseTask, name: str) -> Task:
    return Task(row.pk, _opened(row.sealed, name), row.owner, row.due, row.done)


def _recorded(row: models.CaseClaim, name: str) -> Recorded:
    return Recorded(read_back(Statement, keys().own.open(row.sealed, f"case {name}")), row.by, row.at)


def _urgency(one: CaseLine) -> tuple[bool, date, str]:
    return one.state is CaseState.CLOSED, one.due or date.max, one.id


def _sealed(text: str, name: str) -> bytes:
    return keys().own.seal(text.encode("utf-8", "replace"), f"case {name}")


def _opened(sealed: bytes | memoryview, name: str) -> str:
    return keys().own.open(sealed, f"case {name}").decode("utf-8")
