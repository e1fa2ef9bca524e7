"""What somebody wants to see of the queue, and a page of it."""

from dataclasses import dataclass
from enum import StrEnum

from lurewatch.model.approach import Line, State
from lurewatch.model.kind import Kind, Stage, Verdict

OPEN = (State.NEW, State.OPEN, State.REOPENED)


class Order(StrEnum):
    """What comes first; where that is equal, the likeliest."""

    LIKELIEST = "likeliest"
    FURTHEST = "furthest stage"
    PEOPLE = "most people"
    TOPICS = "most topics"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which approaches, in which order: each thing that is named must hold, and what is empty holds always.

    `verdict`, `stage` and `people` are the least that is wanted. `contact` stands somewhere in the contact's label.
    `after` is the `next` of the page before; a page holds at most `most` lines, 1 to 200.
    """

    verdict: Verdict | None = None
    stage: Stage | None = None
    topic: str = ""
    kind: Kind | None = None
    states: tuple[State, ...] = OPEN
    people: int = 0
    person: str = ""
    campaign: str = ""
    contact: str = ""
    order: Order = Order.LIKELIEST
    after: str = ""
    most: int = 50


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Lines of the queue in order; `next` is where to go on, empty at the end."""

    lines: tuple[Line, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A selection that somebody keeps under a name of their own."""

    name: str
    wanted: Wanted
