"""The store made ready, with its key, for pages and for commands."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lurewatch.config.settings import Settings, read_settings
from lurewatch.config.store import Postgres, Store
from lurewatch.errors import UsageError

if TYPE_CHECKING:
    from lurewatch.store.settings import DjangoPart

KEY_VARIABLE, PASSWORD_VARIABLE = "LUREWATCH_STORE_KEY", "LUREWATCH_STORE_PASSWORD"


def settings_of(path: Path | None) -> Settings:
    """The settings in a file; those that hold without one where none is named."""
    return read_settings(path) if path else Settings()


def django_part(path: Path | None) -> "DjangoPart":
    """What Django must be told of the store; the key is read, and kept in this process. Imports no Django.

    Afterwards, when Django is set up: `prepared` (migrates and checks the key), once, before requests are asked.
    """
    from lurewatch.store.settings import on_postgres, on_sqlite  # noqa: PLC0415  only where a store is used

    store = settings_of(path).store
    _use_key(store)
    if isinstance(store.database, Postgres):
        where = store.database
        password = os.environ.get(PASSWORD_VARIABLE, "")
        return on_postgres(where.host, where.port, where.user, where.name, password)
    store.database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return on_sqlite(store.database)


def opened(path: Path | None) -> Settings:
    """The store opened where no pages are served; gives the settings. UsageError where it cannot be."""
    try:
        from lurewatch.store.opening import ready  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(f"the store needs {error.name}, which is not there; pip install 'lurewatch[desk]'") from error
    ready(django_part(path))
    prepared()
    return settings_of(path)


def prepared() -> None:
    """Brings the tables to this version, and holds the key against the store."""
    from lurewatch.store.opening import checked, migrated  # noqa: PLC0415

    migrated()
    checked()


def _use_key(store: Store) -> None:
    from lurewatch.store.keys import use  # noqa: PLC0415

    file = store.key_beside
    if KEY_VARIABLE in os.environ:
        use(_key(os.environ[KEY_VARIABLE], KEY_VARIABLE))
    elif file is None:
        raise UsageError(f"no key of the store; set {KEY_VARIABLE}, or name its file in [store] key_file")
    else:
        use(_key(_in_file(file, is_new=_is_new(store)), str(file)))


def _is_new(store: Store) -> bool:
    return isinstance(store.database, Path) and not store.database.exists()


def _in_file(file: Path, *, is_new: bool) -> str:
    from lurewatch.desk.key_file import in_file, make  # noqa: PLC0415

    if is_new and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        make(file)
    return in_file(file)


def _key(text: str, place: str) -> bytes:
    try:
        return bytes.fromhex(text.strip())
    except ValueError as error:
        raise UsageError(f"{place}: what is there is no key, which is 64 hex digits; set it anew") from error
