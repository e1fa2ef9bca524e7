"""One contact who makes professional offers to several of our people."""

from collections.abc import Mapping, Sequence

from lurewatch.model.assessment import Assessment
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.evidence import Sighting
from lurewatch.model.kind import Kind

SEVERAL = 3  # people; two is a couple of colleagues
_TELLING = frozenset({"offer", "handling", "ask", "elicitation", "delivery"})
_ENOUGH = 5.0  # decibans from telling families that make a conversation count as an approach here


def several_people(group: Sequence[tuple[Conversation, Assessment]]) -> Mapping[str, Sighting]:
    """For one contact's conversations: by conversation id, the sighting that the contact approached several of us.

    Only conversations count that are approaches by themselves: a customer who writes to many is ordinary.
    """
    telling = [(conversation, one) for conversation, one in group if _is_approach(conversation, one)]
    if len({conversation.person for conversation, _ in telling}) < SEVERAL:
        return {}
    return {conversation.id: _sighting(conversation) for conversation, _ in telling}


def _is_approach(conversation: Conversation, assessment: Assessment) -> bool:
    if conversation.internal or assessment.kind in {Kind.BULK, Kind.SCAM}:
        return False
    return sum(one.decibans for one in assessment.evidence if one.family in _TELLING and one.decibans > 0) >= _ENOUGH


def _sighting(conversation: Conversation) -> Sighting:
    first = next(index for index, turn in enumerate(conversation.turns) if turn.side is Side.CONTACT)
    return Sighting("several-people", "reach-several-people", first, 0, 0)
