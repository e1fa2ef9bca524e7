"""A store of a test's own: on SQLite, and, where services are wanted, on PostgreSQL as well."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lurewatch.store.keys import KEY, use
from lurewatch.store.settings import DjangoPart, on_postgres, on_sqlite

SECRET = bytes(range(KEY))
STATE = Path(tempfile.gettempdir()) / f"lurewatch-tests-{os.getpid()}"  # nothing is written there


@dataclass(frozen=True)
class Kept:
    """A store that is open; `part` is what Django was told of it."""

    part: DjangoPart
    vendor: str


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new store on SQLite, which tests copy."""
    file = tmp_path_factory.mktemp("store") / "empty.sqlite3"
    point_to(on_sqlite(file))
    made()
    left()
    return file


@pytest.fixture(scope="session")
def server() -> Iterator["tuple[object, str]"]:
    """A PostgreSQL with a new store in it, which tests copy."""
    from tests.store.postgres import PASSWORD, USER, postgres  # noqa: PLC0415  psycopg loads only to reach one

    with postgres() as running:
        running.make("empty")
        point_to(on_postgres("127.0.0.1", running.port, USER, "empty", PASSWORD))
        made()
        left()
        yield running, "empty"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.service)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    """An empty store, open in this process, with a key of these tests."""
    use(SECRET)
    if request.param == "sqlite":
        file = tmp_path / "cases.sqlite3"
        shutil.copy(request.getfixturevalue("empty_file"), file)
        yield from _open(on_sqlite(file), "sqlite")
        return
    from tests.store.postgres import PASSWORD, USER  # noqa: PLC0415

    running, empty = request.getfixturevalue("server")
    name = f"t{uuid.uuid4().hex}"
    running.make(name, empty)
    yield from _open(on_postgres("127.0.0.1", running.port, USER, name, PASSWORD), "postgresql")
    running.drop(name)


def _open(part: DjangoPart, vendor: str) -> Iterator[Kept]:
    point_to(part)
    yield Kept(part, vendor)
    left()


def point_to(part: DjangoPart) -> None:
    """Opens another database in this process, which Django is told of once only."""
    from lurewatch.desk.serving import Served  # noqa: PLC0415  Django loads only where a store is used
    from lurewatch.web.setup import ready  # noqa: PLC0415  Django is told once, so of the pages as well

    ready(Served(None, (), "s" * 64, part, STATE))
    from django.db import connections  # noqa: PLC0415

    connections["default"].close()
    connections.settings["default"] = connections.configure_settings(part.databases)["default"]
    del connections["default"]


def made() -> None:
    """Makes the tables."""
    from lurewatch.store.opening import checked, migrated  # noqa: PLC0415

    use(SECRET)
    migrated()
    checked()


def left() -> None:
    """Closes what is open."""
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
