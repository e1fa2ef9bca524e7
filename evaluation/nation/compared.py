"""A nation counted as a hub counts it, held to its truth: what was true, what was seen, what was estimated."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from evaluation.nation.coverage import FAILS, HOLDS
from evaluation.nation.nation import Nation, name_of
from evaluation.nation.plan import WAYS, Plan, Seeing
from evaluation.nation.world import seen as seen_in
from lurewatch.figures.histories import histories
from lurewatch.figures.loglinear import in_all
from lurewatch.jobs.hub.counting import Wanted, figures_of
from lurewatch.jobs.hub.embedded import counted
from lurewatch.jobs.hub.gathered import Gathered
from lurewatch.jobs.hub.row import Row, RowJudge
from lurewatch.model.estimate import Estimate
from lurewatch.model.figures import Figures
from lurewatch.model.kind import REALISTIC

Case: TypeAlias = tuple[str, bool, Seeing, int]  # its name, whether assumptions hold, how it is seen, by how many ways


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of a nation, and its truth.

    `recognised` of the `true` approaches are judged to be one once they are seen; `right` of those counted are some,
    and `wrong` are ordinary mail. Of true `personas` so many have an approach that was counted; in the campaigns found,
    `pure` are all of one persona, and `mixed` are not.
    """

    figures: Figures
    gathered: Gathered
    true: int
    recognised: int
    seen: int
    right: int
    wrong: int
    personas: int
    pure: int
    mixed: int


@dataclass(frozen=True, slots=True)
class Estimated:
    """What is estimated of the approaches that are recognised, where organisations see as the name says."""

    name: str
    holds: bool
    seen: int
    estimate: Estimate


def compared(plan: Plan) -> tuple[Compared, list[Estimated]]:
    """The figures of a nation beside its truth, and estimates under other ways of seeing the same approaches."""
    nation = Nation(plan)
    counts = counted(lambda: _rows(nation), Wanted(ways=WAYS), Gathered(plan.organisations))
    recognised = _recognised(nation)
    personas = nation.world.persona
    right = sorted({number for id_, _ in counts.approaches if (number := _number(id_)) is not None})
    campaigns = [one for one in counts.campaigns if not one.bulk]
    whose = [{_persona(nation, id_) for id_ in one.conversations} for one in campaigns]
    told = Compared(
        figures_of(counts, Wanted(ways=WAYS)),
        counts.gathered,
        nation.world.approaches,
        len(recognised),
        int(nation.seen.any(axis=1).sum()),
        len(right),
        sum(_number(id_) is None for id_, _ in counts.approaches),
        len({*personas[right].tolist()}),
        sum(len(one) == 1 for one in whose),
        sum(len(one) > 1 for one in whose),
    )
    return told, [_estimated(nation, recognised, case) for case in _cases()]


def _cases() -> Iterator[Case]:
    for holds, cases in ((True, HOLDS), (False, FAILS)):
        yield from ((name, holds, seeing, ways) for name, seeing, ways in cases)


def _rows(nation: Nation) -> Iterator[Row]:
    for organisation in range(nation.plan.organisations):
        for number, sent in enumerate(nation.rows(organisation)):
            yield Row(name_of(organisation), number, sent.line, sent.seen_by)


def _recognised(nation: Nation) -> list[int]:
    """The approaches, by number, that are judged to be one once they are seen."""
    judge = RowJudge(Wanted().options, WAYS)
    return [
        approach
        for approach in range(nation.world.approaches)
        if judge.row(Row("truth", approach, nation.approach(approach), ())).counted.probability >= REALISTIC
    ]


def _number(id_: str) -> int | None:
    name = id_.partition("/")[2]
    return int(name[1:].partition("-")[0]) if name.startswith("a") else None


def _persona(nation: Nation, id_: str) -> int:
    number = _number(id_)
    return -1 if number is None else int(nation.world.persona[number])


def _estimated(nation: Nation, recognised: list[int], case: Case) -> Estimated:
    name, holds, seeing, ways = case
    drawn = seen_in(nation.world, seeing, np.random.default_rng([nation.plan.seed, 6]))[recognised, :ways]
    by = ([way for way, was in zip(WAYS, row, strict=False) if was] for row in drawn.tolist())
    return Estimated(name, holds, int(drawn.any(axis=1).sum()), in_all(histories(WAYS[:ways], by)))
