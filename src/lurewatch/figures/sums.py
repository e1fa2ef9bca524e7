"""What everything that was read adds up to; sums of parts are put together by `+`, in any order, to the digit."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from datetime import date
from operator import add

from lurewatch.model.counted import Counted
from lurewatch.model.figures import Period

_WHOLE = 1 << 60  # probabilities are added up as whole numbers of this part: all digits that a float has


@dataclass(frozen=True, slots=True)
class Sums:
    """Of conversations: how many were read in a period, of how many the organisation is known, and what was not.

    `chances` and `spreads` are the sums of p and of p (1 - p) in units of 2^-60, p being each probability.
    """

    conversations: int = 0
    named: int = 0
    chances: int = 0
    spreads: int = 0
    outside: int = 0
    undated: int = 0
    future: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*map(add, self.numbers, other.numbers))

    @property
    def numbers(self) -> tuple[int, ...]:
        """All of them, in order: what `Sums` takes."""
        return astuple(self)

    @property
    def expected(self) -> float:
        """How many covert approaches the probabilities come to."""
        return self.chances / _WHOLE

    @property
    def variance(self) -> float:
        """The variance of that by chance alone."""
        return self.spreads / _WHOLE


def placed(one: Counted, today: date) -> Counted:
    """A conversation in time: a day after today is none."""
    return replace(one, day=None) if one.day and one.day > today else one


def is_of(one: Counted, period: Period) -> bool:
    """Whether a conversation counts in a period; what has no day counts where the period is open on both sides."""
    return period == Period() or (one.day is not None and period.holds(one.day))


def sums_of(conversations: Iterable[Counted], period: Period, today: date) -> Sums:
    """The sums over any conversations, a part of them or all."""
    read = named = chances = spreads = outside = undated = future = 0
    for given in conversations:
        one = placed(given, today)
        future += one.day is not given.day
        undated += given.day is None
        if not is_of(one, period):
            outside += one.day is not None
            continue
        read += 1
        named += bool(one.organisation)
        chances += round(one.probability * _WHOLE)
        spreads += round(one.probability * (1 - one.probability) * _WHOLE)
    return Sums(read, named, chances, spreads, outside, undated, future)
