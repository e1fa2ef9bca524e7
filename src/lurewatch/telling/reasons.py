"""Evidence as a reader takes it in: one numbered reason for each indicator, with all its quotes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from lurewatch.model.assessment import Assessment
from lurewatch.model.evidence import Evidence
from lurewatch.model.kind import Kind
from lurewatch.telling.highlight import Mark

_MOST_QUOTES = 4


class Quote(NamedTuple):
    """The exact words, and the message that holds them (counted from 1, as a reader does)."""

    message: int
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """An indicator that was seen: its number on the page, its decibans together, its sentence and other reading."""

    number: int
    indicator: str
    family: str
    decibans: float
    text: str
    innocent: str
    quotes: tuple[Quote, ...]
    seen_in: tuple[Evidence, ...]

    @property
    def tone(self) -> str:
        """Which way it speaks: `for`, `against`, or `none` where it weighs nothing."""
        if abs(self.decibans) < 0.05:
            return "none"
        return "for" if self.decibans > 0 else "against"

    @property
    def odds(self) -> str:
        """The weight in words: how many times likelier it makes one reading."""
        times = 10 ** (abs(self.decibans) / 10)
        return f"{times:.0f}" if times >= 9.5 else f"{times:.1f}".removesuffix(".0")


class Part(NamedTuple):
    """Reasons that belong under one heading."""

    heading: str
    reasons: tuple[Reason, ...]


def reasons_of(assessment: Assessment) -> tuple[Reason, ...]:
    """The reasons, numbered: what speaks for an approach from the strongest down, then what speaks against."""
    by_indicator: dict[str, list[Evidence]] = {}
    for one in assessment.evidence:
        by_indicator.setdefault(one.indicator, []).append(one)
    totals = {indicator: sum(one.decibans for one in seen) for indicator, seen in by_indicator.items()}
    order = sorted(by_indicator, key=lambda indicator: (_rank(totals[indicator]), -abs(totals[indicator])))
    return tuple(_reason(number, by_indicator[name], totals[name]) for number, name in enumerate(order, start=1))


def _rank(decibans: float) -> int:
    if abs(decibans) < 0.05:
        return 2
    return 0 if decibans > 0 else 1


def _reason(number: int, seen: Sequence[Evidence], decibans: float) -> Reason:
    strongest = max(seen, key=lambda one: abs(one.decibans))
    return Reason(
        number,
        strongest.indicator,
        strongest.family,
        decibans,
        strongest.reason,
        strongest.innocent,
        tuple(islice(_quotes(seen), _MOST_QUOTES)),
        tuple(seen),
    )


def _quotes(seen: Sequence[Evidence]) -> Iterator[Quote]:
    """Each quote once, in order; none that lies within another of the same message."""
    quotes = dict.fromkeys(Quote(one.message + 1, one.quote) for one in seen if one.quote)
    by_message: dict[int, list[Quote]] = {}
    for quote in quotes:
        by_message.setdefault(quote.message, []).append(quote)
    for quote in quotes:
        others = (other for other in by_message[quote.message] if other is not quote)
        if not any(quote.text in other.text for other in others):
            yield quote


def parts_of(reasons: Iterable[Reason], kind: Kind) -> tuple[Part, ...]:
    """The reasons under their headings; a scam's own come first where the conversation is one."""
    rest = list(reasons)
    own = [one for one in rest if kind is Kind.SCAM and one.family == Kind.SCAM]
    rest = [one for one in rest if one not in own]
    found = (
        Part("What indicates a scam", tuple(own)),
        Part("What speaks for a covert approach", tuple(one for one in rest if one.tone == "for")),
        Part("What speaks against it", tuple(one for one in rest if one.tone == "against")),
        Part("Seen, without weight here", tuple(one for one in rest if one.tone == "none")),
    )
    return tuple(part for part in found if part.reasons)


def marks_of(reasons: Iterable[Reason]) -> dict[int, list[Mark]]:
    """By message (counted from 0) the spans of it that the reasons show, with their numbers."""
    marks: dict[int, list[Mark]] = {}
    for reason in reasons:
        for one in reason.seen_in:
            if one.end > one.start:
                marks.setdefault(one.message, []).append(Mark(reason.number, one.start, one.end))
    return marks


def without_span(reasons: Iterable[Reason]) -> dict[int, tuple[int, ...]]:
    """By message the numbers of reasons seen at it but not in its words: in its headers, or in the course of things."""
    numbers: dict[int, dict[int, None]] = {}
    for reason in reasons:
        for one in reason.seen_in:
            if one.end <= one.start:
                numbers.setdefault(one.message, {})[reason.number] = None
    return {message: tuple(found) for message, found in numbers.items()}
