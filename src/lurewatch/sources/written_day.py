"""The day that a person or a program wrote: `2 March 2026`, `2. März`, `lundi 2 mars 2026`, `Mar 2`, `3/2/2026`."""

import re
from datetime import date
from typing import NamedTuple

from lurewatch.sources.day_order import Order, day_of

_MONTHS = {
    "jan": 1, "ene": 1, "fev": 2, "fév": 2, "feb": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "avr": 4, "abr": 4,
    "may": 5, "mai": 5, "jun": 6, "juin": 6, "jul": 7, "juil": 7, "aug": 8, "aoû": 8, "ago": 8, "sep": 9, "oct": 10,
    "okt": 10, "nov": 11, "dec": 12, "déc": 12, "dez": 12, "dic": 12,
    "maart": 3, "mei": 5, "gennaio": 1, "maggio": 5, "giugno": 6, "luglio": 7, "settembre": 9, "ottobre": 10,
    "setembro": 9, "outubro": 10,
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")[^\W\d_]{0,7}\.?"
_NTH = r"(?:st|nd|rd|th|er|º)?"
_DAY_FIRST = rf"\b(?P<day>\d{{1,2}}){_NTH}\.? (?:de )?{_MONTH}(?:,? (?:de )?(?P<year>\d{{4}})\b)?"
_MONTH_FIRST = rf"\b{_MONTH} (?P<day>\d{{1,2}}){_NTH}\b(?:,? (?P<year>\d{{4}})\b)?"
_IN_WORDS = [re.compile(form, re.IGNORECASE) for form in (_DAY_FIRST, _MONTH_FIRST)]
# The same without names for their parts, to stand in other patterns.
IN_WORDS = "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in (_DAY_FIRST, _MONTH_FIRST))
IN_NUMBERS = r"\d{1,4}([/.\-]) ?\d{1,2}\1 ?\d{1,4}"
_NUMBERS = re.compile(IN_NUMBERS)


class Day(NamedTuple):
    """A day as it was written; `numbers` where it consists of them alone, so that their order must be told first.

    `rest` is the text without it.
    """

    day: date | None = None
    numbers: str = ""
    rest: str = ""

    def on(self, order: Order) -> date | None:
        """The day, numbers read in this order; None where it has no year, or was none."""
        return day_of(self.numbers, order) if self.numbers else self.day


def day_in(text: str) -> Day:
    """The day that a short text names, if it names one with its year."""
    for form in _IN_WORDS:
        if found := form.search(text):
            day = _date(found["year"], found["month"], found["day"])
            return Day(day, "", text[: found.start()] + text[found.end() :])
    numbers = _NUMBERS.search(text)
    if numbers is None:
        return Day(rest=text)
    return Day(None, numbers[0], text[: numbers.start()] + text[numbers.end() :])


def _date(year: str | None, month: str, day: str) -> date | None:
    try:
        return date(int(year or ""), _MONTHS[month.casefold()], int(day))
    except ValueError:
        return None
