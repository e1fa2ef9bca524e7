"""The figures of few organisations in this process, without Spark."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lurewatch import flow
from lurewatch.errors import LineError
from lurewatch.figures.sums import sums_of
from lurewatch.jobs.hub.counting import Bad, Counts, Wanted, by_place, clash_at
from lurewatch.jobs.hub.gathered import Gathered
from lurewatch.jobs.hub.handed import Row, fault_of, gap_of, rows_in
from lurewatch.jobs.hub.row import JudgedRow, RowJudge, seen
from lurewatch.model.counted import Counted
from lurewatch.model.gap import Gap
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


def counted(files: Sequence[Path], wanted: Wanted) -> Counts:
    """What files come to; what cannot be read of them is told and costs nothing else."""
    faults = {path: fault for path in files if (fault := fault_of(path))}
    readable = [path for path in files if path not in faults]
    kept = _Kept()
    judge = RowJudge(wanted.options, wanted.ways)
    for row in _all(readable):
        kept.taken += 1
        try:
            kept.add(_Held(row.file, row.number, judge.row(row.line, row.seen_by, (row.file, row.number))))
        except LineError as error:
            kept.failed.append(Bad(row.file, row.number, str(error)))
    failed = len(kept.failed)
    held = kept.without_clashes()
    conversations = [seen(one.judged.counted, kept.ways[one.judged.same], wanted.ways) for one in held]
    gaps = tuple(gap_of(path, fault) for path, fault in faults.items())
    return Counts(
        sums_of(conversations, wanted.period, wanted.today),
        _approaches(held, conversations),
        flow.link(_lines(readable, held), wanted.options).campaigns,
        _gathered(gaps, (len(files), failed), kept, sum(kept.ways[one.judged.same] == 0 for one in held)),
        by_place(kept.failed),
    )


def _all(files: Sequence[Path]) -> Iterator[Row]:
    return (row for path in files for row in rows_in(path))


def _lines(files: Sequence[Path], held: Sequence[_Held]) -> Iterator[bytes]:
    places = {one[:2] for one in held}
    return (row.line for row in _all(files) if row[:2] in places)


def _approaches(held: Sequence[_Held], conversations: Sequence[Counted]) -> list[tuple[str, Counted]]:
    both = zip(held, conversations, strict=True)
    found = ((one.judged.id, counted) for one, counted in both if counted.probability >= REALISTIC)
    return sorted(found, key=lambda one: one[0])


def _gathered(gaps: tuple[Gap, ...], counts: tuple[int, int], kept: _Kept, unseen_by: int) -> Gathered:
    files, failed = counts
    return Gathered(
        files,
        gaps,
        kept.taken,
        len(kept.organisations),
        failed,
        kept.repeated,
        len(kept.repeating),
        kept.clashing,
        unseen_by,
    )
