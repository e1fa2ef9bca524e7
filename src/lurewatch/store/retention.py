"""What has had its time: found, deleted in parts, and put on record."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from django.db.models import Q, QuerySet

from lurewatch.model.approach import State
from lurewatch.model.case import CaseState
from lurewatch.model.kind import Kind
from lurewatch.model.retention import Deletion, KeptAs
from lurewatch.store import models
from lurewatch.store.rights import let_go

_AT_ONCE = 200  # in one transaction, so that pages wait for none of them long
_MOST = 200  # records told
_CHOSEN: Mapping[KeptAs, Q] = {
    KeptAs.UNDECIDED: Q(decided="") & ~Q(state=State.GONE),
    KeptAs.ORDINARY: ~Q(decided__in=["", Kind.COVERT]) & ~Q(state=State.GONE),
    KeptAs.COVERT: Q(decided=Kind.COVERT) & ~Q(state=State.GONE),
    KeptAs.LINES: Q(state=State.GONE),
}


def number_due(kept_as: KeptAs, before: date) -> int:
    """How many of a class have had their time."""
    return _cases(before).count() if kept_as is KeptAs.CASES else _approaches(kept_as, before).count()


def delete_some(kept_as: KeptAs, before: date) -> Deletion | None:
    """Deletes some of a class that were last changed before a day, and records it; None where nothing is left.

    Call it within `together`. What is in a case that is not closed stays.
    """
    names = _delete_cases(before) if kept_as is KeptAs.CASES else _delete(kept_as, before)
    if not names:
        return None
    digest = hashlib.sha256("\n".join(sorted(names)).encode("ascii")).hexdigest()
    deletion = Deletion(datetime.now(UTC), kept_as, len(names), before, digest)
    models.Deletion.objects.create(at=deletion.at, kept_as=kept_as, number=len(names), before=before, digest=digest)
    return deletion


def deletions() -> tuple[Deletion, ...]:
    """What was deleted, the last first; 200 at most."""
    rows = models.Deletion.objects.order_by("-id")[:_MOST]
    return tuple(Deletion(row.at, KeptAs(row.kept_as), row.number, row.before, row.digest) for row in rows)


def _delete(kept_as: KeptAs, before: date) -> list[str]:
    found = list(_approaches(kept_as, before).order_by("id")[:_AT_ONCE].values_list("pk", "name"))
    rows = models.Approach.objects.filter(pk__in=[pk for pk, _ in found])
    if kept_as is KeptAs.LINES:
        rows.delete()
        models.Report.objects.filter(approaches=None, at__lt=_midnight(before)).delete()
        _forget_people()
    else:
        let_go(rows)
    return [name for _, name in found]


def _forget_people() -> None:
    """Lets go of people of whom nothing is kept any more."""
    models.Person.objects.filter(approaches=None).exclude(
        handles__mark__in=models.Mention.objects.values("mark")
    ).delete()


def _delete_cases(before: date) -> list[str]:
    rows = _cases(before).order_by("id")[:_AT_ONCE]
    names = [row.name for row in rows]
    models.Case.objects.filter(name__in=names).delete()
    return names


def _approaches(kept_as: KeptAs, before: date) -> QuerySet[models.Approach]:
    held = models.Case.objects.exclude(state=CaseState.CLOSED).filter(approaches__isnull=False).values("approaches")
    rows = models.Approach.objects.filter(_CHOSEN[kept_as], changed__lt=_midnight(before))
    return rows.exclude(pk__in=held)


def _cases(before: date) -> QuerySet[models.Case]:
    return models.Case.objects.filter(state=CaseState.CLOSED, changed__lt=_midnight(before))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
