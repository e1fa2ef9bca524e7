"""One approach as it is counted: no name, no word of it."""

from dataclasses import dataclass
from datetime import date

from lurewatch.model.kind import Stage, Verdict
from lurewatch.model.message import Channel


@dataclass(frozen=True, slots=True)
class Counted:
    """A conversation between one contact and one of our people, for the figures.

    `person`, `organisation` and `persona` are only compared and counted: they may be keys or tokens, or empty where not
    known. `persona` is what joins contacts worked by the same hand. `day` is that of the contact's first message with a
    time. `days_to_alert` go from there to the message at which it was first "likely"; `alerted_first` says whether that
    was before the first disclosure, None where nothing was disclosed. `seen_by` names ways of seeing it beside reports
    by staff (`reported`) and the reading of mailboxes (`read`).
    """

    person: str
    organisation: str
    persona: str
    day: date | None
    probability: float
    verdict: Verdict
    channel: Channel
    stage: Stage
    topics: tuple[str, ...] = ()
    reported: bool = False
    read: bool = False
    campaign: str = ""
    days_to_alert: int | None = None
    alerted_first: bool | None = None
    seen_by: tuple[str, ...] = ()
