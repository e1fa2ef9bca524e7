"""Where the desk keeps approaches, and for how long."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lurewatch.config.table import Table

_FORM = "write postgresql://user@host:port/name; the password is read from LUREWATCH_STORE_PASSWORD"


@dataclass(frozen=True, slots=True)
class Postgres:
    """A PostgreSQL database; its password comes from the environment."""

    host: str
    port: int
    user: str
    name: str


@dataclass(frozen=True, slots=True)
class Store:
    """The database (a file of SQLite, or PostgreSQL), and the file of its key (None: the environment holds the key)."""

    database: Path | Postgres = field(default_factory=lambda: default_folder() / "cases.sqlite3")
    key_file: Path | None = None

    @property
    def key_beside(self) -> Path | None:
        """The file of the key: the one that is named, or for SQLite one beside the database."""
        if self.key_file or isinstance(self.database, Postgres):
            return self.key_file
        return self.database.with_suffix(".key")


def default_folder() -> Path:
    """Where a store lies that nobody placed elsewhere."""
    home = os.environ.get("XDG_DATA_HOME", "")
    return (Path(home) if home.startswith("/") else Path.home() / ".local" / "share") / "lurewatch"


def store_of(table: Table) -> Store:
    """What the table `[store]` sets."""
    written = table.text("database", "name a file, or postgresql://user@host/name", "")
    key_file = table.path("key_file")
    table.end(("database", "key_file"))
    if not written:
        return Store(key_file=key_file)
    if "://" in written:
        return Store(_postgres(table, written), key_file)
    return Store(table.file.absolute().parent / written, key_file)


def _postgres(table: Table, written: str) -> Postgres:
    nowhere = Postgres("", 0, "", "")
    try:
        parts = urlsplit(written)
        port = parts.port or 5432
    except ValueError:
        table.fault("database", f"no address; {_FORM}")
        return nowhere
    name = unquote(parts.path.lstrip("/"))
    if parts.password is not None:
        table.fault("database", f"holds a password, which is never shown here and must be changed; {_FORM}")
    elif parts.scheme not in ("postgres", "postgresql") or not name or not parts.username or parts.query:
        table.fault("database", f"not understood; {_FORM}")
    else:
        return Postgres(parts.hostname or "", port, unquote(parts.username), name)
    return nowhere
