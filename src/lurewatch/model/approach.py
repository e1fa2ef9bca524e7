"""An approach as the desk's queue shows it: one line, without a word of what was written."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lurewatch.model.kind import Kind, Stage, Verdict
from lurewatch.model.message import Channel


class State(StrEnum):
    """How far the desk has come with an approach; of what is gone the line alone is there, for the counts."""

    NEW = "new"
    OPEN = "open"
    DECIDED = "decided"
    REOPENED = "reopened"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Line:
    """One approach in the queue; `person` and `campaign` are tokens, or empty where none is known.

    `people` counts those of ours whom its campaign reached. `first` and `last` are the days of its first and last
    message with a time, `came` is when it first reached the desk. `decided` is what an officer last held it to be.
    """

    id: str
    person: str
    organisation: str
    contact: str
    channel: Channel
    kind: Kind
    verdict: Verdict
    probability: float
    stage: Stage
    topics: tuple[str, ...]
    state: State
    people: int
    reports: int
    messages: int
    gaps: int
    campaign: str
    first: date | None
    last: date | None
    came: datetime
    decided: Kind | None = None
    judged: bool = True
