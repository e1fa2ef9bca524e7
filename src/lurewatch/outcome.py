"""What the flow gives back: conversations with what we think of them, and what was not read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lurewatch.model.assessment import Assessment
from lurewatch.model.campaign import Campaign
from lurewatch.model.conversation import Conversation
from lurewatch.model.earlier import Recalled
from lurewatch.model.gap import Gap
from lurewatch.model.opinion import Opinion
from lurewatch.model.source_read import SourceRead


class Judged(NamedTuple):
    """One conversation and what we think of it; `opinion` is what somebody else's model says, where it was asked.

    `recalled` is what came before it, where sketches are kept.
    """

    conversation: Conversation
    assessment: Assessment
    opinion: Opinion | None = None
    recalled: Recalled | None = None


class MailJudged(NamedTuple):
    """What one mail gave: its id, the conversations that it (or a mail attached to it) stands in, what was not read."""

    id: str
    judged: list[Judged]
    gaps: list[Gap]


class Failed(NamedTuple):
    """A line that could not be read, in its place."""

    id: str | None
    error: str


class Linked(NamedTuple):
    """The campaigns among so many conversations, and the lines that were none."""

    campaigns: list[Campaign]
    conversations: int
    failed: list[Failed]


@dataclass(slots=True)
class Scan:
    """A scan under way: `judged` streams; the rest is complete once it has ended. `owners` says who is ours.

    `campaigns` are found before anything is judged, where mail of several of our people is read.
    """

    judged: Iterator[Judged] = field(default_factory=lambda: iter(()))
    gaps: list[Gap] = field(default_factory=list)
    sources: list[SourceRead] = field(default_factory=list)
    owners: str = ""
    campaigns: list[Campaign] = field(default_factory=list)

    def told(self, what: Gap | SourceRead) -> None:
        """Takes note of what was not read, or of what was."""
        if isinstance(what, Gap):
            self.gaps.append(what)
        else:
            self.sources.append(what)
