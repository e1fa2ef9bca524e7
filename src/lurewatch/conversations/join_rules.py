"""When two handles are one contact's (decision 0008): when their owner says so, never on a name alone.

Enough is an address that the contact calls their own and that is used afterwards, or what a network's list gives for
one person. What a stranger could gain by saying so, the good name of somebody well known, takes a word that cannot be
forged; and what two contacts call their own is neither's.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from lurewatch.conversations.card import names_in
from lurewatch.conversations.exchange import NOTHING, SKEW, Exchange
from lurewatch.conversations.identity import own_domain
from lurewatch.conversations.joins import Join, Joins
from lurewatch.conversations.material import Material
from lurewatch.conversations.mentions import How
from lurewatch.conversations.namings import Naming, candidates, is_answer, namings, own_word
from lurewatch.conversations.pairs import NOBODY
from lurewatch.conversations.selves import find_selves
from lurewatch.model.handle import Platform

_BY_LIST = "The network's own list gives both for one person."
_USED_AFTERWARDS = {
    How.WORDS: "The contact calls it their own in a message, and it was used afterwards.",
    How.CARD: "The contact's signature gives it, and it was used afterwards.",
    How.ANSWERS: "The contact's mail asks for answers there, and it was used afterwards.",
}
_BOTH_WAYS = "Each of the two names the other as the contact's own."
_UNDER_ONE_NAME = "The contact gives it as their own, and it wrote before under the same name."
_OF_NETWORKS = (f"{Platform.PROFILE}:", f"{Platform.ACCOUNT}:")

_Two = tuple[int, int]


def find_joins(material: Material, lists: Sequence[Sequence[str]], apart: Iterable[frozenset[str]] = ()) -> Joins:
    """What belongs together; `lists` are keys that a network gives for one person each, `apart` pairs of keys."""
    people = material.people({key for keys in lists for key in keys})
    shared = _shared_numbers(lists)
    listed = [
        pair for keys in lists for pair in _pairs([people[key] for key in keys if key in people and key not in shared])
    ]
    named = candidates(material, people)
    ours = material.ours
    if not any(not ours[one] and not ours[other] for one, other in [*listed, *named]):
        return Joins()
    keys = {number: key for key, number in people.items()}
    told = [pair for pair in listed if ours[pair[0]] and ours[pair[1]]]
    told += [pair for pair, numbers in named.items() if ours[pair[0]] and _is_told(material, pair, numbers, keys)]
    selves = find_selves(material.ledger, ours, material.keys, told)
    numbers = {key: number for number, key in enumerate(material.keys)}
    split = [frozenset(numbers[key] for key in pair if key in numbers) for pair in apart]
    rules = _Rules(material, Joins(selves, [pair for pair in split if len(pair) > 1]))
    rules.by_lists([pair for pair in listed if not (ours[pair[0]] or ours[pair[1]])])
    rules.by_namings([one for pair in named if not ours[pair[0]] for one in rules.namings(pair, keys, named[pair])])
    return rules.joins


def _shared_numbers(lists: Iterable[Sequence[str]]) -> set[str]:
    """Phone numbers that lists give for several people: an office's, and nobody's own."""
    entries = Counter(key for keys in lists for key in set(keys) if key.startswith(f"{Platform.PHONE}:"))
    return {key for key, count in entries.items() if count > 1}


def _pairs(numbers: Sequence[int]) -> Iterator[_Two]:
    return ((numbers[0], other) for other in numbers[1:] if other != numbers[0])


def _is_told(material: Material, pair: _Two, numbers: Sequence[int], keys: dict[int, str]) -> bool:
    """Whether one of ours says that a handle elsewhere is theirs; two addresses of one house are two people."""
    houses = {own_domain(material.keys[number]) for number in pair}
    return len(houses) > 1 and any(own_word(material, number, keys[pair[1]]) for number in numbers[:1])


class _Rules:
    """The rules over one material; what they allow is in `joins`."""

    def __init__(self, material: Material, joins: Joins) -> None:
        self.joins = joins
        self._material = material
        self._exchanges = lru_cache(maxsize=64)(lambda contact: material.exchanges(contact, joins.self_of))

    def namings(self, pair: _Two, keys: dict[int, str], numbers: Sequence[int]) -> Iterator[Naming]:
        """How one contact's handle names another."""
        return namings(self._material, pair, keys[pair[1]], numbers, self.joins.self_of)

    def by_lists(self, pairs: Iterable[_Two]) -> None:
        """Joins what a list gives for one person, for everybody of ours who has to do with both."""
        for one, other in pairs:
            for person in sorted(self._exchanges(one).keys() & self._exchanges(other).keys()):
                self.joins.add(person, Join(other, one, _BY_LIST))

    def by_namings(self, named: Sequence[Naming]) -> None:
        """Joins what the contacts name, in order of time; what several name comes last, when these may be one."""
        believed = [one for one in named if self._is_sound(one)]
        both = {(one.by, one.handle, one.person) for one in believed}
        namers: dict[int, set[int]] = {}
        for one in named:
            if not one.failed:
                namers.setdefault(one.handle, set()).add(one.by)
        ordered = sorted(believed, key=lambda one: (len(namers[one.handle]) > 1, _at(one), one.number))
        for one in ordered:
            reason = self._reason(one, both)
            if reason and self.joins.holders.together(namers[one.handle]):
                mention = one.mention
                self.joins.add(one.person, Join(one.handle, one.by, reason, one.number, mention.start, mention.end))

    def _is_sound(self, one: Naming) -> bool:
        """Whether the word can be believed: for somebody well known, not what anybody could have written."""
        exchange = self._exchange(one.by, one.person)
        is_sure = one.proven or not exchange.lends(_at(one)) or is_answer(self._material, one, exchange)
        return is_sure and not one.failed

    def _reason(self, one: Naming, both: set[tuple[int, int, int]]) -> str:
        """Why the handle named is the contact's; empty where that is not enough."""
        exchange = self._exchange(one.handle, one.person)
        if exchange.is_new(one.at):
            return _USED_AFTERWARDS[one.mention.how]
        if exchange.numbers and (one.handle, one.by, one.person) in both:
            return _BOTH_WAYS
        is_profile = self._material.keys[one.handle].startswith(_OF_NETWORKS)
        if is_profile and not exchange.lends(_at(one) + SKEW) and self._is_namesake(one, exchange):
            return _UNDER_ONE_NAME
        return ""

    def _is_namesake(self, one: Naming, exchange: Exchange) -> bool:
        first = next((n for n, by in zip(exchange.numbers, exchange.by_person, strict=True) if not by), NOBODY)
        if first == NOBODY:
            return False
        names, others = names_in(one.name), names_in(self._material.spool.read(first).author.name)
        return len(names & others) > 1 or bool(names and names == others)

    def _exchange(self, contact: int, person: int) -> Exchange:
        """What passed between a handle and one of ours."""
        return self._exchanges(contact).get(person, NOTHING)


def _at(one: Naming) -> float:
    return math.inf if math.isnan(one.at) else one.at
