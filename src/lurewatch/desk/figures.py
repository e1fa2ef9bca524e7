"""The figures of what is named: how many approaches, when, of what kind, and how many more there may be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from lurewatch import flow
from lurewatch.errors import NothingReadable
from lurewatch.figures.tally import figures
from lurewatch.model.assessment import Assessment
from lurewatch.model.conversation import Conversation, Side
from lurewatch.model.counted import Counted
from lurewatch.model.figures import Figures, Period
from lurewatch.model.gap import Gap


@dataclass(frozen=True, slots=True)
class Told:
    """The figures, who was taken for ours, and what could not be read."""

    figures: Figures
    owners: str
    gaps: tuple[Gap, ...]


def told(
    paths: Sequence[Path], options: flow.Options, period: Period, progress: Callable[[int], None] | None = None
) -> Told:
    """Reads and judges what is named, and counts it; NothingReadable where not one conversation could be read."""
    scan = flow.scan(paths, options, progress)
    found = [_counted(one.conversation, one.assessment) for one in scan.judged]
    if not found:
        names = ", ".join(str(path) for path in paths[:3])
        raise NothingReadable(f"{names}: no conversation could be read; name a mailbox, an export or a folder of them")
    campaign_of = {id_: one.id for one in scan.campaigns if not one.bulk for id_ in one.conversations}
    joined = (_in_campaign(one, campaign_of.get(id_, "")) for id_, one in found)
    return Told(figures(joined, period, datetime.now(UTC).date()), scan.owners, tuple(scan.gaps))


def _in_campaign(one: Counted, campaign: str) -> Counted:
    return replace(one, campaign=campaign, persona=campaign) if campaign else one


def _counted(conversation: Conversation, assessment: Assessment) -> tuple[str, Counted]:
    first, alert = _first_day(conversation), _alert_day(conversation, assessment)
    topics = {ask.topic for ask in assessment.asks if ask.topic}
    return conversation.id, Counted(
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
