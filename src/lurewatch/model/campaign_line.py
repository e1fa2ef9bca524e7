"""A campaign as the desk shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from lurewatch.model.approach import Line
from lurewatch.model.campaign import Campaign


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """One campaign in a list: how many of ours, how many approaches, over which days, and the likeliest of them."""

    id: str
    bulk: bool
    people: int
    conversations: int
    first: date | None
    last: date | None
    highest: float


@dataclass(frozen=True, slots=True)
class LinkDecided:
    """What was decided of two approaches: "cut", "bind" or "undo", why, by which account and when."""

    a: str
    b: str
    verb: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CampaignList:
    """Campaigns, those of most people first; when they were linked (None: never), and whether to do it anew."""

    campaigns: tuple[CampaignLine, ...]
    linked: datetime | None
    is_stale: bool


@dataclass(frozen=True, slots=True)
class CampaignSeen:
    """One campaign: its approaches in order of time, its links, and what was decided of any two of them."""

    line: CampaignLine
    campaign: Campaign
    approaches: tuple[Line, ...]
    decided: tuple[LinkDecided, ...]
