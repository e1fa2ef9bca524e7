"""What pages must be told to be served: their names, the secret that signs sessions, where the store is."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lurewatch.config.store import Postgres, default_folder
from lurewatch.desk.key_file import in_file, make
from lurewatch.desk.opening import django_part, settings_of

if TYPE_CHECKING:
    from lurewatch.store.settings import DjangoPart

_SECRET = "web.secret"  # noqa: S105  a file's name


@dataclass(frozen=True, slots=True)
class Served:
    """The settings file, the names behind TLS (none: this machine alone), the secret, and the store's part of Django.

    `folder` is the desk's own, for what is not in the database.
    """

    path: Path | None
    hosts: tuple[str, ...]
    secret: str
    part: "DjangoPart"
    folder: Path


def served(path: Path | None) -> Served:
    """The same from the settings; makes the secret, in a file of its owner's alone, where there is none."""
    settings = settings_of(path)
    part = django_part(path)
    database = settings.store.database
    folder = default_folder() if isinstance(database, Postgres) else database.parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / _SECRET
    if not file.exists():
        make(file)
    return Served(path, settings.web.hosts, in_file(file).strip(), part, folder)
