"""On what basis mail is read that nobody reported, and how the people were told."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from lurewatch.config.table import Table

_ADVICE = {
    "basis": "write in words on what legal basis mail is read (law, agreement, consent), and where that is filed",
    "notice": "write how and when the people whose mail is read were told",
    "recorded_by": "name who recorded this and answers for it",
    "scope": "write whose mail, and which, is read",
}
_DAY = "write the day on which this was recorded, as 2026-03-02"


@dataclass(frozen=True, slots=True)
class Watching:
    """The recorded basis and notice, each in words, whose mail they cover, by whom recorded and when."""

    basis: str
    notice: str
    scope: str
    recorded_by: str
    recorded_on: date


def watching_of(table: Table) -> Watching:
    """What the table `[watching]` records; every entry is needed."""
    basis, notice, recorded_by, scope = (_in_words(table, key) for key in _ADVICE)
    day = table.day("recorded_on", _DAY)
    if day is None and not any("] recorded_on:" in fault for fault in table.faults):
        table.fault("recorded_on", f"missing; {_DAY}")
    elif day is not None and day > _today():
        table.fault("recorded_on", f"{day} lies in the future; nothing is read before it is recorded")
    table.end((*_ADVICE, "recorded_on"))
    return Watching(basis, notice, scope, recorded_by, day or date.min)


def _in_words(table: Table, key: str) -> str:
    text = table.text(key, _ADVICE[key])
    if text and not any(sign.isalpha() for sign in text):
        table.fault(key, f"{text[:20]!a} holds no words; {_ADVICE[key]}")
    return text


def _today() -> date:
    """The latest day that it is anywhere, so that no time zone makes today the future."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()
