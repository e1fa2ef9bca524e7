"""Who may ask what of the desk: one table, which pages, the API and every request itself look at."""

from collections.abc import Mapping
from enum import StrEnum

from lurewatch.errors import NotAllowed
from lurewatch.model.member import Member, Role


class Request(StrEnum):
    """What can be asked, in words that complete "may not"."""

    ASK = "ask about a message in private"
    REPORT = "hand in a report"
    QUEUE = "see the queue"
    APPROACH = "open an approach"
    DECIDE = "decide what an approach is"
    CONTEST = "contest a decision"
    TRAINING = "take decisions out for training"
    REVEAL = "have a name revealed"
    DISCLOSED = "see what somebody disclosed"
    CAMPAIGNS = "see campaigns"
    LINKS = "cut and bind links"
    HUNT = "look for what partners reported"
    CASES = "work on cases"
    PEOPLE = "look up, hand out or correct what is kept of a person"
    ERASE = "erase a person"
    RETAIN = "delete what had its time"
    JOBS = "see and stop work in the background"
    RETENTION = "see what was deleted as its time was over"
    FIGURES = "see the figures"
    AUDIT = "read the log"


_WORKING = frozenset((Role.OFFICER, Role.LEAD))
ALLOWED: Mapping[Request, frozenset[Role]] = {
    Request.ASK: frozenset(Role),
    Request.REPORT: frozenset(Role),
    Request.QUEUE: _WORKING,
    Request.APPROACH: _WORKING,
    Request.DECIDE: _WORKING,
    Request.CONTEST: _WORKING,
    Request.TRAINING: frozenset((Role.LEAD,)),
    Request.REVEAL: _WORKING,
    Request.DISCLOSED: _WORKING,
    Request.CAMPAIGNS: _WORKING,
    Request.LINKS: _WORKING,
    Request.HUNT: _WORKING,
    Request.CASES: _WORKING,
    Request.PEOPLE: frozenset((Role.LEAD,)),
    Request.ERASE: frozenset((Role.LEAD,)),
    Request.RETAIN: frozenset((Role.LEAD, Role.ADMINISTRATOR)),
    Request.JOBS: _WORKING | {Role.ADMINISTRATOR},
    Request.RETENTION: frozenset((Role.LEAD, Role.AUDITOR, Role.ADMINISTRATOR)),
    Request.FIGURES: _WORKING | {Role.AUDITOR},
    Request.AUDIT: frozenset((Role.AUDITOR, Role.ADMINISTRATOR)),
}


def may(role: Role, request: Request) -> bool:
    """Whether a role may ask for something."""
    return role in ALLOWED[request]


def allow(by: Member, request: Request) -> None:
    """NotAllowed unless a member may ask for something."""
    if not may(by.role, request):
        raise NotAllowed(f"as {by.role} you may not {request}; ask somebody who may")
