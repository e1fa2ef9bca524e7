"""What is remembered of earlier conversations, when a new one shares something with them."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from lurewatch.model.campaign import TraitShared
from lurewatch.model.kind import Verdict

# What a comparison with sketches cannot say, since no text is kept.
MISSING = (
    "texts and names are not kept: pretext and ask were not compared, altered pictures neither, and of long texts a "
    "sample of the wording was"
)


class Earlier(NamedTuple):
    """An earlier conversation, by tokens that name nobody: whom of ours it was with, when, and what is shared.

    `first` and `last` are the days of its contact's first message and of its last message, `until` the day on which its
    sketch goes, `said` the verdict on it by itself; `decibans` is the sum of the traits.
    """

    conversation: str
    person: str
    first: date | None
    last: date | None
    until: date
    said: Verdict
    traits: tuple[TraitShared, ...]
    decibans: float = 0.0


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the kept sketches say of one conversation: its own token, and what came before, the strongest first.

    `person` is the token of its person, `prior_decibans` what the traits of each have to outweigh. `bulk` is why all of
    it is one mailing and no campaign, or empty.
    """

    conversation: str
    person: str
    earlier: tuple[Earlier, ...]
    prior_decibans: float
    bulk: str = ""

    @property
    def people(self) -> int:
        """How many of our people the earlier ones were with."""
        return len({one.person for one in self.earlier})
