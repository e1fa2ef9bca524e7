"""The table of the store."""

from pathlib import Path

import pytest
from tests.desk.written import settings

from lurewatch.config.settings import read_settings
from lurewatch.config.store import Postgres
from lurewatch.errors import DefinitionError


def test_nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a table the store is a file in the user's data folder, with its key beside it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    store = read_settings(settings(tmp_path, "")).store
    assert store.database == tmp_path / "lurewatch" / "cases.sqlite3"
    assert store.key_beside == tmp_path / "lurewatch" / "cases.key"


def test_a_file(tmp_path: Path) -> None:
    """A file is taken from the folder of the settings."""
    store = read_settings(settings(tmp_path, '[store]\ndatabase = "desk.sqlite3"\nkey_file = "k"')).store
    assert (store.database, store.key_beside) == (tmp_path / "desk.sqlite3", tmp_path / "k")


def test_postgres(tmp_path: Path) -> None:
    """PostgreSQL is one entry; its key is never guessed to lie beside it."""
    store = read_settings(settings(tmp_path, '[store]\ndatabase = "postgresql://desk@db.example:5433/cases"')).store
    assert (store.database, store.key_beside) == (Postgres("db.example", 5433, "desk", "cases"), None)


@pytest.mark.parametrize(
    "written",
    ["mysql://a@b/c", "postgresql://b/c", "postgresql://a@b", "postgresql://a@b:x/c", "postgresql://a@b/c?sslmode=off"],
)
def test_no_address(tmp_path: Path, written: str) -> None:
    """What cannot be understood is a fault with its place."""
    with pytest.raises(DefinitionError, match=r"\[store\] database"):
        read_settings(settings(tmp_path, f'[store]\ndatabase = "{written}"'))


def test_a_password_in_the_file(tmp_path: Path) -> None:
    """A password is refused, and not shown."""
    with pytest.raises(DefinitionError, match="holds a password") as caught:
        read_settings(settings(tmp_path, '[store]\ndatabase = "postgresql://desk:pw-of-ours@db/cases"'))
    assert "pw-of-ours" not in str(caught.value)
