"""One conversation on one row: what a table and a ranked list say of it."""

from typing import NamedTuple

from lurewatch.model.assessment import Ask, Assessment, Disclosure
from lurewatch.model.conversation import Conversation
from lurewatch.model.evidence import Evidence
from lurewatch.model.handle import Platform
from lurewatch.model.kind import Kind, Stage, Verdict
from lurewatch.outcome import Judged
from lurewatch.telling.harmless import one_line
from lurewatch.telling.wording import CHANNELS

NO_NAME = "(no name given)"


class Row(NamedTuple):
    """Who, by what way, what they want and why we think so; every text is on one line and harmless to show.

    `said` is the verdict, or "not judged". `why` is the strongest of so many `signs`, without its full stop; empty if
    there are none. `reported` is how many of our people reported it.
    """

    probability: float
    verdict: Verdict
    said: str
    kind: Kind
    name: str
    address: str
    person: str
    channel: str
    wants: str
    stage: Stage
    why: str
    signs: int
    id: str
    reported: int


def row_of(one: Judged) -> Row:
    """The row of a conversation."""
    conversation, assessment = one.conversation, one.assessment
    name, address = contact_of(conversation)
    reasons = reasons_for(assessment)
    return Row(
        assessment.probability,
        assessment.verdict,
        assessment.said,
        assessment.kind,
        name,
        address,
        person_of(conversation),
        CHANNELS[conversation.channel],
        wants(assessment.asks),
        assessment.stage,
        one_line(reasons[0].reason, 300).rstrip(".") if reasons else "",
        len(reasons),
        conversation.id,
        len(conversation.reported_by),
    )


def contact_of(conversation: Conversation) -> tuple[str, str]:
    """The contact's name as presented, and one address of theirs (empty if none but the name is known)."""
    handles = conversation.contact.handles
    named = (handle.name or handle.value for handle in handles if handle.name or handle.platform is Platform.NAME)
    name = one_line(conversation.contact.name or next(named, ""), 120)
    address = next((one_line(handle.value, 200) for handle in handles if handle.platform is not Platform.NAME), "")
    return name or address or NO_NAME, "" if address == name else address


def person_of(conversation: Conversation) -> str:
    """The address of our person, without its platform; empty if not known."""
    return one_line(conversation.person.partition(":")[2] or conversation.person, 200)


def wants(asks: tuple[Ask | Disclosure, ...]) -> str:
    """What is asked for, each thing once with the protected topics it touches: `documents, access (energy)`."""
    topics: dict[str, dict[str, None]] = {}
    for ask in asks:
        topics.setdefault(ask.what, {}).update({one_line(ask.topic, 60): None} if ask.topic else {})
    return ", ".join(f"{what} ({', '.join(names)})" if names else what for what, names in topics.items())


def reasons_for(assessment: Assessment) -> list[Evidence]:
    """Each indicator once that speaks for a covert approach, or for what else the conversation is; strongest first."""
    other = assessment.kind if assessment.kind in {Kind.SCAM, Kind.BULK} else None
    telling = {
        one.indicator: one
        for one in sorted(assessment.evidence, key=lambda one: abs(one.decibans))
        if (one.family == other if other else one.decibans > 0)
    }
    return list(reversed(telling.values()))


def percent(probability: float) -> str:
    """A probability in whole percent; never 0 % or 100 %, since nothing is certain."""
    if probability < 0.005:
        return "<1 %"
    return ">99 %" if probability > 0.995 else f"{probability:.0%}".replace("%", " %")
