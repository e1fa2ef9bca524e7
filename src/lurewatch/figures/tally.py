"""What is counted, each thing once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import sqrt
from statistics import median

from lurewatch.figures.chao import lower_bound
from lurewatch.figures.histories import histories
from lurewatch.figures.loglinear import in_all
from lurewatch.figures.trend import change
from lurewatch.model.counted import Counted
from lurewatch.model.estimate import Estimate
from lurewatch.model.figures import Figure, Figures, Period, Week
from lurewatch.model.kind import REALISTIC, Stage, Verdict

_Z = 1.959964  # of the normal distribution, for 95 %
_WEEK = timedelta(7)
_GRADES: dict[str, int] = {value: grade for grades in (Verdict, Stage) for grade, value in enumerate(grades)}
REPORTED, READ = "reports by staff", "reading of mailboxes"
_BY: Mapping[str, Callable[[Counted], Iterable[str]]] = {
    "verdict": lambda one: (one.verdict,),
    "channel": lambda one: (one.channel,),
    "stage reached": lambda one: (one.stage,),
    "protected topic": lambda one: one.topics or ("none named",),
}


def figures(conversations: Iterable[Counted], period: Period, today: date) -> Figures:
    """The figures of what began in a period. An approach is counted from "realistic possibility" on.

    What has no time, or one after `today`, is in no week; it is counted where the period is open on both sides.
    """
    every = list(conversations)
    future = sum(one.day is not None and one.day > today for one in every)
    every = [replace(one, day=None) if one.day and one.day > today else one for one in every]
    read = [one for one in every if period == Period() or (one.day is not None and period.holds(one.day))]
    approaches = [one for one in read if one.probability >= REALISTIC]
    weeks = tuple(_weeks(approaches, period))
    return Figures(
        period,
        tuple(_counted(approaches, read)),
        weeks,
        {name: _by(approaches, of) for name, of in _BY.items()},
        change(weeks),
        dict(_unseen(approaches)),
        len(read),
        outside=sum(one.day is not None for one in every) - sum(one.day is not None for one in read),
        undated=sum(one.day is None for one in every) - future,
        future=future,
    )


def _by(approaches: Sequence[Counted], of: Callable[[Counted], Iterable[str]]) -> dict[str, int]:
    """How many there are of each: what is graded in its own order, from the highest down; the rest by the alphabet."""
    counts = Counter(value for one in approaches for value in of(one))
    return {value: counts[value] for value in sorted(counts, key=lambda value: (-_GRADES.get(value, 0), value))}


def _counted(approaches: Sequence[Counted], read: Sequence[Counted]) -> Iterator[Figure]:
    yield Figure("approaches", len(approaches), "conversations of one contact with one of our people", len(read))
    yield _expected(read)
    yield Figure("people approached", _different(one.person for one in approaches), "of our people, each once")
    yield Figure("personas", _different(one.persona for one in approaches), "contacts, one where a campaign joins them")
    yield Figure("campaigns", _different(one.campaign for one in approaches), "with at least one approach among them")
    known = sum(bool(one.organisation) for one in read)
    yield Figure("organisations", _different(one.organisation for one in approaches), "each once, where named", known)
    yield Figure(
        "reported", sum(one.reported for one in approaches), "approaches that our people passed on", len(approaches)
    )
    disclosed = [one for one in approaches if one.alerted_first is not None]
    first = sum(bool(one.alerted_first) for one in disclosed)
    yield Figure("alert before disclosure", first, "approaches in which something was given away", len(disclosed))
    days = [one.days_to_alert for one in approaches if one.days_to_alert is not None]
    if days:
        yield Figure("days to the alert", median(days), "median, from the first message to the one that made it likely")


def _expected(read: Sequence[Counted]) -> Figure:
    """How many covert approaches the probabilities of all conversations come to; the spread is that of chance alone."""
    total = sum(one.probability for one in read)
    spread = _Z * sqrt(sum(one.probability * (1 - one.probability) for one in read))
    unit = "covert approaches, the sum of all probabilities"
    return Figure("expected", total, unit, len(read), max(0.0, total - spread), total + spread)


def _different(keys: Iterable[str]) -> int:
    return len({key for key in keys if key})


def _weeks(approaches: Sequence[Counted], period: Period) -> Iterator[Week]:
    """Every week from the first to the last, empty ones too; of the period, where it is bounded."""
    days = [one.day for one in approaches if one.day]
    ends = [day for day in (period.first, period.last) if day]
    if not days and len(ends) < 2:
        return
    monday, last = (_monday(bound) for bound in (period.first or min(days), period.last or max(days)))
    by_week: dict[date, list[Counted]] = {}
    for one in approaches:
        if one.day:
            by_week.setdefault(_monday(one.day), []).append(one)
    while monday <= last:
        these = by_week.get(monday, [])
        people, personas = (_different(keys) for keys in ([x.person for x in these], [x.persona for x in these]))
        yield Week(monday, len(these), people, personas)
        monday += _WEEK


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _unseen(approaches: Sequence[Counted]) -> Iterator[tuple[str, Estimate]]:
    """How many there are beyond those seen: approaches by two ways of seeing, personas by the people they wrote to."""
    ways = [[way for way, by in ((REPORTED, one.reported), (READ, one.read)) if by] for one in approaches]
    yield "approaches", in_all(histories((REPORTED, READ), ways))
    people: dict[str, set[str]] = {}
    for one in approaches:
        if one.persona and one.person:
            people.setdefault(one.persona, set()).add(one.person)
    yield "personas", lower_bound(_times([len(who) for who in people.values()]))


def _times(counts: Sequence[int]) -> list[int]:
    """How many have each count, from 0 on."""
    found = [0] * (max(counts, default=0) + 1)
    for count in counts:
        found[count] += 1
    return found
