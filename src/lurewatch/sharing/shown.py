"""What an approach shows, in the closed choices of a bulletin, from its evidence."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from lurewatch.model.assessment import Assessment
from lurewatch.model.bulletin import Handling, Move, Offer, Pretext, Shown
from lurewatch.model.kind import Stage, What
from lurewatch.model.message import Channel

_E = TypeVar("_E", bound=StrEnum)
# By indicator (detection/indicators.toml); what is not named here is not told.
_PRETEXTS = {
    "role-offered": Pretext.RECRUITMENT,
    "made-for-you": Pretext.RECRUITMENT,
    "cv-ask": Pretext.RECRUITMENT,
    "paid-consulting": Pretext.CONSULTING,
    "generic-consultancy": Pretext.CONSULTING,
    "paid-report": Pretext.REPORT,
    "trial-piece": Pretext.REPORT,
    "advisory-without-terms": Pretext.ADVISORY,
    "honorarium": Pretext.EVENT,
    "travel-paid": Pretext.EVENT,
    "site-visit": Pretext.EVENT,
    "peer-exchange": Pretext.ACADEMIC,
    "review-request": Pretext.ACADEMIC,
    "investment-lure": Pretext.INVESTMENT,
    "run-code": Pretext.TECHNICAL,
    "install-tool": Pretext.TECHNICAL,
    "romance": Pretext.PERSONAL,
}
_OFFERS = {
    "role-offered": Offer.ROLE,
    "paid-report": Offer.REPORT_FEE,
    "paid-consulting": Offer.ADVICE_FEE,
    "trial-piece": Offer.TRIAL,
    "honorarium": Offer.HONORARIUM,
    "travel-paid": Offer.TRAVEL,
    "disproportionate-pay": Offer.HIGH_PAY,
    "irregular-payment": Offer.IRREGULAR,
}
_MOVES = {
    "encrypted-channel": Move.ENCRYPTED,
    "personal-address": Move.PERSONAL,
    "channel-move": Move.ELSEWHERE,
    "moved-channel": Move.ELSEWHERE,
}
_HANDLING = {
    "hidden-client": Handling.HIDDEN_CLIENT,
    "secrecy": Handling.SECRECY,
    "urgency": Handling.URGENCY,
    "exclusivity": Handling.EXCLUSIVITY,
    "flattery": Handling.FLATTERY,
    "small-steps": Handling.SMALL_STEPS,
    "reward-after-step": Handling.REWARDS,
    "persistence": Handling.PERSISTENCE,
    "escalation": Handling.ESCALATION,
    "look-alike-domain": Handling.IMITATION,
    "failed-authentication": Handling.IMITATION,
    "register-contradicted": Handling.IMITATION,
    "run-code": Handling.CODE,
    "open-file": Handling.CODE,
    "install-tool": Handling.CODE,
}


def shown(assessments: Iterable[Assessment], channels: Iterable[Channel]) -> Shown:
    """What several conversations show together; the stage is the furthest of them."""
    some = list(assessments)
    seen = {one.indicator for each in some for one in each.evidence if one.decibans > 0}
    return Shown(
        _chosen(Pretext, (_PRETEXTS[one] for one in seen & _PRETEXTS.keys())),
        max((one.stage for one in some), key=list(Stage).index, default=Stage.CONTACT),
        _chosen(What, (ask.what for one in some for ask in one.asks)),
        _chosen(Offer, (_OFFERS[one] for one in seen & _OFFERS.keys())),
        _chosen(Move, (_MOVES[one] for one in seen & _MOVES.keys())),
        _chosen(Handling, (_HANDLING[one] for one in seen & _HANDLING.keys())),
        _chosen(Channel, channels),
    )


def _chosen(kind: type[_E], found: Iterable[_E]) -> tuple[_E, ...]:
    some = set(found)
    return tuple(one for one in kind if one in some)
