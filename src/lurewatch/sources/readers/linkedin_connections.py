"""Connections of a LinkedIn export: Connections.csv of every era, with English or German columns."""

import re
from collections.abc import Iterator
from datetime import date

from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.gap import Gap
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import Head
from lurewatch.sources.table import Row, rows
from lurewatch.text import handles

_ENGLISH = ("first name", "connected on")
_GERMAN = ("vorname", "verbunden am")
_DATE = re.compile(r"(\d{1,2})\.? ([^\W\d_]{3,9})\.? (\d{4})")
# The first three letters of a month, in English and German.
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12,
}  # fmt: skip


class LinkedInConnections:
    """Reads LinkedIn's table of connections."""

    kind = "LinkedIn connections"

    def recognises(self, head: Head) -> bool:
        """Whether its columns are those of LinkedIn connections, a preamble before them or not."""
        return head.has_columns(*_ENGLISH) or head.has_columns(*_GERMAN)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """Whom the owner is connected with; rows of members who hid themselves are empty and passed over."""
        wanted = _ENGLISH if Head(opened.head).has_columns(*_ENGLISH) else _GERMAN
        for row in rows(opened, wanted):
            if isinstance(row, Gap):
                yield row
            else:
                yield from _acquaintance(row, opened.source)


def _acquaintance(row: Row, source: str) -> Iterator[Item]:
    name = f"{row.cell('first name', 'vorname')} {row.cell('last name', 'nachname')}".strip()
    url, address = row.cell("url"), row.cell("email address", "e-mail-adresse")
    if not (name or url or address):
        return
    handle = handles.profile(url, name) if url else handles.email(address, name) if address else handles.named(name)
    clock = row.cell("connected on", "verbunden am")
    since = _date(clock)
    also = (handles.email(address, name),) if url and address else ()
    yield Acquaintance(handle, row.cell("company", "unternehmen"), row.cell("position"), since, also)
    if clock and since is None:
        yield Gap("the date of a connection", f"{source}, row {row.number}", "no date that is known; kept without one")


def _date(clock: str) -> date | None:
    """`08 Feb 2026`, `8. Februar 2026`, or ISO 8601."""
    found = _DATE.fullmatch(clock)
    try:
        if found is None:
            return date.fromisoformat(clock)
        return date(int(found[3]), _MONTHS[found[2][:3].casefold()], int(found[1]))
    except (ValueError, KeyError):
        return None
