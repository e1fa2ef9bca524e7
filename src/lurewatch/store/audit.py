"""The log in its table: entries are added, and read; nothing changes them."""

from collections.abc import Iterator
from datetime import UTC, datetime

from lurewatch.model.audit import BEGINNING, Act, AuditEntry, Verified, chained, verified
from lurewatch.model.member import Member
from lurewatch.store import models
from lurewatch.store.keys import keys

_HEAD = "log"
_FIELDS = ("number", "at", "by", "role", "act", "subject", "detail", "reason", "before", "mark")


def note(by: Member, act: Act, subject: str, detail: str = "", reason: str = "") -> None:
    """Adds an entry; call it within `together` with what it tells of. Of a reason only the keyed hash is kept."""
    head = models.Note.objects.select_for_update().get(name=_HEAD)
    number, mark = _parted(head.value)
    hashed = keys().mark("reason", reason) if reason else ""
    now = datetime.now(UTC)
    entry = AuditEntry(number + 1, now, by.account, by.role, act, subject, detail, hashed, mark)
    entry = chained(entry, keys().chain)
    models.AuditEntry.objects.create(**{name: getattr(entry, name) for name in _FIELDS})
    head.value = f"{entry.number} {entry.mark}"
    head.save(update_fields=["value"])


def begin() -> None:
    """Makes the end of an empty log known."""
    models.Note.objects.get_or_create(name=_HEAD, defaults={"value": f"0 {BEGINNING}"})


def entries(before: int | None = None, most: int = 100, subject: str = "") -> tuple[AuditEntry, ...]:
    """The last entries, the newest first; those before a number, or of one subject."""
    rows = models.AuditEntry.objects.order_by("-number")
    rows = rows.filter(number__lt=before) if before is not None else rows
    rows = rows.filter(subject=subject) if subject else rows
    return tuple(_entry(row) for row in rows[:most])


def verify() -> Verified:
    """Whether the log is whole."""
    head = models.Note.objects.get(name=_HEAD)
    return verified(_all(), keys().chain, _parted(head.value))


def _all() -> Iterator[AuditEntry]:
    return (_entry(row) for row in models.AuditEntry.objects.order_by("number").iterator(2000))


def _entry(row: models.AuditEntry) -> AuditEntry:
    said = (row.subject, row.detail, row.reason, row.before, row.mark)
    return AuditEntry(row.number, row.at, row.by, row.role, Act(row.act), *said)


def _parted(value: str) -> tuple[int, str]:
    number, _, mark = value.partition(" ")
    return int(number), mark
