"""The figures of what is named: how many approaches, when, of what kind, and how many more there may be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from lurewatch import flow
from lurewatch.desk.permission import Request, allow
from lurewatch.errors import NothingReadable
from lurewatch.figures.taken import taken
from lurewatch.figures.tally import figures
from lurewatch.model.counted import Counted
from lurewatch.model.figures import Figures, Period
from lurewatch.model.gap import Gap
from lurewatch.model.member import Member


@dataclass(frozen=True, slots=True)
class Told:
    """The figures, who was taken for ours, and what could not be read."""

    figures: Figures
    owners: str
    gaps: tuple[Gap, ...]


def told(
    paths: Sequence[Path], options: flow.Options, period: Period, progress: Callable[[int], None] | None = None
) -> Told:
    """Reads and judges what is named, and counts it; NothingReadable where not one conversation could be read."""
    scan = flow.scan(paths, options, progress)
    found = [(one.conversation.id, taken(one.conversation, one.assessment)) for one in scan.judged]
    if not found:
        names = ", ".join(str(path) for path in paths[:3])
        raise NothingReadable(f"{names}: no conversation could be read; name a mailbox, an export or a folder of them")
    campaign_of = {id_: one.id for one in scan.campaigns if not one.bulk for id_ in one.conversations}
    joined = (_in_campaign(one, campaign_of.get(id_, "")) for id_, one in found)
    return Told(figures(joined, period, datetime.now(UTC).date()), scan.owners, tuple(scan.gaps))


def kept(by: Member, period: Period) -> Figures:
    """The figures of all approaches in the store."""
    from lurewatch.store.counting import counted  # noqa: PLC0415  only where a store is used

    allow(by, Request.FIGURES)
    return figures(counted(), period, datetime.now(UTC).date())


def _in_campaign(one: Counted, campaign: str) -> Counted:
    return replace(one, campaign=campaign, persona=campaign) if campaign else one
