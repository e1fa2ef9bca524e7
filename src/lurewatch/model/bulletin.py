"""The redacted form of a campaign: the only thing that may leave to partners.

No field here has room for a person who was approached, for an organisation of theirs, or for free text: everything is
a closed choice, a band, a month, an alleged handle of the outside party, their domains and links, or a template of
folded words with slots. What breaks that cannot be made: BulletinFault.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from lurewatch.errors import BulletinFault
from lurewatch.model.handle import Platform
from lurewatch.model.kind import Stage, Verdict, What
from lurewatch.model.message import Channel
from lurewatch.model.shareable import SLOT, is_domain, is_handle, is_link, is_word

MOST_HANDLES, MOST_PLACES, MOST_TEMPLATES = 200, 200, 5
LONGEST_TEMPLATE, SHORTEST_RUN = 200, 4  # words; and the words between two slots, below which they tell nothing


class Tlp(StrEnum):
    """Who may see it, by the Traffic Light Protocol 2.0 (FIRST, 2022)."""

    CLEAR = "clear"
    GREEN = "green"
    AMBER = "amber"
    AMBER_STRICT = "amber+strict"
    RED = "red"


class Standard(StrEnum):
    """On what the sender relies: rules and weights alone, an officer's look, or several organisations' sightings."""

    ASSESSED = "assessed"
    REVIEWED = "reviewed"
    CORROBORATED = "corroborated"


class Band(StrEnum):
    """How many, so roughly that one more or less of ours is not seen."""

    FEW = "1 to 4"
    SOME = "5 to 9"
    MANY = "10 to 24"
    SCORES = "25 to 99"
    HUNDREDS = "100 or more"


class Pretext(StrEnum):
    """What the approach pretends to be about."""

    RECRUITMENT = "recruitment"
    CONSULTING = "consulting"
    REPORT = "paid report"
    ADVISORY = "advisory role"
    EVENT = "event or travel"
    ACADEMIC = "academic exchange"
    INVESTMENT = "investment"
    TECHNICAL = "technical task"
    PERSONAL = "personal"


class Offer(StrEnum):
    """What is offered in return."""

    ROLE = "a role"
    REPORT_FEE = "a fee for a report"
    ADVICE_FEE = "a fee for advice"
    TRIAL = "a paid trial piece"
    HONORARIUM = "an honorarium"
    TRAVEL = "travel paid"
    HIGH_PAY = "pay out of proportion"
    IRREGULAR = "an irregular payment"


class Move(StrEnum):
    """Where the exchange is to go on."""

    ENCRYPTED = "an encrypted messenger"
    PERSONAL = "a personal address"
    ELSEWHERE = "another channel"


class Handling(StrEnum):
    """How the exchange is steered."""

    HIDDEN_CLIENT = "hidden client"
    SECRECY = "secrecy"
    URGENCY = "urgency"
    EXCLUSIVITY = "exclusivity"
    FLATTERY = "flattery"
    SMALL_STEPS = "small steps"
    REWARDS = "reward after a step"
    PERSISTENCE = "persistence"
    ESCALATION = "escalation"
    IMITATION = "imitated sender"
    CODE = "code or a file to open"


class Alleged(NamedTuple):
    """A handle of the outside party, as they alleged it; whose it truly is, nobody says."""

    platform: Platform
    value: str


class Counts(NamedTuple):
    """How many of the sender's people, and of its conversations."""

    people: Band
    conversations: Band


class Issue(NamedTuple):
    """When a bulletin was issued, and as which revision of which.

    `sender` is an opaque id that the sending organisation chose by lot. `begun` is when the first revision was issued;
    `series` its id, and None in it. Times are aware UTC in whole seconds.
    """

    sender: UUID
    begun: datetime
    revised: datetime
    revision: int = 1
    series: UUID | None = None
    recalled: bool = False


class Shown(NamedTuple):
    """What the outside party did, in closed choices, each in the order of its kind and once."""

    pretexts: tuple[Pretext, ...] = ()
    stage: Stage = Stage.CONTACT
    asks: tuple[What, ...] = ()
    offers: tuple[Offer, ...] = ()
    moves: tuple[Move, ...] = ()
    handling: tuple[Handling, ...] = ()
    channels: tuple[Channel, ...] = ()


Template = tuple[str, ...]  # folded words, with SLOT for what differs or may not be told


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A campaign as partners may see it; handles, domains, links and templates in order and each once.

    `first` and `last` are months, as their first days. `confidence` is the sender's verdict in the yardstick's words.
    A recall (`issue.recalled`) says nothing but which series it takes back.
    """

    issue: Issue
    tlp: Tlp
    confidence: Verdict
    standard: Standard
    shown: Shown
    counts: Counts
    handles: tuple[Alleged, ...] = ()
    domains: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    templates: tuple[Template, ...] = ()
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        """Refuses whatever is not what this type promises; never quotes it, since it may be what must not leave."""
        _check_issue(self.issue)
        _check("handles", self.handles, MOST_HANDLES, [is_handle(*one) for one in self.handles])
        _check("domains", self.domains, MOST_PLACES, [is_domain(one) for one in self.domains])
        _check("links", self.links, MOST_PLACES, [is_link(one) for one in self.links])
        _check("templates", self.templates, MOST_TEMPLATES, [is_template(one) for one in self.templates])
        _check_shown(self.shown)
        if any(day and day.day != 1 for day in (self.first, self.last)):
            raise BulletinFault("bulletin: first and last are months; give their first days")
        if self.issue.recalled and (self.handles or self.domains or self.links or self.templates or self.first):
            raise BulletinFault("bulletin: a recall says nothing of what it takes back; leave the rest out")


def is_template(words: Template) -> bool:
    """Whether it is a template: runs of four words or more, one slot between two of them and none at an end."""
    runs = [run.split() for run in " ".join(words).split(SLOT)]
    return (
        len(words) <= LONGEST_TEMPLATE
        and all(len(run) >= SHORTEST_RUN for run in runs)
        and all(is_word(word) for word in words)
    )


def band(count: int) -> Band:
    """The band that a count falls into."""
    return tuple(Band)[sum(count >= least for least in (5, 10, 25, 100))]


def _check_issue(issue: Issue) -> None:
    if any(one.utcoffset() != timedelta(0) or one.microsecond for one in (issue.begun, issue.revised)):
        raise BulletinFault("bulletin: a time is not UTC in whole seconds")
    is_first = issue.revision == 1
    if issue.revision < 1 or is_first != (issue.series is None) or is_first != (issue.begun == issue.revised):
        raise BulletinFault("bulletin: revision, series and times do not go together; the first revision has no series")
    if issue.revised < issue.begun or (is_first and issue.recalled):
        raise BulletinFault("bulletin: a correction or a recall comes after what it corrects")


def _check_shown(shown: Shown) -> None:
    for name, chosen in shown._asdict().items():
        if name != "stage" and list(chosen) != ([one for one in type(chosen[0]) if one in chosen] if chosen else []):
            raise BulletinFault(f"bulletin: {name} are not in order, or not each once; sort them")


def _check(name: str, values: Sequence[str] | Sequence[tuple[str, ...]], most: int, are_right: Sequence[bool]) -> None:
    if len(values) > most:
        raise BulletinFault(f"bulletin: {len(values)} {name}; {most} is the most")
    if not all(are_right):
        place = are_right.index(False) + 1
        raise BulletinFault(f"bulletin: number {place} of {name} is not of the form that may leave; leave it out")
    keys = [(one,) if isinstance(one, str) else tuple(one) for one in values]
    if keys != sorted(set(keys)):
        raise BulletinFault(f"bulletin: {name} are not in order, or not each once; sort them")
