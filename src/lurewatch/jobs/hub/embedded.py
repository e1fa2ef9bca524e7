"""The figures of few organisations in this process, without Spark."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lurewatch import flow
from lurewatch.errors import LineError
from lurewatch.figures.sums import sums_of
from lurewatch.jobs.hub.counting import Bad, Counts, Wanted, by_place, clash_at
from lurewatch.jobs.hub.gathered import Gathered
from lurewatch.jobs.hub.row import JudgedRow, Row, RowJudge, seen
from lurewatch.model.counted import Counted
from lurewatch.model.kind import REALISTIC


class _Held(NamedTuple):
    """A judged row and where it stands; of two of one conversation, the lesser is kept."""

    file: str
    row: int
    judged: JudgedRow

    @property
    def order(self) -> tuple[int, str, int]:
        return -self.judged.messages, self.file, self.row


@dataclass(slots=True)
class _Kept:
    """The rows by what they tell of, each with the ways of all that tell of it, and what was left out."""

    rows: dict[int, _Held] = field(default_factory=dict)
    ways: dict[int, int] = field(default_factory=dict)
    organisations: set[str] = field(default_factory=set)
    repeating: set[str] = field(default_factory=set)
    failed: list[Bad] = field(default_factory=list)
    taken: int = 0
    repeated: int = 0
    clashing: int = 0

    def add(self, one: _Held) -> None:
        """Takes a row."""
        same, organisation = one.judged.same, one.judged.counted.organisation
        self.organisations.add(organisation)
        self.ways[same] = self.ways.get(same, 0) | one.judged.ways
        if other := self.rows.get(same):
            self.repeated += 1
            self.repeating.add(organisation)
            one = min(one, other, key=lambda held: held.order)
        self.rows[same] = one

    def without_clashes(self) -> list[_Held]:
        """Those that count: of several conversations under one id, the first by its place."""
        first: dict[str, _Held] = {}
        for one in sorted(self.rows.values(), key=lambda held: held[:2]):
            if first.setdefault(one.judged.id, one) is not one:
                self.failed.append(clash_at(one.file, one.row))
                self.clashing += 1
        return list(first.values())

    def gathered(self, begun: Gathered, failed: int) -> Gathered:
        """What was handed over and left out, but for ways of seeing."""
        return replace(
            begun,
            rows=self.taken,
            organisations=len(self.organisations),
            failed=failed,
            repeated=self.repeated,
            repeating=len(self.repeating),
            clashing=self.clashing,
        )


def counted(rows: Callable[[], Iterable[Row]], wanted: Wanted, begun: Gathered) -> Counts:
    """What rows come to, which are gone through twice; what is no conversation is told and costs nothing else.

    `begun` says of the files from which they are.
    """
    kept = _Kept()
    judge = RowJudge(wanted.options, wanted.ways)
    for row in rows():
        kept.taken += 1
        try:
            kept.add(_Held(row.file, row.number, judge.row(row)))
        except LineError as error:
            kept.failed.append(Bad(row.file, row.number, str(error)))
    failed = len(kept.failed)
    held = kept.without_clashes()
    conversations = [seen(one.judged.counted, kept.ways[one.judged.same], wanted.ways) for one in held]
    places = {one[:2] for one in held}
    return Counts(
        sums_of(conversations, wanted.period, wanted.today),
        _approaches(held, conversations),
        flow.link((row.line for row in rows() if row[:2] in places), wanted.options).campaigns,
        replace(kept.gathered(begun, failed), unseen_by=sum(not kept.ways[one.judged.same] for one in held)),
        by_place(kept.failed),
    )


def _approaches(held: Sequence[_Held], conversations: Sequence[Counted]) -> list[tuple[str, Counted]]:
    both = zip(held, conversations, strict=True)
    found = ((one.judged.id, counted) for one, counted in both if counted.probability >= REALISTIC)
    return sorted(found, key=lambda one: one[0])
