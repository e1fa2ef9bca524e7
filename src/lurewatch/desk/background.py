"""Work in the background: asked for, watched, stopped, and the worker that does it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from lurewatch.config.settings import Settings
from lurewatch.desk import campaigns, retention
from lurewatch.desk.permission import Request, allow
from lurewatch.model.job import Job, Work
from lurewatch.model.member import Member, Role

_ALLOWED = {Work.LINK: Request.LINKS, Work.RETAIN: Request.RETAIN}
_DAY = timedelta(hours=24)
_PAUSE = 2.0  # seconds
_ITSELF = Member("worker", Role.ADMINISTRATOR)


def ask(by: Member, work: Work) -> int:
    """Asks for work, and gives its number; the same number where it waits already."""
    from lurewatch.store import work as kept  # noqa: PLC0415  only where a store is used

    allow(by, _ALLOWED[work])
    return kept.ask(work, by)


def jobs(by: Member) -> tuple[Job, ...]:
    """The last jobs with how far they have come, the newest first."""
    from lurewatch.store import work as kept  # noqa: PLC0415

    allow(by, Request.JOBS)
    return kept.jobs()


def stop(by: Member, number: int) -> None:
    """Ends a job; what it has done in whole parts stays, and of a part nothing."""
    from lurewatch.store import work as kept  # noqa: PLC0415

    allow(by, Request.JOBS)
    kept.stop(number)


def work(settings: Settings, *, once: bool = False, is_over: Callable[[], bool] = lambda: False) -> None:
    """Does what is asked for, and retention once a day, until it is over; one worker for a store.

    What was running when a worker was killed is begun again.
    """
    from lurewatch.store import work as kept  # noqa: PLC0415

    kept.handle(Work.LINK, lambda by, told: _link(by, settings, told))
    kept.handle(Work.RETAIN, lambda by, told: _retain(by, settings, told))
    kept.adopt()
    while not is_over():
        last = kept.last_asked(Work.RETAIN)
        if last is None or datetime.now(UTC) - last > _DAY:
            kept.ask(Work.RETAIN, _ITSELF)
        kept.carry_on()
        if once:
            return
        time.sleep(_PAUSE)


def _link(by: Member, settings: Settings, told: Callable[[int], None]) -> None:
    campaigns.link(by, settings, told)


def _retain(by: Member, settings: Settings, told: Callable[[int], None]) -> None:
    retention.retain(by, settings, told=told)
