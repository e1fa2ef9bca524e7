"""What linking asks of a conversation once it is worth a closer look."""

from dataclasses import dataclass
from datetime import datetime

from lurewatch.linking.outline import Outline, outline
from lurewatch.linking.tokens import Token, tokens
from lurewatch.model.assessment import Assessment
from lurewatch.model.conversation import Conversation
from lurewatch.model.kind import Kind


@dataclass(frozen=True, slots=True)
class Looked:
    """A conversation looked at: its outline, its values, and what is thought of it by itself.

    `evidence` is in decibans for a covert approach, the prior left out; `pretext` the indicators that speak for one
    and the protected topics asked about. `party` is the house or the address under which the contact appears, or empty.
    """

    outline: Outline
    values: frozenset[Token]
    evidence: float
    kind: Kind
    pretext: frozenset[str]
    party: str

    @property
    def first(self) -> datetime | None:
        """The time of the contact's first message."""
        return self.outline.first


def looked(conversation: Conversation, assessment: Assessment) -> Looked:
    """A conversation and its assessment as linking takes them."""
    seen = outline(conversation)
    speaking = {one.indicator for one in assessment.evidence if one.decibans > 0}
    topics = {f"{one.what} on {one.topic}" for one in assessment.asks if one.topic}
    evidence = assessment.decibans - assessment.prior_decibans
    return Looked(seen, tokens(seen), evidence, assessment.kind, frozenset(speaking | topics), seen.party)
