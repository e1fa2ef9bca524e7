"""The figures of a period, each with what it counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lurewatch.model.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both counted; None where it is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what one of it is, and, where it is not exact, the 95 % interval; `of` is what it is a part of."""

    name: str
    value: float
    unit: str
    of: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday on: approaches that began in it, how many of our people, and of which personas."""

    monday: date
    approaches: int
    people: int
    personas: int


@dataclass(frozen=True, slots=True)
class Change:
    """How often approaches begun in the later weeks were to those in the earlier ones, week for week.

    `ratio` is None where there was none earlier; `is_noise` where the 95 % interval holds no change at all.
    """

    weeks: int
    later: int
    earlier: int
    ratio: float | None
    low: float
    high: float | None

    @property
    def is_noise(self) -> bool:
        """Whether chance alone explains the change."""
        return self.low <= 1 and (self.high is None or self.high >= 1)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted in a period, and how many `conversations` were read for it.

    `by` counts approaches by what they are. Of the conversations read, `outside` lie outside the period, `undated` have
    no time, and `future` one after today, which is no time either: these are in no week.
    """

    period: Period
    figures: tuple[Figure, ...] = ()
    weeks: tuple[Week, ...] = ()
    by: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    change: Change | None = None
    unseen: Mapping[str, Estimate] = field(default_factory=dict)
    conversations: int = 0
    outside: int = 0
    undated: int = 0
    future: int = 0
