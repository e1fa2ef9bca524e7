"""What came before a conversation, as lines to show: earlier ones by token, day and what is shared; never a name."""

from typing import NamedTuple

from lurewatch.model.earlier import Earlier, Recalled
from lurewatch.outcome import Judged
from lurewatch.telling.harmless import one_line
from lurewatch.telling.row import row_of
from lurewatch.telling.wording import decibans, plural

MOST = 50  # conversations that are shown with what came before them
_MOST_EARLIER = 6
_TRAITS = 3


class Before(NamedTuple):
    """A conversation that shares something with earlier ones: who writes to whom, a sentence, a line for each of some.

    `more` is how many earlier ones are not among the lines.
    """

    who: str
    said: str
    lines: tuple[str, ...]
    more: int


def before_of(one: Judged) -> Before | None:
    """What is shown of a conversation's earlier ones; None where there are none, or all of it is a mailing."""
    recalled = one.recalled
    if recalled is None or not recalled.earlier or recalled.bulk:
        return None
    row = row_of(one)
    to = f", to {row.person}" if row.person else ""
    lines = tuple(map(_line, recalled.earlier[:_MOST_EARLIER]))
    return Before(f"{row.name} {row.address}".strip() + to, _said(recalled), lines, len(recalled.earlier) - len(lines))


def _said(recalled: Recalled) -> str:
    days = sorted(one.first for one in recalled.earlier if one.first)
    since = f", the first begun on {days[0].isoformat()}" if days else ""
    earlier = plural(len(recalled.earlier), "earlier conversation")
    return f"shares something rare with {earlier} of {plural(recalled.people, 'person')} of ours{since}"


def _line(one: Earlier) -> str:
    shared = [trait for trait in one.traits if trait.decibans > 0 and trait.trait != "approach"][:_TRAITS]
    told = "; ".join(f"{trait.trait} {decibans(trait.decibans)}: {one_line(trait.detail, 160)}" for trait in shared)
    day = one.first.isoformat() if one.first else "no date"
    return f"{day}, conversation {one.conversation}, person {one.person or 'not known'} ({one.said} by itself): {told}"
