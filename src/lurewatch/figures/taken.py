"""What is counted of a conversation: days and choices, no word of it."""

from datetime import date

from lurewatch.model.assessment import Assessment
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.counted import Counted


def taken(conversation: Conversation, assessment: Assessment) -> Counted:
    """A conversation as it is counted; its persona is its contact until a campaign says more."""
    first, alert = _first_day(conversation), _alert_day(conversation, assessment)
    topics = {ask.topic for ask in assessment.asks if ask.topic}
    return Counted(
        conversation.person,
        conversation.organisation,
        conversation.contact_key,
        first,
        assessment.probability,
        assessment.verdict,
        conversation.channel,
        assessment.stage,
        tuple(sorted(topics)),
        reported=bool(conversation.reported_by),
        read=any(not turn.message.forwards for turn in conversation.turns),
        days_to_alert=max(0, (alert - first).days) if first and alert else None,
        alerted_first=_alerted_first(assessment),
    )


def _first_day(conversation: Conversation) -> date | None:
    times = (turn.message.sent_at for turn in conversation.turns if turn.side is Side.CONTACT)
    return next((time.date() for time in times if time), None)


def _alert_day(conversation: Conversation, assessment: Assessment) -> date | None:
    if assessment.first_alert_message is None:
        return None
    time = conversation.turns[assessment.first_alert_message].message.sent_at
    return time.date() if time else None


def _alerted_first(assessment: Assessment) -> bool | None:
    if not assessment.disclosures:
        return None
    alert = assessment.first_alert_message
    return alert is not None and alert < min(one.message for one in assessment.disclosures)
