"""What a group of linked conversations is: a campaign, bulk, or one party's correspondence."""

from collections.abc import Iterable, Sequence
from math import log10

from lurewatch.linking.looked import Looked
from lurewatch.linking.tokens import TokenKind
from lurewatch.linking.weights import LinkWeights, at_level
from lurewatch.model.campaign import Link
from lurewatch.model.kind import Kind

MANY = 200  # people: nobody cultivates as many with one text
_A_DAY = 86_400
_VALUES = frozenset(map(str, TokenKind))


def is_correspondence(members: Sequence[Looked], links: Iterable[Link]) -> bool:
    """Whether nothing but one party's handle joins ordinary conversations: a customer who writes to several of ours."""
    if any(one.kind is not Kind.ORDINARY for one in members):
        return False
    return not any(link.apart or link.bound or _words_alike(link) for link in links)


def _words_alike(link: Link) -> bool:
    return any(one.trait == "wording" and one.decibans > 0 for one in link.traits)


def why_standing(links: Sequence[Link], standing: Sequence[int]) -> str:
    """Why a group is part of a large mailing, in a sentence; empty if it is not.

    `standing` says of each link how many have what both texts are mostly made of. Different parties that share what
    identifies them are of one hand, whatever text they send.
    """
    if not links or any(link.apart and _identifies(link) for link in links):
        return ""
    many = sorted(standing)[len(standing) // 2]
    return f"one text, which {many:,} conversations have" if many > MANY else ""


def _identifies(link: Link) -> bool:
    return any(one.trait in _VALUES and one.decibans > 0 for one in link.traits)


def why_bulk(members: Sequence[Looked], people: int, weights: LinkWeights) -> str:
    """Why a group is bulk, in a sentence; empty if it is none. `members` may be some of a group of so many people.

    What is shared by conversations that say nothing of an approach is an announcement, or mail passed on. Beyond that,
    what a text asks, how many got it, how fast, and under how many faces is added up in decibans: no one of them tells
    a mailing from a patient hand.
    """
    if people > MANY:
        return f"one text to {people} people"
    marked = sum(one.kind is Kind.BULK for one in members)
    if 2 * marked >= len(members):
        return f"{marked} of {len(members)} are bulk by themselves"
    least, most = weights.approach
    asked = sorted(min(max(one.evidence, least), most) for one in members)
    if sum(asked) < weights.mailing_least * len(members):
        return f"a text to {people} people, which says nothing of an approach"
    upper = asked[3 * len(members) // 4]  # not every first message asks
    if upper + _faces(members, weights) + _pace(members, people, weights) < _size(people, weights):
        return f"a mailing to {people} people, which asks little that an approach asks"
    return ""


def _faces(members: Sequence[Looked], weights: LinkWeights) -> float:
    """What it says that several parties write it: a mailing has one or two, however many get it."""
    return weights.mailing_faces * (len({one.party for one in members}) - 1) / max(1, len(members) - 1)


def _pace(members: Sequence[Looked], people: int, weights: LinkWeights) -> float:
    """What it says how many are written to a day: whoever cultivates people has time for few."""
    times = [one.first for one in members if one.first]
    if len(times) < 2:
        return 0.0
    days = (max(times) - min(times)).total_seconds() / _A_DAY
    return at_level(weights.mailing_pace, people / max(days, 1.0))


def _size(people: int, weights: LinkWeights) -> float:
    """What has to be outweighed where more get it than one hand could cultivate."""
    return max(0.0, weights.mailing_size * log10(people / weights.mailing_from))
