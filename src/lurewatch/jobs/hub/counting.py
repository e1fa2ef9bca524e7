"""What is asked of a hub's figures, and how they are made of what an engine gives; the same for every engine."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import NamedTuple

from lurewatch.figures.sums import Sums
from lurewatch.figures.tally import WAYS, approaches_of, told
from lurewatch.flow import Options
from lurewatch.jobs.hub.gathered import Gathered, gathered_as_json
from lurewatch.model.campaign import Campaign
from lurewatch.model.counted import Counted
from lurewatch.model.encode_figures import figures_as_json
from lurewatch.model.figures import Figures, Period


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Wanted:
    """The period, the ways of seeing by which what was not seen is estimated, and what conversations are judged by."""

    period: Period = field(default_factory=Period)
    ways: Sequence[str] = WAYS
    options: Options = field(default_factory=Options)
    today: date = field(default_factory=_today)


class Bad(NamedTuple):
    """A row that is left out: its file, its number from 0, and why."""

    file: str
    row: int
    error: str


class Counts(NamedTuple):
    """What an engine gives: sums over everything, each approach by its id, campaigns, what was left out."""

    sums: Sums
    approaches: Sequence[tuple[str, Counted]]
    campaigns: Sequence[Campaign]
    gathered: Gathered
    failed: Sequence[Bad]


def figures_of(counts: Counts, wanted: Wanted) -> Figures:
    """The figures; contacts that a campaign joins are one persona."""
    campaign_of = {id_: one.id for one in counts.campaigns if not one.bulk for id_ in one.conversations}
    joined = (_in_campaign(one, campaign_of.get(id_, "")) for id_, one in counts.approaches)
    approaches = approaches_of(joined, wanted.period, wanted.today)
    return told(counts.sums, approaches, wanted.period, wanted.ways)


def as_json(figures: Figures, gathered: Gathered) -> str:
    """The figures and what they rest on; the same data give the same bytes."""
    value = {"gathered": gathered_as_json(gathered), **figures_as_json(figures)}
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def clash_at(file: str, row: int) -> Bad:
    """A row whose id is that of another conversation before it."""
    return Bad(file, row, f"{file}, line {row + 1}: id stands for another conversation too; this one is left out")


def by_place(failed: Iterable[Bad]) -> list[Bad]:
    """What was left out, by file and row."""
    return sorted(failed)


def _in_campaign(one: Counted, campaign: str) -> Counted:
    return replace(one, campaign=campaign, persona=campaign) if campaign else one
