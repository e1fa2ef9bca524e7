"""What was handed in, by its mark alone, so that the same thing counts once."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db.models import F

from lurewatch.store.keys import keys
from lurewatch.store.models import Approach, Report


def mark_of(data: bytes) -> str:
    """What a report is known by."""
    return keys().mark("report", data)


def known(mark: str) -> tuple[str, ...] | None:
    """The approaches that a report with this mark stands in; None where none was handed in."""
    report = Report.objects.filter(mark=mark).first()
    return None if report is None else tuple(report.approaches.order_by("id").values_list("name", flat=True))


def keep(mark: str, account: str, names: Sequence[str]) -> None:
    """Keeps that a report was handed in, and adds it to each approach's reports."""
    report = Report.objects.create(mark=mark, by=account, at=datetime.now(UTC))
    rows = Approach.objects.filter(name__in=names)
    report.approaches.set(rows)
    rows.update(reports=F("reports") + 1)
