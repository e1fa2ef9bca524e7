"""An approach opened at the desk, with its people masked."""

from dataclasses import dataclass

from lurewatch.model.approach import Line
from lurewatch.model.assessment import Assessment
from lurewatch.model.campaign import TraitShared
from lurewatch.model.conversation import Conversation
from lurewatch.model.decision import Decision


@dataclass(frozen=True, slots=True)
class Similar:
    """Another approach, and what it shares with this one; `decibans` is None where it is simply the same contact."""

    line: Line
    traits: tuple[TraitShared, ...] = ()
    decibans: float | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """One approach with all that the desk may show of it.

    Names, addresses and handles of our people are masked sign for sign in `conversation` and `assessment`, so that
    spans still quote the text; tokens stand for them. What was disclosed is masked as well, and
    `assessment.disclosures` is empty; `has_disclosures` says whether there is any. `reporters` are tokens. `made_by`
    says which version and options made the assessment.
    """

    line: Line
    conversation: Conversation
    assessment: Assessment
    has_disclosures: bool
    reporters: tuple[str, ...]
    similar: tuple[Similar, ...]
    decisions: tuple[Decision, ...]
    made_by: str
