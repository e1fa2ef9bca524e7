"""An approach's line: from what is thought of a conversation to its columns, and back."""

from datetime import date
from typing import TypedDict

from lurewatch.model.approach import Line, State
from lurewatch.model.assessment import Assessment
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.kind import Kind, Stage, verdict
from lurewatch.model.message import Channel
from lurewatch.store.keys import keys
from lurewatch.store.models import Approach

STAGES = tuple(Stage)
_LABEL = 200


class Columns(TypedDict):
    """What a conversation and its assessment say of an approach, by column."""

    organisation: str
    contact: str
    contact_mark: str
    channel: str
    kind: str
    probability: float
    judged: bool
    stage: int
    topics: str
    topic_count: int
    messages: int
    gaps: int
    first: date | None
    last: date | None
    days_to_alert: int | None
    alerted_first: bool | None
    read: bool


def columns(conversation: Conversation, assessment: Assessment) -> Columns:
    """The columns; of texts nothing but the contact's label is in them."""
    days = [turn.message.sent_at.date() for turn in conversation.turns if turn.message.sent_at]
    first, alert = _first(conversation), _alert(conversation, assessment)
    topics = topics_of(assessment)
    return Columns(
        organisation=conversation.organisation[:_LABEL],
        contact=label(conversation),
        contact_mark=keys().mark("contact", conversation.contact_key),
        channel=conversation.channel,
        kind=assessment.kind,
        probability=assessment.probability,
        judged=assessment.judged,
        stage=STAGES.index(assessment.stage),
        topics="\n".join(topics),
        topic_count=len(topics),
        messages=len(conversation.turns),
        gaps=len(assessment.gaps),
        first=first,
        last=max(days, default=None),
        days_to_alert=max(0, (alert - first).days) if first and alert else None,
        alerted_first=_alerted_first(assessment),
        read=any(not turn.message.forwards for turn in conversation.turns),
    )


def topics_of(assessment: Assessment) -> list[str]:
    """The protected topics asked about, in order."""
    return sorted({" ".join(ask.topic.split())[:_LABEL] for ask in assessment.asks if ask.topic.strip()})


def label(conversation: Conversation) -> str:
    """The contact as a line shows them: the first handle and the name, without signs that cannot be printed."""
    contact = conversation.contact
    handle = contact.handles[0].value if contact.handles else ""
    text = f"{contact.name} <{handle}>" if contact.name and handle else contact.name or handle
    return "".join(sign if sign.isprintable() else " " for sign in text)[:_LABEL]


def line(row: Approach) -> Line:
    """A row as a line; its person and campaign must have been fetched with it."""
    return Line(
        id=row.name,
        person=row.person.token if row.person else "",
        organisation=row.organisation,
        contact=row.contact,
        channel=Channel(row.channel),
        kind=Kind(row.kind),
        verdict=verdict(row.probability),
        probability=row.probability,
        stage=STAGES[row.stage],
        topics=tuple(row.topics.split("\n")) if row.topics else (),
        state=State(row.state),
        people=row.people,
        reports=row.reports,
        messages=row.messages,
        gaps=row.gaps,
        campaign=row.campaign.name if row.campaign else "",
        first=row.first,
        last=row.last,
        came=row.came,
        decided=Kind(row.decided) if row.decided else None,
        judged=row.judged,
    )


def _first(conversation: Conversation) -> date | None:
    times = (turn.message.sent_at for turn in conversation.turns if turn.side is Side.CONTACT)
    return next((time.date() for time in times if time), None)


def _alert(conversation: Conversation, assessment: Assessment) -> date | None:
    if assessment.first_alert_message is None:
        return None
    time = conversation.turns[assessment.first_alert_message].message.sent_at
    return time.date() if time else None


def _alerted_first(assessment: Assessment) -> bool | None:
    if not assessment.disclosures:
        return None
    alert = assessment.first_alert_message
    return alert is not None and alert < min(one.message for one in assessment.disclosures)
