"""What a group of linked conversations is: a campaign, bulk, or one party's correspondence."""

from collections.abc import Iterable, Sequence

from lurewatch.linking.looked import Looked
from lurewatch.model.campaign import Link
from lurewatch.model.kind import Kind

MANY = 200  # people: nobody cultivates as many with one text
_TEMPLATE = 25  # people from which a text needs evidence of an approach to be a campaign
_LITTLE = 2.0  # decibans of evidence, in the upper quarter, below which one party's text to several is a mailing
_MUCH = 10.0  # and below which one party's text to a template's number of people is


def is_correspondence(members: Sequence[Looked], links: Iterable[Link]) -> bool:
    """Whether nothing but one party's handle joins ordinary conversations: a customer who writes to several of ours."""
    if any(one.kind is not Kind.ORDINARY for one in members):
        return False
    return not any(link.apart or link.bound or _words_alike(link) for link in links)


def _words_alike(link: Link) -> bool:
    return any(one.trait == "wording" and one.decibans > 0 for one in link.traits)


def why_bulk(members: Sequence[Looked], people: int) -> str:
    """Why a group is bulk, in a sentence; empty if it is none. `members` may be some of a group of so many people."""
    if people > MANY:
        return f"one text to {people} people"
    marked = sum(one.kind is Kind.BULK for one in members)
    if 2 * marked >= len(members):
        return f"{marked} of {len(members)} are bulk by themselves"
    upper = sorted(one.evidence for one in members)[3 * len(members) // 4]
    if upper < (_MUCH if people >= _TEMPLATE else _LITTLE) and len({one.party for one in members}) < 2:
        return f"one party's mailing to {people} people, which asks little that an approach asks"
    return ""
