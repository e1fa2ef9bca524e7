"""The picture of a campaign, as places on the page: who was written to when, and what ties the contacts together.

Widths are in percent, so that letters keep their size on a telephone; heights are in pixels. Nothing here is markup.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from lurewatch.model.kind import REALISTIC
from lurewatch.telling.harmless import one_line
from lurewatch.telling.joined import Lettered, Member
from lurewatch.telling.wording import day_of

MOST_DRAWN = 24  # conversations in one picture: the likeliest ones
_MOST_MARKS = 40  # of one conversation
_NAME = 22  # characters of a contact's name
_ROW, _HEAD = 44, 6  # pixels
_LEFT, _RIGHT = 2.0, 98.0  # percent


class Lane(NamedTuple):
    """A conversation on the timeline: whose, with whom, and a mark for each message of the contact, in percent."""

    token: str
    name: str
    is_loud: bool
    y: int
    marks: tuple[float, ...]


class Tick(NamedTuple):
    """A day under the timeline, and which end of its words stands there."""

    x: float
    label: str
    anchor: str


class Timeline(NamedTuple):
    """The lanes from the one begun first down; no ticks where no message has a date."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    height: int


def drawn(one: Lettered) -> tuple[Member, ...]:
    """The conversations that find room in a picture, in the order in which they began."""
    likeliest = sorted(one.members, key=lambda member: (-member.probability, member.id))[:MOST_DRAWN]
    chosen = {member.id for member in likeliest}
    return tuple(member for member in one.members if member.id in chosen)


def short(name: str) -> str:
    """A contact's name as it stands in a picture."""
    return one_line(name, _NAME)


def is_loud(member: Member) -> bool:
    """Whether a conversation is a "realistic possibility" or above by itself."""
    return member.probability >= REALISTIC


def timeline(members: Sequence[Member], tokens: Mapping[str, str]) -> Timeline:
    """The timeline of conversations; `tokens` gives for each person the word that stands in place of their name."""
    moments = [moment for one in members for moment in one.moments]
    first, last = (min(moments), max(moments)) if moments else (None, None)
    lanes = tuple(
        Lane(tokens[one.person], short(one.name), is_loud(one), _HEAD + at * _ROW, _marks(one, first, last))
        for at, one in enumerate(members)
    )
    ticks = _ticks(first, last) if first and last else ()
    return Timeline(lanes, ticks, _HEAD + len(lanes) * _ROW + (26 if ticks else 0))


def _marks(one: Member, first: datetime | None, last: datetime | None) -> tuple[float, ...]:
    if first is None or last is None:
        return ()
    return tuple(dict.fromkeys(_place(moment, first, last) for moment in one.moments[:_MOST_MARKS]))


def _place(moment: datetime, first: datetime, last: datetime) -> float:
    span = (last - first).total_seconds()
    share = (moment - first).total_seconds() / span if span else 0.5
    return round(_LEFT + (_RIGHT - _LEFT) * share, 1)


def _ticks(first: datetime, last: datetime) -> tuple[Tick, ...]:
    if first.date() == last.date():
        return (Tick(50.0, day_of(first), "middle"),)
    ends = Tick(_LEFT, day_of(first), "start"), Tick(_RIGHT, day_of(last), "end")
    if (last - first).days < 2:
        return ends
    return ends[0], Tick(50.0, day_of(first + (last - first) / 2), "middle"), ends[1]
