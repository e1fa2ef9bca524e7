"""One hand under different claimed identities: the only way in which being linked is evidence of an approach."""

from collections.abc import Iterable, Mapping

from lurewatch.model.campaign import Campaign, Link
from lurewatch.model.evidence import Sighting

_SAYS = frozenset(("wording", "phone", "link", "handle", "payment"))  # what no two parties share by chance
_ENOUGH = 40.0  # decibans of such traits


def same_hand(campaigns: Iterable[Campaign]) -> Mapping[str, Sighting]:
    """By conversation, the sighting that whoever wrote it writes to others of ours as somebody else."""
    telling = (link for one in campaigns if not one.bulk for link in one.links if _tells(link))
    return {id_: Sighting("same-hand", "linked-under-another-name", 0, 0, 0) for link in telling for id_ in link[:2]}


def _tells(link: Link) -> bool:
    return link.apart and sum(one.decibans for one in link.traits if one.trait in _SAYS) >= _ENOUGH
