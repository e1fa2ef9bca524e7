"""What ties a campaign's conversations together, as places on the page: people on one side, contacts on the other.

The contacts stand in an order in which each is tied to one above it, so that every tie has lines of words to itself.
Widths are in percent, heights in pixels, as in `picture`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from lurewatch.model.campaign import Link, TraitShared
from lurewatch.telling.joined import Member
from lurewatch.telling.picture import is_loud, short
from lurewatch.telling.wording import decibans

_TRAITS = 2  # told of one tie
_LINE, _GAP, _HEAD, _PERSON = 17, 18, 12, 30  # pixels
_PERSON_X, _CONTACT_X, _LANE, _LANES, _WORDS_X = 23.0, 35.0, 1.8, 4, 44.0  # percent

_Best: TypeAlias = Mapping[tuple[str, str], Link]


class Dot(NamedTuple):
    """One of our people, by their token."""

    token: str
    y: int


class Party(NamedTuple):
    """A contact by number and short name; `says` are the lines that tell its ties."""

    number: int
    name: str
    y: int
    says: tuple[str, ...]


class Thread(NamedTuple):
    """A conversation, drawn from a person to a contact."""

    y1: int
    y2: int
    is_loud: bool


class Tie(NamedTuple):
    """What ties two contacts: a bracket from one down to the other."""

    x: float
    y1: int
    y2: int


class Ties(NamedTuple):
    """The drawing, with its places."""

    people: tuple[Dot, ...]
    parties: tuple[Party, ...]
    threads: tuple[Thread, ...]
    ties: tuple[Tie, ...]
    height: int
    person_x: float = _PERSON_X
    contact_x: float = _CONTACT_X
    words_x: float = _WORDS_X


class _Placed(NamedTuple):
    contact: str
    above: int | None  # the place of the contact that it is tied to


def ties(members: Sequence[Member], links: Sequence[Link], tokens: Mapping[str, str]) -> Ties:
    """The drawing of conversations and of the links among them."""
    best = _strongest(members, links)
    placed = list(_in_order([*dict.fromkeys(one.contact for one in members)], best))
    says = [tuple(_lines(one, placed, best)) for one in placed]
    rows, height = _rows(says)
    names = {one.contact: short(one.name) for one in reversed(members)}
    parties = tuple(
        Party(n, names[one.contact], y, lines)
        for n, (one, y, lines) in enumerate(zip(placed, rows, says, strict=True), start=1)
    )
    people, height = _people(members, height)
    row_of = {one.contact: y for one, y in zip(placed, rows, strict=True)}
    threads = (Thread(people[one.person], row_of[one.contact], is_loud(one)) for one in members)
    dots = tuple(Dot(tokens[person], y) for person, y in people.items())
    return Ties(dots, parties, tuple(dict.fromkeys(threads)), tuple(_brackets(placed, rows)), height)


def traits_shared(link: Link) -> list[TraitShared]:
    """The traits in common that speak for one hand, those that weigh most first."""
    return [one for one in link.traits if one.decibans > 0 and one.trait != "approach"]


def _strongest(members: Sequence[Member], links: Sequence[Link]) -> _Best:
    """The strongest link of each two contacts, whichever is named first, and of each contact's own conversations."""
    contact = {one.id: one.contact for one in members}
    best: dict[tuple[str, str], Link] = {}
    for link in sorted(links, key=lambda one: (-one.decibans, one.a, one.b)):
        if link.a in contact and link.b in contact:
            a, b = contact[link.a], contact[link.b]
            best.setdefault((a, b), link)
            best.setdefault((b, a), link)
    return best


def _in_order(waiting: list[str], best: _Best) -> Iterator[_Placed]:
    """Each contact below one that it is tied to, the strongest tie first (Prim's tree); else in the given order."""
    placed: list[str] = []
    while waiting:
        open_ties = [(a, b) for a in placed for b in waiting if (a, b) in best]
        found = max(open_ties, key=lambda pair: best[pair].decibans, default=None)
        one = found[1] if found else waiting[0]
        waiting.remove(one)
        placed.append(one)
        yield _Placed(one, placed.index(found[0]) if found else None)


def _lines(one: _Placed, placed: Sequence[_Placed], best: _Best) -> Iterator[str]:
    if one.above is not None:
        yield from _told(f"like {one.above + 1}", best[placed[one.above].contact, one.contact])
    if own := best.get((one.contact, one.contact)):
        yield from _told("own", own)


def _told(whose: str, link: Link) -> Iterator[str]:
    for trait in traits_shared(link)[:_TRAITS]:
        yield f"{whose}: {trait.trait} {decibans(trait.decibans)}"
    if link.bound:
        yield f"{whose}: bound by a person"


def _rows(says: Sequence[Sequence[str]]) -> tuple[list[int], int]:
    """Where each contact stands with its lines below, and the height of all."""
    rows, y = [], _HEAD
    for lines in says:
        rows.append(y)
        y += _LINE * len(lines) + _LINE + _GAP
    return rows, y - _GAP


def _people(members: Sequence[Member], height: int) -> tuple[dict[str, int], int]:
    """Where each person stands, evenly over the height, which grows where they need more."""
    people = list(dict.fromkeys(one.person for one in members))
    height = max(height, _HEAD + _PERSON * len(people))
    step = min((height - _HEAD) // len(people), 2 * _PERSON)
    return {person: _HEAD + at * step for at, person in enumerate(people)}, height


def _brackets(placed: Sequence[_Placed], rows: Sequence[int]) -> Iterator[Tie]:
    """The ties, all those of one contact above on one line down."""
    above = [one.above for one in placed]
    lanes = {one: at % _LANES for at, one in enumerate(dict.fromkeys(one for one in above if one is not None))}
    for at, one in enumerate(above):
        if one is not None:
            yield Tie(round(_CONTACT_X + _LANE * (lanes[one] + 1), 1), rows[one], rows[at])
