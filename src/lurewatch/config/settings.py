"""The settings file as a whole; docs/configuration.md describes every entry."""

from dataclasses import dataclass, field
from pathlib import Path

import tomli

from lurewatch.config.mailbox import Mailbox, mailbox_of
from lurewatch.config.milter import Milter, milter_of
from lurewatch.config.retention import Retention, retention_of
from lurewatch.config.sketches import Sketches, sketches_of
from lurewatch.config.skip import SkipLists, skip_of
from lurewatch.config.store import Store, store_of
from lurewatch.config.table import Table
from lurewatch.config.watching import Watching, watching_of
from lurewatch.config.web import Web, web_of
from lurewatch.errors import DefinitionError, UsageError
from lurewatch.flow import Options

_OWNERS = "list what is yours: domains (@firm.example) and addresses (kim@firm.example)"
_SERVERS = "list your mail servers as Authentication-Results name them (mx.firm.example)"
_TABLES = ("judging", "watching", "skip", "mailbox", "milter", "sketches", "store", "retention", "web")
_MOST = 1 << 20  # bytes of a settings file


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the file sets; `watching` is None where no basis is recorded, and then nothing may be watched."""

    judging: Options = field(default_factory=Options)
    watching: Watching | None = None
    skip: SkipLists = field(default_factory=SkipLists)
    mailbox: Mailbox | None = None
    milter: Milter | None = None
    sketches: Sketches | None = None
    store: Store = field(default_factory=Store)
    retention: Retention = field(default_factory=Retention)
    web: Web = field(default_factory=Web)


def read_settings(path: Path) -> Settings:
    """Reads the file; UsageError if it cannot be read, DefinitionError with all its faults at once if it is wrong."""
    faults: list[str] = []
    top = Table(path, "", _document(path), faults)
    judging, watching, skip, mailbox, milter, sketches, store, retention, web = (top.table(name) for name in _TABLES)
    options = _judging(judging) if judging else Options()
    settings = Settings(
        judging=options,
        watching=watching_of(watching) if watching else None,
        skip=skip_of(skip) if skip else SkipLists(),
        mailbox=mailbox_of(mailbox) if mailbox else None,
        milter=milter_of(milter, options.owners) if milter else None,
        sketches=sketches_of(sketches) if sketches else None,
        store=store_of(store) if store else Store(),
        retention=retention_of(retention) if retention else Retention(),
        web=web_of(web) if web else Web(),
    )
    top.end(_TABLES)
    if faults:
        raise DefinitionError(faults)
    return settings


def _judging(table: Table) -> Options:
    owners = table.texts("owners", _OWNERS)
    prior = table.share("prior", Options().prior)
    options = Options(
        prior,
        owners,
        table.path("topics"),
        table.path("weights"),
        register=table.path("register"),
        servers=table.texts("authserv_id", _SERVERS),
    )
    table.end(("owners", "prior", "topics", "weights", "register", "authserv_id"))
    return options


def _document(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        raise UsageError(f"{path}: the settings cannot be read ({error.strerror}); name the file") from error
    if len(data) > _MOST:
        raise UsageError(f"{path}: longer than {_MOST >> 20} MiB, so no settings; name the file")
    try:
        return tomli.loads(data.decode("utf-8-sig"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DefinitionError([f"{path}: not TOML: {_where(error)}"]) from error


def _where(error: Exception) -> str:
    """What is wrong and at which line; nothing of the file's text, which may hold what should not be shown."""
    return str(error) if isinstance(error, tomli.TOMLDecodeError) else type(error).__name__
