"""Why somebody had a name or a disclosure shown; kept apart from the log, which has its hash."""

from datetime import UTC, datetime

from lurewatch.store.keys import keys
from lurewatch.store.models import Reveal


def keep(account: str, subject: str, reason: str) -> None:
    """Keeps a reason, sealed."""
    sealed = keys().own.seal(reason.encode("utf-8", "replace"), f"reveal {subject}")
    Reveal.objects.create(by=account, subject=subject, reason=sealed, at=datetime.now(UTC))
