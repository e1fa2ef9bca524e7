"""What Django must know of the store: its database and its tables. Needs no Django itself."""

from dataclasses import dataclass, field
from pathlib import Path

# WAL lets pages read while a report is written; what is deleted is overwritten; a commit is on the disk.
_SQLITE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
_TASKS: dict[str, object] = {"TASKS": {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}}
_WAIT = 30  # seconds for a lock


@dataclass(frozen=True, slots=True)
class DjangoPart:
    """The part of Django's settings that is the store's: DATABASES, entries of INSTALLED_APPS, and more."""

    databases: dict[str, dict[str, object]]
    apps: tuple[str, ...] = ("lurewatch.store", "django_tasks", "django_tasks_db")
    more: dict[str, object] = field(default_factory=lambda: dict(_TASKS))


def on_sqlite(file: Path) -> DjangoPart:
    """A store in a file; a transaction takes the lock at its beginning, so that none waits in the middle."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": _WAIT, "init_command": _SQLITE}
    return DjangoPart({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options}})


def on_postgres(host: str, port: int, user: str, name: str, password: str) -> DjangoPart:
    """A store in PostgreSQL, with connections that are kept and looked at before use."""
    where: dict[str, object] = {"HOST": host, "PORT": port, "USER": user, "NAME": name, "PASSWORD": password}
    kept: dict[str, object] = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    return DjangoPart({"default": {"ENGINE": "django.db.backends.postgresql", **where, **kept}})
