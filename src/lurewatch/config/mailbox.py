"""Which mailbox `lurewatch watch` follows, how it signs in there, and where it writes what it finds."""

import re
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import Path

from lurewatch.config.table import Table

_HOST = re.compile(r"[A-Za-z0-9.:_-]{1,253}")
# A keyword of RFC 3501, or the one system flag that draws a person's eye and loses nothing.
_MARK = re.compile(r"[A-Za-z0-9$_.-]{1,64}|\\Flagged")
_FOLDERS = "list the folders to read, as the server names them"


class Kind(StrEnum):
    """What lies in the mailbox: what its owner received, or reports that our people sent in."""

    MAILBOX = "mailbox"
    REPORTS = "reports"


class SignIn(StrEnum):
    """How the server is shown who we are."""

    PASSWORD = "password"  # noqa: S105  # the name of a way
    XOAUTH2 = "xoauth2"
    OAUTHBEARER = "oauthbearer"


class Keeper(StrEnum):
    """Where secrets are kept."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"


class Grant(StrEnum):
    """What an access token is given for (RFC 6749 sections 6 and 4.4)."""

    REFRESH = "refresh_token"
    CLIENT = "client_credentials"


@dataclass(frozen=True, slots=True)
class TokenSource:
    """Where access tokens are fetched."""

    url: str
    client_id: str
    grant: Grant
    scope: str


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One account on one server; `ca` is an authority that may sign its certificate, `address` whose mail lies there.

    `mark` is set on messages of which something was found; where it is empty, nothing in the mailbox is ever changed.
    `earlier` mails of the same sender are read along, so that nothing of them need be kept.
    """

    host: str
    port: int
    ca: Path | None
    user: str
    address: str
    sign_in: SignIn
    secrets: Keeper
    tokens: TokenSource | None
    folders: tuple[str, ...]
    kind: Kind
    since: date | None
    mark: str
    earlier: int
    poll_seconds: int
    found: Path
    journal: Path


def mailbox_of(table: Table) -> Mailbox:
    """What the table `[mailbox]` sets."""
    user = table.text("user", "give the name to sign in with")
    found = table.path("found") or _missing(table, "found", "name the file that findings are written to")
    sign_in, tokens = table.choice("sign_in", SignIn.PASSWORD), table.table("oauth2")
    mailbox = Mailbox(
        host=_matching(table, "host", _HOST, "give the server's name, as imap.firm.example"),
        port=table.number("port", 1, 65535, 993),
        ca=table.path("ca"),
        user=user,
        address=_address(table, user),
        sign_in=sign_in,
        secrets=table.choice("secrets", Keeper.ENVIRONMENT),
        tokens=_tokens(tokens) if tokens else None,
        folders=table.texts("folders", _FOLDERS, ("INBOX",)),
        kind=table.choice("kind", Kind.MAILBOX),
        since=table.day("since", "write the day as 2026-03-02"),
        mark=_matching(table, "mark", _MARK, "give a keyword such as $Lurewatch, or \\\\Flagged", ""),
        earlier=table.number("earlier", 0, 100, 20),
        poll_seconds=table.number("poll_seconds", 5, 1500, 60),
        found=found,
        journal=table.path("journal") or found.with_name(f"{found.name}.journal"),
    )
    _check(table, mailbox)
    table.end(("oauth2", *(one.name for one in fields(Mailbox))))
    return mailbox


def _missing(table: Table, key: str, advice: str) -> Path:
    table.fault(key, f"missing; {advice}")
    return Path(key)


def _matching(table: Table, key: str, form: re.Pattern[str], advice: str, default: str | None = None) -> str:
    text = table.text(key, advice, default)
    if text and not form.fullmatch(text):
        table.fault(key, f"{text[:60]!a} will not do; {advice}")
    return text


def _address(table: Table, user: str) -> str:
    advice = "give the address whose mail lies there, as kim@firm.example"
    address = table.text("address", advice, user if "@" in user else None)
    if address and "@" not in address[1:-1]:
        table.fault("address", f"{address[:60]!a} is no address; {advice}")
    return address


def _tokens(table: Table) -> TokenSource:
    tokens = TokenSource(
        url=table.text("url", "give the token endpoint, as https://login.firm.example/token"),
        client_id=table.text("client_id", "give the id under which Lurewatch is registered there"),
        grant=table.choice("grant", Grant.REFRESH),
        scope=table.text("scope", "give the scope that is asked for, or leave it out", ""),
    )
    table.end(("url", "client_id", "grant", "scope"))
    return tokens


def _check(table: Table, mailbox: Mailbox) -> None:
    """What single entries cannot show."""
    if mailbox.tokens and mailbox.sign_in is SignIn.PASSWORD:
        table.fault("oauth2", "set, but sign_in is password; set sign_in to xoauth2 or oauthbearer, or take it out")
    if mailbox.found == mailbox.journal:
        table.fault("journal", "is the file that findings are written to; name another")
    if len({*mailbox.folders}) < len(mailbox.folders):
        table.fault("folders", "names a folder twice; name each once")
    if not mailbox.folders:
        table.fault("folders", f"empty; {_FOLDERS}")
