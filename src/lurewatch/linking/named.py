"""Addresses, houses and links that somebody else named, looked for among all that is kept of earlier conversations."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lurewatch.errors import UsageError
from lurewatch.linking.confirmed import values_of, with_traits
from lurewatch.linking.kept.folder import Folder
from lurewatch.linking.tokens import Token, TokenKind, addresses
from lurewatch.model.earlier import Earlier
from lurewatch.model.handle import Handle

_OF_PLACE = frozenset((TokenKind.DOMAIN, TokenKind.SITE))
_OF_LINK = frozenset((TokenKind.LINK, TokenKind.HANDLE, TokenKind.PHONE, TokenKind.PAYMENT))


class Named(NamedTuple):
    """What one bulletin names: handles, and places (domains), and links."""

    handles: Sequence[Handle] = ()
    domains: Sequence[str] = ()
    links: Sequence[str] = ()


def earlier_of_each(folder: Folder, named: Mapping[str, Named]) -> dict[str, list[Earlier]]:
    """The earlier conversations that have what each bulletin names, by its id; bulletins without any are left out.

    The folder is searched once for all.
    """
    whose: dict[Token, list[str]] = {}
    for id_, one in named.items():
        for token in _tokens(one):
            whose.setdefault(token, []).append(id_)
    told = {(token.kind.value, f"the {token.kind} {token.value}"): ids for token, ids in whose.items()}
    found: dict[str, list[Earlier]] = {}
    for earlier in with_traits(folder, list(whose)):
        mine: dict[str, list[int]] = {}
        for at, trait in enumerate(earlier.traits):
            for id_ in told[trait.trait, trait.detail]:
                mine.setdefault(id_, []).append(at)
        for id_, places in mine.items():
            traits = tuple(earlier.traits[at] for at in places)
            found.setdefault(id_, []).append(earlier._replace(traits=traits))
    return found


def _tokens(one: Named) -> set[Token]:
    places = (token for domain in one.domains for token in _values(domain) if token.kind in _OF_PLACE)
    links = (token for link in one.links for token in _values(link) if token.kind in _OF_LINK)
    return {*addresses(one.handles), *places, *links}


def _values(written: str) -> Iterable[Token]:
    """The values of a trait; none where it is a free mail service, which is nobody's, or of no form that is kept."""
    try:
        return values_of(written)
    except UsageError:
        return ()
