"""What has had its time goes, and that it went is on record."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from lurewatch.cases.retention import cutoffs
from lurewatch.config.settings import Settings
from lurewatch.desk.opening import settings_of
from lurewatch.desk.permission import Request, allow
from lurewatch.model.audit import Act
from lurewatch.model.member import Member
from lurewatch.model.retention import Deletion, KeptAs


def retain(
    by: Member,
    settings: Settings | Path | None = None,
    today: date | None = None,
    told: Callable[[int], None] = lambda done: None,
) -> tuple[Deletion, ...]:
    """Deletes what has had its time, as the settings say, in parts; gives the record of each part.

    Each part is whole by itself, so that a run that is killed is simply gone on with by the next. `told` is told how
    many have been deleted, and may raise to end it.
    """
    from lurewatch.store import audit, retention  # noqa: PLC0415  only where a store is used
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.RETAIN)
    done: list[Deletion] = []
    for kept_as, before in _cutoffs(settings, today).items():
        while True:
            with together():
                deletion = retention.delete_some(kept_as, before)
                if deletion is None:
                    break
                audit.note(by, Act.EXPIRED, kept_as.name.lower(), str(deletion.number))
            done.append(deletion)
            told(sum(one.number for one in done))
    return tuple(done)


def still_due(by: Member, settings: Settings | Path | None = None, today: date | None = None) -> dict[KeptAs, int]:
    """How many of each class have had their time and are still there; after a run none is."""
    from lurewatch.store import retention  # noqa: PLC0415

    allow(by, Request.RETENTION)
    return {one: retention.number_due(one, before) for one, before in _cutoffs(settings, today).items()}


def deletions(by: Member) -> tuple[Deletion, ...]:
    """What was deleted, the last first."""
    from lurewatch.store import retention  # noqa: PLC0415

    allow(by, Request.RETENTION)
    return retention.deletions()


def _cutoffs(settings: Settings | Path | None, today: date | None) -> dict[KeptAs, date]:
    chosen = settings if isinstance(settings, Settings) else settings_of(settings)
    return dict(cutoffs(chosen.retention.days, today or datetime.now(UTC).date()))
