"""Approaches as they are counted, from their lines alone."""

from collections.abc import Iterator

from lurewatch.model.counted import Counted
from lurewatch.model.kind import verdict
from lurewatch.model.message import Channel
from lurewatch.store.lines import STAGES
from lurewatch.store.models import Approach

_COLUMNS = (
    "person_id", "organisation", "campaign__name", "contact_mark", "first", "probability", "channel", "stage", "topics",
    "reports", "read", "days_to_alert", "alerted_first",
)  # fmt: skip
_CHANNELS = {str(one): one for one in Channel}


def counted() -> Iterator[Counted]:
    """Every approach for the figures; people are the numbers of their rows, which say nothing outside of the store."""
    rows = Approach.objects.values_list(*_COLUMNS)
    for (
        person,
        house,
        campaign,
        contact,
        first,
        p,
        channel,
        stage,
        topics,
        reports,
        read,
        days,
        alerted,
    ) in rows.iterator(5000):
        yield Counted(
            person=str(person or ""),
            organisation=house,
            persona=campaign or contact,
            day=first,
            probability=p,
            verdict=verdict(p),
            channel=_CHANNELS[channel],
            stage=STAGES[stage],
            topics=tuple(topics.split("\n")) if topics else (),
            reported=reports > 0,
            read=read,
            campaign=campaign or "",
            days_to_alert=days,
            alerted_first=alerted,
        )
