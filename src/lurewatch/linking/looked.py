"""What linking asks of a conversation once it is worth a closer look."""

import json
from dataclasses import dataclass
from datetime import datetime

from lurewatch.linking.outline import Outline, outline
from lurewatch.linking.tokens import Token, TokenKind, tokens
from lurewatch.model.assessment import Assessment
from lurewatch.model.conversation import Conversation
from lurewatch.model.handle import Handle, Platform
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


def written(one: Looked) -> str:
    """A conversation looked at, as JSON, to go from one process to another."""
    seen = one.outline
    who = [seen.id, seen.person, seen.organisation, seen.channel, seen.name]
    first = seen.first.isoformat() if seen.first else None
    told = [[list(handle) for handle in seen.handles], seen.text, seen.signed, first, seen.internal, seen.pictures]
    return json.dumps([*who, *told, [list(token) for token in one.values], one.evidence, one.kind, list(one.pretext)])


def read_back(text: str | bytes) -> Looked:
    """The same from its JSON."""
    id_, person, house, channel, name, *rest = json.loads(text)
    handles, said, signed, first, internal, pictures, values, evidence, kind, pretext = rest
    known = tuple(Handle(Platform(platform), value, name) for platform, value, name in handles)
    at = datetime.fromisoformat(first) if first else None
    seen = Outline(id_, person, house, channel, name, known, said, signed, at, internal, tuple(pictures))
    held = frozenset(Token(TokenKind(kind), value) for kind, value in values)
    return Looked(seen, held, evidence, Kind(kind), frozenset(pretext), seen.party)
