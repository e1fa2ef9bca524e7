"""Work in the background: jobs in a table, handed to Django's tasks in the transaction that asks for them.

A job that was running when its worker ended is handed over again by the next worker. What it does must therefore be
whole in parts, or not done at all until its end. There is one worker for a store.
"""

import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.core.management import call_command
from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from lurewatch.errors import LurewatchError, NotFound
from lurewatch.model.job import Job, JobState, Work
from lurewatch.model.member import Member, Role
from lurewatch.store import models

Told = Callable[[int], None]
Handler = Callable[[Member, Told], None]
_HANDLERS: dict[Work, Handler] = {}
_EVERY = timedelta(seconds=1)  # how often progress is written, and a wish to stop is read
_KEPT = timedelta(days=30)  # that ended jobs are shown
_MOST = 50


class Stopped(LurewatchError):
    """Somebody wanted the work to end."""


def handle(work: Work, handler: Handler) -> None:
    """Says what does some work; the worker says it before it begins."""
    _HANDLERS[work] = handler


def ask(work: Work, by: Member) -> int:
    """Asks for work, and gives its number; that of the same work where it waits already."""
    waiting = models.Job.objects.filter(work=work, state=JobState.WAITING).first()
    if waiting:
        return waiting.pk
    now = datetime.now(UTC)
    with transaction.atomic():
        row = models.Job.objects.create(work=work, by=by.account, role=by.role, state=JobState.WAITING, asked=now)
        carry_out.enqueue(row.pk)
    return row.pk


def stop(number: int) -> None:
    """Wants a job to end; one that waits ends at once, one that ended stays as it is."""
    rows = models.Job.objects.filter(pk=number)
    if not rows.exists():
        raise NotFound(f"no job has the number {number}")
    rows.filter(state=JobState.WAITING).update(state=JobState.STOPPED, ended=datetime.now(UTC))
    rows.filter(state=JobState.RUNNING).update(stop=True)


def jobs() -> tuple[Job, ...]:
    """The last jobs, the newest first."""
    return tuple(_job(row) for row in models.Job.objects.order_by("-id")[:_MOST])


def last_asked(work: Work) -> datetime | None:
    """When some work was last asked for."""
    row = models.Job.objects.filter(work=work).order_by("-id").first()
    return row.asked if row else None


def adopt() -> int:
    """Hands over again what was running when a worker ended; a worker does so before it begins."""
    with transaction.atomic():
        left = models.Job.objects.filter(state=JobState.RUNNING, stop=False)
        numbers = list(left.values_list("pk", flat=True))
        models.Job.objects.filter(state=JobState.RUNNING, stop=True).update(
            state=JobState.STOPPED, ended=datetime.now(UTC)
        )
        DBTaskResult.objects.running().delete()
        models.Job.objects.filter(pk__in=numbers).update(state=JobState.WAITING, done=0)
        for number in numbers:
            carry_out.enqueue(number)
    return len(numbers)


def carry_on() -> None:
    """Does all work that waits, and lets go of what ended long ago."""
    handlers = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    try:
        call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    finally:  # the command takes these signals for itself, and keeps them
        for one, handler in handlers.items():
            signal.signal(one, handler)
    before = datetime.now(UTC) - _KEPT
    models.Job.objects.filter(ended__lt=before).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()


@task()
def carry_out(number: int) -> None:
    """Does one job; its fault is kept with it, in words of ours."""
    rows = models.Job.objects.filter(pk=number)
    if not rows.filter(state=JobState.WAITING).update(state=JobState.RUNNING):
        return
    row = rows.get()
    state, fault = JobState.FAILED, "it ended in a way that nobody foresaw; the worker's log has the place"
    try:
        _HANDLERS[Work(row.work)](Member(row.by, Role(row.role)), _telling(number))
        state, fault = JobState.DONE, ""
    except Stopped:
        state, fault = JobState.STOPPED, ""
    except LurewatchError as error:
        fault = str(error)
    finally:
        rows.update(state=state, fault=fault, ended=datetime.now(UTC))


def _telling(number: int) -> Told:
    """Writes how far a job has come, once a second, and ends it where somebody wants that."""
    last = datetime.min.replace(tzinfo=UTC)

    def told(done: int) -> None:
        nonlocal last
        now = datetime.now(UTC)
        if now - last < _EVERY:
            return
        last = now
        models.Job.objects.filter(pk=number).update(done=done)
        if models.Job.objects.filter(pk=number, stop=True).exists():
            raise Stopped(f"job {number} was stopped")

    return told


def _job(row: models.Job) -> Job:
    return Job(row.pk, Work(row.work), row.by, JobState(row.state), row.done, row.asked, row.ended, row.fault)
