"""How the mail filter runs: where it listens, whose mail it reads, its bounds, where its records lie."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from lurewatch.config.table import Table
from lurewatch.text.addresses import normal_address, normal_domain

_LISTEN = 'write "127.0.0.1:8892" or "unix:/run/lurewatch/milter.sock"; on loopback alone, since nothing is encrypted'
_RECIPIENTS = "list whose incoming mail is read: domains (@firm.example) and addresses (kim@firm.example)"
_RECORDS = 'name a folder for what is a "realistic possibility" or more'
_LONGEST_PATH = 100  # bytes that the operating system lets a socket's path have, save a few
# Least, most, default. Sizes are in MiB.
_NUMBERS = {
    "keep_days": (1, 3650, 90),
    "seconds": (1, 20, 3),
    "workers": (1, 64, 2),
    "connections": (1, 5000, 200),
    "mail_size": (1, 64, 4),
    "held_size": (1, 4096, 64),
}


@dataclass(frozen=True, slots=True)
class Listen:
    """Where to listen: a host on loopback and a port, or the path of a UNIX socket."""

    host: str = ""
    port: int = 0
    path: Path | None = None

    def __str__(self) -> str:
        return f"unix:{self.path}" if self.path else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whose incoming mail is read: addresses and domains in normal form."""

    addresses: frozenset[str]
    domains: frozenset[str]

    def hold(self, address: str) -> bool:
        """Whether an address is one of them; those below a domain are too, and `kim+tag@` is `kim@`."""
        local, _, domain = normal_address(address).rpartition("@")
        if not {f"{local}@{domain}", f"{local.partition('+')[0]}@{domain}"}.isdisjoint(self.addresses):
            return True
        labels = domain.split(".")[-20:]
        return any(".".join(labels[start:]) in self.domains for start in range(len(labels)))


@dataclass(frozen=True, slots=True)
class Milter:
    """Where it listens, whose mail it reads, the folder of its records and for how long; its bounds.

    `seconds` is for judging one mail; of one mail `mail_size` MiB are held, of all mails together `held_size` MiB.
    """

    listen: Listen
    recipients: Recipients
    records: Path
    keep_days: int
    seconds: int
    workers: int
    connections: int
    mail_size: int
    held_size: int


def milter_of(table: Table, owners: Iterable[str]) -> Milter:
    """What the table `[milter]` sets; without `recipients`, the incoming mail of all `owners` is read."""
    listen = _listen(table)
    recipients = _recipients(table, owners)
    records = table.path("records")
    if records is None:
        table.fault("records", f"missing; {_RECORDS}")
    numbers = {key: table.number(key, *bounds) for key, bounds in _NUMBERS.items()}
    if numbers["held_size"] < numbers["mail_size"]:
        table.fault("held_size", f"{numbers['held_size']} is less than mail_size; not one such mail could be held")
    table.end(("listen", "recipients", "records", *_NUMBERS))
    return Milter(listen, recipients, records or Path(), **numbers)


def _listen(table: Table) -> Listen:
    written = table.text("listen", _LISTEN)
    if written.startswith("unix:"):
        path = table.file.absolute().parent / written.removeprefix("unix:")
        if len(bytes(path)) <= _LONGEST_PATH:
            return Listen(path=path)
        table.fault("listen", f"a path of more than {_LONGEST_PATH} bytes, which no socket can have; {_LISTEN}")
    elif written:
        host, _, port = written.rpartition(":")
        if _is_loopback(host := host.strip("[]")) and port.isdecimal() and len(port) < 6 and 0 < int(port) < 65536:
            return Listen(host, int(port))
        table.fault("listen", f"{written[:60]!a} is no place to listen; {_LISTEN}")
    return Listen()


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _recipients(table: Table, owners: Iterable[str]) -> Recipients:
    given = table.texts("recipients", _RECIPIENTS)
    addresses, domains = set(), set()
    for one in given or owners:
        local, at, domain = one.rpartition("@")
        if given and ("." not in domain or not at):
            table.fault("recipients", f"{one[:60]!a} is neither address nor domain; {_RECIPIENTS}")
        elif local:
            addresses.add(normal_address(one))
        elif at:
            domains.add(normal_domain(domain))
    if not given and not addresses and not domains:
        table.fault("recipients", f"missing, and no owners in [judging] either; {_RECIPIENTS}")
    return Recipients(frozenset(addresses), frozenset(domains))
