"""Campaigns from what was compared, whoever compared it: grouped, and what is bulk set apart."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking import cluster
from lurewatch.linking.bulk import MANY, is_correspondence, why_bulk, why_standing
from lurewatch.linking.candidates import Numbers
from lurewatch.linking.cluster import Pair
from lurewatch.linking.comparing import Compared
from lurewatch.linking.looked import Looked
from lurewatch.linking.weights import LinkWeights
from lurewatch.model.campaign import Campaign, Decided, Link

Look = Callable[[Sequence[int]], Iterable[Looked]]
Bulk = Sequence[tuple[Numbers, str]]
_SAMPLED = 12  # of a large group of copies, those that are looked at before all


@dataclass(frozen=True, slots=True)
class Known:
    """Conversations by number: their ids, people of ours, and marks, which order them however they are numbered."""

    ids: Sequence[str]
    people: NDArray[np.int64]
    marks: Sequence[int]

    def in_order(self, pair: Pair) -> Pair:
        """A pair by marks."""
        a, b = pair
        return (b, a) if (self.marks[b], b) < (self.marks[a], a) else pair

    def wishes(self, decided: Sequence[Decided]) -> dict[Pair, Decided]:
        """What was decided, by numbers; what names a conversation that is not there is passed over."""
        numbers = {id_: number for number, id_ in enumerate(self.ids)} if decided else {}
        known = (one for one in decided if one.a in numbers and one.b in numbers)
        return {self.in_order((numbers[one.a], numbers[one.b])): one for one in known}


class Grouping:
    """Makes campaigns of known conversations; `prior` is what a link has to outweigh, in decibans below zero."""

    def __init__(self, known: Known, prior: float, weights: LinkWeights) -> None:
        self._known = known
        self._prior = prior
        self._weights = weights

    def bulk(self, groups: Sequence[Numbers], look: Look) -> Bulk:
        """The groups of copies that are bulk, and why; of each a few are looked at."""
        some = [self._some(copies) for copies in groups]
        seen = iter(look([number for few in some for number in few]))
        people = [self._people(copies) for copies in groups]
        reasons = [
            why_bulk(list(islice(seen, len(few))), count, self._weights)
            for few, count in zip(some, people, strict=True)
        ]
        return [(copies, reason) for copies, reason in zip(groups, reasons, strict=True) if reason]

    def campaigns(
        self,
        found: Iterable[Compared],
        seen: Mapping[int, Looked],
        wishes: Mapping[Pair, Decided],
        bulk: Bulk,
        mailings: Iterable[Numbers],
    ) -> list[Campaign]:
        """The campaigns, those of most people first; `mailings` are groups too large to be compared."""
        made = [self._campaign(group.tolist(), (), reason) for group, reason in bulk]
        made += self._grouped(found, seen, wishes)
        made += self._mass(mailings, made)
        return sorted((one for one in made if one.people > 1), key=lambda one: (-one.people, one.id))

    def _grouped(
        self, found: Iterable[Compared], seen: Mapping[int, Looked], wishes: Mapping[Pair, Decided]
    ) -> Iterator[Campaign]:
        marks = self._known.marks
        held = sorted(found, key=lambda one: (marks[one.pair[0]], marks[one.pair[1]], one.pair))
        links = {one.pair: self._link(one) for one in held}
        copies = {one.pair for one in held if one.copies}
        links |= {pair: links[pair]._replace(bound=one.reason) for pair, one in wishes.items() if one.bound}
        above = {pair: link.decibans + self._prior for pair, link in links.items()}
        wished = {pair: one.bound for pair, one in wishes.items()}
        stands = {one.pair: one.standing for one in held}
        groups = cluster.groups(above, copies, wished, marks, self._weights.unlinked)
        for group, pairs in zip(groups, _inside(groups, links, above), strict=True):
            members, inside = [seen[number] for number in group], [links[pair] for pair in pairs]
            if is_correspondence(members, inside):
                continue
            bound = any(link.bound for link in inside)
            reason = "" if bound else why_standing(inside, [stands.get(pair, 0) for pair in pairs])
            if not (bound or reason):
                reason = why_bulk(members, self._people(group), self._weights)
            yield self._campaign(group, inside, reason, self._prior)

    def _link(self, found: Compared) -> Link:
        a, b = sorted(self._known.ids[number] for number in found.pair)
        return Link(a, b, found.decibans, found.traits, found.apart)

    def _mass(self, mailings: Iterable[Numbers], found: Sequence[Campaign]) -> Iterator[Campaign]:
        """The mailings that are too large to be compared in pairs; what is linked otherwise is not told again."""
        linked = {id_ for one in found for id_ in one.conversations}
        for group in mailings:
            rest = [number for number in group.tolist() if self._known.ids[number] not in linked]
            people = self._people(rest)
            if people > MANY:
                yield self._campaign(rest, (), f"one text to {people} people")

    def _some(self, copies: Numbers) -> list[int]:
        if self._people(copies) > MANY:
            return []
        return sorted(copies.tolist(), key=self._known.marks.__getitem__)[:_SAMPLED]

    def _campaign(self, group: Sequence[int], links: Sequence[Link], bulk: str, prior: float = 0.0) -> Campaign:
        ids = sorted(self._known.ids[number] for number in group)
        named = hashlib.blake2b(ids[0].encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        return Campaign(named, bool(bulk), tuple(ids), self._people(group), tuple(sorted(links)), prior, bulk)

    def _people(self, group: Iterable[int]) -> int:
        return len({self._known.people[int(number)] for number in group})


def _inside(
    groups: Sequence[Sequence[int]], links: Mapping[Pair, Link], above: Mapping[Pair, float]
) -> list[list[Pair]]:
    """For each group the pairs whose links hold it together."""
    group_of = {number: at for at, group in enumerate(groups) for number in group}
    held: list[list[Pair]] = [[] for _ in groups]
    for (a, b), link in links.items():
        at = group_of.get(a)
        if at is not None and at == group_of.get(b) and (above[a, b] > 0 or link.bound):
            held[at].append((a, b))
    return held


def without(bulk: Bulk, pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs of which neither end is bulk."""
    apart = {int(one) for group, _ in bulk for one in group}
    return (pair for pair in pairs if apart.isdisjoint(pair))
