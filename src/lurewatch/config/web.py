"""How the desk's pages are served."""

from dataclasses import dataclass

from lurewatch.config.table import Table

_HOSTS = "list the names under which the desk is reached (desk.firm.example)"


@dataclass(frozen=True, slots=True)
class Web:
    """The names under which pages are reached behind a proxy that speaks TLS; without any, this machine alone."""

    hosts: tuple[str, ...] = ()


def web_of(table: Table) -> Web:
    """What the table `[web]` sets."""
    hosts = table.texts("hosts", _HOSTS)
    table.end(("hosts",))
    return Web(hosts)
