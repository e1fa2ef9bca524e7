"""The log of what was done at the desk: read, and verified."""

from lurewatch.desk.permission import Request, allow
from lurewatch.model.audit import AuditEntry, Verified
from lurewatch.model.member import Member

_MOST = 200


def entries(by: Member, before: int | None = None, most: int = 100, subject: str = "") -> tuple[AuditEntry, ...]:
    """The last entries, the newest first: those before a number, or those of one token."""
    from lurewatch.store import audit  # noqa: PLC0415  only where a store is used

    allow(by, Request.AUDIT)
    return audit.entries(before, min(max(most, 1), _MOST), subject)


def verify(by: Member) -> Verified:
    """Whether every entry is there and as it was written."""
    from lurewatch.store import audit  # noqa: PLC0415

    allow(by, Request.AUDIT)
    return audit.verify()
