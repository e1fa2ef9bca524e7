"""Which number of a written date is the day, the month and the year, told from all the dates of a file together."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

_NUMBERS = re.compile(r"\d+")
_EARLIEST, _LATEST = 2009, 2099  # the messengers that write such dates are no older
_AS_GOOD = 1.5  # times the fewest faults: a few lines that only look like messages must not decide
_CLOSER = 3  # times as close together: enough to prefer an order, never enough to be sure of it


class Order(Enum):
    """Where year, month and day stand in a date of three numbers."""

    DAY_FIRST = (2, 1, 0)
    MONTH_FIRST = (2, 0, 1)
    YEAR_FIRST = (0, 1, 2)

    @property
    def words(self) -> str:
        """`day first`."""
        return self.name.lower().replace("_", " ")


class Settled(NamedTuple):
    """The order taken, and why that is doubtful; empty if it is not."""

    order: Order
    doubt: str = ""


def numbers_of(written: str) -> tuple[str, str, str] | None:
    """The three numbers of a date as they are written, or None if they are not three."""
    found = _NUMBERS.findall(written)
    return (found[0], found[1], found[2]) if len(found) == 3 else None


def day_of(written: str, order: Order) -> date | None:
    """The day that a date means in this order; a year of two digits is of this century. None where there is none."""
    numbers = numbers_of(written)
    if numbers is None:
        return None
    year, month, day = (int(numbers[place]) for place in order.value)
    if len(numbers[order.value[0]]) < 3:
        year += 2000
    if not _EARLIEST <= year <= _LATEST or max(len(numbers[place]) for place in order.value[1:]) > 2:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(slots=True)
class _Trial:
    """How well one order explains the dates: those that are none in it, and how often time would run backwards."""

    order: Order
    faults: int = 0
    days: int = 0
    first: date = date.max
    last: date = date.min
    _before: date = date.min

    def take(self, day: date | None) -> None:
        if day is None:
            self.faults += 1
            return
        self.faults += day < self._before
        self.days += day != self._before
        self._before = day
        self.first, self.last = min(self.first, day), max(self.last, day)

    @property
    def span(self) -> int:
        return (self.last - self.first).days if self.days else 0


class DayOrder:
    """Takes the dates of a file in the order of the file, some numbers of memory for all of them."""

    def __init__(self) -> None:
        self._trials = [_Trial(order) for order in Order]
        self._example = ""

    def take(self, written: str) -> None:
        """Take the date of a line; the same as that of the line before need not be given."""
        days = [day_of(written, trial.order) for trial in self._trials]
        for trial, day in zip(self._trials, days, strict=True):
            trial.take(day)
        if not self._example and len({day for day in days[:2] if day}) > 1:
            self._example = written

    def settle(self, *, is_half_day: bool = False) -> Settled:
        """The order that most dates are possible in and time runs forwards in; between equals, that of habit.

        The year comes first only where nothing else fits. Dots are written day first everywhere. With slashes it is
        month first where the clock has AM and PM (`is_half_day`), else day first: a guess, and told as a doubt.
        """
        fewest = min(trial.faults for trial in self._trials)
        best = [trial for trial in self._trials if trial.faults <= fewest * _AS_GOOD]
        best = [trial for trial in best if trial.order is not Order.YEAR_FIRST] or best
        if len(best) == 1 or not self._example:
            return Settled(best[0].order)
        if "." in self._example and best[0].order is Order.DAY_FIRST:
            return Settled(Order.DAY_FIRST)
        taken, why = _closest(best) or _usual(best, is_half_day=is_half_day)
        doubt = f"whether {self._example} begins with the day or the month cannot be told from all its dates together"
        return Settled(taken.order, f"{doubt}; taken as {taken.order.words}{why}; compare with the phone")


def _closest(equals: list[_Trial]) -> tuple[_Trial, str] | None:
    """The order in which the days lie much closer together, as the days of one correspondence do."""
    nearest, *others = sorted(equals, key=lambda trial: trial.span)
    if nearest.days < 4 or any(other.span < _CLOSER * nearest.span for other in others):
        return None
    return nearest, ", since so its days lie closer together"


def _usual(equals: list[_Trial], *, is_half_day: bool) -> tuple[_Trial, str]:
    wanted = Order.MONTH_FIRST if is_half_day else Order.DAY_FIRST
    return next((trial for trial in equals if trial.order is wanted), equals[0]), ""
