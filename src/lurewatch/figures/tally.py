"""What is counted, each thing once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import sqrt
from statistics import median

from lurewatch.figures.chao import lower_bound
from lurewatch.figures.histories import histories
from lurewatch.figures.loglinear import in_all
from lurewatch.figures.sums import Sums, is_of, placed, sums_of
from lurewatch.figures.trend import change
from lurewatch.model.counted import Counted
from lurewatch.model.estimate import Estimate
from lurewatch.model.figures import Figure, Figures, Period, Week
from lurewatch.model.kind import REALISTIC, Stage, Verdict

_Z = 1.959964  # of the normal distribution, for 95 %
_WEEK = timedelta(7)
_GRADES: dict[str, int] = {value: grade for grades in (Verdict, Stage) for grade, value in enumerate(grades)}
WAYS = REPORTED, READ = "reports by staff", "reading of mailboxes"
_BY: Mapping[str, Callable[[Counted], Iterable[str]]] = {
    "verdict": lambda one: (one.verdict,),
    "channel": lambda one: (one.channel,),
    "stage reached": lambda one: (one.stage,),
    "protected topic": lambda one: one.topics or ("none named",),
}


def figures(conversations: Iterable[Counted], period: Period, today: date, ways: Sequence[str] = WAYS) -> Figures:
    """The figures of what began in a period. An approach is counted from "realistic possibility" on.

    What has no time, or one after `today`, is in no week; it is counted where the period is open on both sides. `ways`
    are the ways of seeing that tell how many were not seen.
    """
    every = list(conversations)
    return told(sums_of(every, period, today), approaches_of(every, period, today), period, ways)


def approaches_of(conversations: Iterable[Counted], period: Period, today: date) -> list[Counted]:
    """Those that count as approaches in a period, each with its day, or without where that is after today."""
    seen = (placed(one, today) for one in conversations if one.probability >= REALISTIC)
    return [one for one in seen if is_of(one, period)]


def told(sums: Sums, approaches: Sequence[Counted], period: Period, ways: Sequence[str] = WAYS) -> Figures:
    """The figures, from what everything read adds up to and the approaches among it, in any order."""
    weeks = tuple(_weeks(approaches, period))
    return Figures(
        period,
        tuple(_counted(approaches, sums)),
        weeks,
        {name: _by(approaches, of) for name, of in _BY.items()},
        change(weeks),
        dict(_unseen(approaches, ways)),
        sums.conversations,
        outside=sums.outside,
        undated=sums.undated,
        future=sums.future,
    )


def _by(approaches: Sequence[Counted], of: Callable[[Counted], Iterable[str]]) -> dict[str, int]:
    """How many there are of each: what is graded in its own order, from the highest down; the rest by the alphabet."""
    counts = Counter(value for one in approaches for value in of(one))
    return {value: counts[value] for value in sorted(counts, key=lambda value: (-_GRADES.get(value, 0), value))}


def _counted(approaches: Sequence[Counted], sums: Sums) -> Iterator[Figure]:
    yield Figure(
        "approaches", len(approaches), "conversations of one contact with one of our people", sums.conversations
    )
    yield _expected(sums)
    yield Figure("people approached", _different(one.person for one in approaches), "of our people, each once")
    yield Figure("personas", _different(one.persona for one in approaches), "contacts, one where a campaign joins them")
    yield Figure("campaigns", _different(one.campaign for one in approaches), "with at least one approach among them")
    yield Figure(
        "organisations", _different(one.organisation for one in approaches), "each once, where named", sums.named
    )
    yield Figure(
        "reported", sum(one.reported for one in approaches), "approaches that our people passed on", len(approaches)
    )
    disclosed = [one for one in approaches if one.alerted_first is not None]
    first = sum(bool(one.alerted_first) for one in disclosed)
    yield Figure("alert before disclosure", first, "approaches in which something was given away", len(disclosed))
    days = [one.days_to_alert for one in approaches if one.days_to_alert is not None]
    if days:
        yield Figure("days to the alert", median(days), "median, from the first message to the one that made it likely")


def _expected(sums: Sums) -> Figure:
    """How many covert approaches the probabilities of all conversations come to; the spread is that of chance alone."""
    total, spread = sums.expected, _Z * sqrt(sums.variance)
    unit = "covert approaches, the sum of all probabilities"
    return Figure("expected", total, unit, sums.conversations, max(0.0, total - spread), total + spread)


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


def _unseen(approaches: Sequence[Counted], ways: Sequence[str]) -> Iterator[tuple[str, Estimate]]:
    """How many there are beyond those seen: approaches by ways of seeing, personas by the people they wrote to."""
    yield "approaches", in_all(histories(ways, map(seen_by, approaches)))
    people: dict[str, set[str]] = {}
    for one in approaches:
        if one.persona and one.person:
            people.setdefault(one.persona, set()).add(one.person)
    yield "personas", lower_bound(_times([len(who) for who in people.values()]))


def seen_by(one: Counted) -> tuple[str, ...]:
    """The ways by which one was seen."""
    return (*((REPORTED,) if one.reported else ()), *((READ,) if one.read else ()), *one.seen_by)


def _times(counts: Sequence[int]) -> list[int]:
    """How many have each count, from 0 on."""
    found = [0] * (max(counts, default=0) + 1)
    for count in counts:
        found[count] += 1
    return found
