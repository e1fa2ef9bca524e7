"""When a quoted mail was sent, as a mail program writes it for its reader.

English, German, French, Spanish, Italian, Dutch and Portuguese, with 12 or 24 hours, zone or none:
`Thursday, March 12, 2026 10:00 AM`, `Do., 12. März 2026 um 10:00 Uhr`, `jeudi 12 mars 2026 à 10 h 00`,
`12/03/2026 10:00`.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

_LONGEST = 150
_MONTHS = (
    ("january", "januar", "jänner", "janvier", "enero", "gennaio", "januari", "janeiro"),
    ("february", "februar", "feber", "février", "febrero", "febbraio", "februari", "fevereiro"),
    ("march", "märz", "maerz", "mars", "marzo", "maart", "mrt", "março"),
    ("april", "avril", "abril", "aprile"),
    ("may", "mai", "mayo", "maggio", "mei", "maio"),
    ("june", "juni", "juin", "junio", "giugno", "junho"),
    ("july", "juli", "juillet", "julio", "luglio", "julho"),
    ("august", "août", "agosto", "augustus"),
    ("september", "septembre", "septiembre", "settembre", "setembro"),
    ("october", "oktober", "octobre", "octubre", "ottobre", "outubro"),
    ("november", "novembre", "noviembre", "novembro"),
    ("december", "dezember", "décembre", "diciembre", "dicembre", "dezembro"),
)
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "cet": 60, "mez": 60, "bst": 60, "west": 60, "cest": 120,
    "mesz": 120, "eet": 120, "eest": 180, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
    "mdt": -360, "pst": -480, "pdt": -420,
}  # fmt: skip  # minutes ahead of UTC
_OF = r"(?:\s+del?)?"
_BY_NAME = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?{_OF}[\s-]+(?P<month>[^\W\d_]{{3,12}})\.?,?{_OF}[\s-]+(?P<year>\d{{4}})(?!\d)"
    r"|(?P<month2>[^\W\d_]{3,12})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})(?!\d)"
)
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_TIME = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:\s?[:.h]\s?(\d{2})(?!\d)(?:[:.](\d{2})(?!\d))?|(?=\s?(?:h|Uhr|[ap]\.?\s?m)\b))"
    r"(?:\s?(?:Uhr|h)\b)?(?:\s?([ap])\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\s*\(?(?:UTC|GMT)?\s?([+−-])(\d{1,2}):?(\d{2})?(?!\d)", re.IGNORECASE)
_ZONE = re.compile(r"\s*\(?([A-Za-z]{1,4})\b")


class Written(NamedTuple):
    """A clock's reading without its zone, how far the zone is ahead of UTC (None if not told), and the other reading.

    `other` is the reading with day and month the other way round, where `03/04/2026` may mean both.
    """

    clock: datetime
    ahead: timedelta | None = None
    other: datetime | None = None


def written_date(text: str) -> Written | None:
    """The date and time in a line; None where it holds none that exists. A date alone is its midnight."""
    line = " ".join(text[:_LONGEST].split())
    for days, end in _days(line):
        hour, minute, second, after = _time(line, end)
        clocks = [clock for day in days if (clock := _clock(day, (hour, minute, second))) is not None]
        if clocks:
            return Written(clocks[0], _ahead(line[after:]), clocks[1] if len(clocks) > 1 else None)
    return None


def moment(written: Written, ahead: timedelta, before: datetime | None) -> datetime | None:
    """The time in UTC; `ahead` is the zone where none is told.

    Of two readings the later that lies `before` some time (that of the mail which quotes it), a day's grace given.
    """
    readings = [clock for clock in (written.clock, written.other) if clock is not None]
    try:
        times = [
            (clock - (ahead if written.ahead is None else written.ahead)).replace(tzinfo=UTC) for clock in readings
        ]
    except OverflowError:
        return None
    if before is None or len(times) == 1:
        return times[0]
    possible = [time for time in times if time <= before + timedelta(days=1)]
    return max(possible, default=times[0])


def _days(line: str) -> Iterator[tuple[list[tuple[int, int, int]], int]]:
    """Years, months and days that the line may mean, and where they end in it."""
    for named in _BY_NAME.finditer(line):
        month = _MONTH_OF.get(_plain(named["month"] or named["month2"]))
        if month:
            yield [(int(named["year"] or named["year2"]), month, int(named["day"] or named["day2"]))], named.end()
    if found := _ISO.search(line):
        yield [(int(found[1]), int(found[3]), int(found[4]))], found.end()
    if found := _NUMBERS.search(line):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        year += 2000 if year < 100 else 0
        days = [(year, second, first)]
        if found[2] == "/" and first != second:
            days.append((year, first, second))
        yield days, found.end()


def _time(line: str, start: int) -> tuple[int, int, int, int]:
    """Hour, minute and second, looked for after the day and then before it, and where what tells the zone begins."""
    found = _TIME.search(line, start) or _TIME.search(line[:start])
    if found is None:
        return 0, 0, 0, len(line)
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    return hour, int(found[2] or 0), min(int(found[3] or 0), 59), found.end()


def _clock(day: tuple[int, int, int], time: tuple[int, int, int]) -> datetime | None:
    try:
        return datetime(*day, *time)
    except ValueError:
        return None


def _ahead(rest: str) -> timedelta | None:
    """How far the zone that stands after a time is ahead of UTC."""
    if found := _OFFSET.match(rest):
        minutes = 60 * int(found[2]) + int(found[3] or 0)
        return timedelta(minutes=-minutes if found[1] != "+" else minutes) if minutes < 16 * 60 else None
    named = _ZONE.match(rest)
    minutes_ahead = _ZONES.get(named[1].lower()) if named else None
    return None if minutes_ahead is None else timedelta(minutes=minutes_ahead)


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _month_names() -> dict[str, int]:
    """Every name and every beginning of it of three letters and more that means one month only."""
    meant: dict[str, set[int]] = {}
    for number, names in enumerate(_MONTHS, start=1):
        for name in map(_plain, names):
            for length in range(3, len(name) + 1):
                meant.setdefault(name[:length], set()).add(number)
    exact = {_plain(name): number for number, names in enumerate(_MONTHS, start=1) for name in names}
    return {name: next(iter(numbers)) for name, numbers in meant.items() if len(numbers) == 1} | exact


_MONTH_OF = _month_names()
