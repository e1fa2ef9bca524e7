"""The door of linking: outlines in, campaigns out.

First every conversation is counted in columns of numbers; then those that share something rare are looked at closely,
compared in pairs, and grouped.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import numpy as np

from lurewatch.linking import cluster
from lurewatch.linking.bulk import MANY, is_correspondence, why_bulk
from lurewatch.linking.candidates import Numbers
from lurewatch.linking.cluster import Pair
from lurewatch.linking.columns import Columns, value_of
from lurewatch.linking.compare import Comparer, InCommon
from lurewatch.linking.hint import Hint
from lurewatch.linking.looked import Looked
from lurewatch.linking.near import Near, is_copy, large_copies, mass_mailings, near_in_wording, once, shared_values
from lurewatch.linking.outline import Outline
from lurewatch.linking.rarity import Rarity
from lurewatch.linking.weights import LinkWeights, shipped
from lurewatch.linking.wording import shared_wording
from lurewatch.model.campaign import Campaign, Decided, Link
from lurewatch.text.shingles import shingles, words

Look = Callable[[Sequence[int]], Iterable[Looked]]
_SAMPLED = 12  # of a large group of copies, those that are looked at before all
_BESIDE = 26.0  # decibans that all traits but wording and values may come to


class Linker:
    """Takes outlines one by one, in any order, and then gives the campaigns; holds numbers alone.

    `known_words` are what detection has learned of everyday words, in decibans.
    """

    def __init__(
        self, known_words: Mapping[str, float], weights: LinkWeights | None = None, comparer: type[Comparer] = Comparer
    ) -> None:
        self._columns = Columns(Rarity(), Hint(known_words))
        self._weights = weights or shipped()
        self._comparer = comparer
        self._ids: list[str] = []

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, one: Outline) -> None:
        """Takes the next conversation; it is known by its number, from 0, from here on."""
        self._ids.append(one.id)
        self._columns.add(one)

    def campaigns(self, look: Look, decided: Sequence[Decided] = ()) -> list[Campaign]:
        """The campaigns, those of most people first; `look` gives conversations by number, in the order asked.

        It is asked twice: for some of each large group of copies, and for all that are worth comparing.
        """
        near = near_in_wording(self._columns)
        values, *sharing = shared_values(self._columns)
        rarity = self._columns.rarity
        comparer = self._comparer(self._weights, rarity.population, lambda one: values.of(value_of(one)), rarity.common)
        bulk = self._bulk(large_copies(near, len(self._ids)), look)
        wishes = self._wishes(decided)
        worth = _without(bulk, [*self._worth(near, comparer), *once(*sharing)])
        pairs = sorted({*worth, *wishes})
        numbers = sorted({one for pair in pairs for one in pair})
        seen = dict(zip(numbers, look(numbers), strict=True))
        found = [self._campaign(group.tolist(), (), reason) for group, reason in bulk]
        found += self._grouped(pairs, seen, wishes, comparer)
        found += self._mass(found)
        return sorted((one for one in found if one.people > 1), key=lambda one: (-one.people, one.id))

    def _grouped(
        self, pairs: Sequence[Pair], seen: Mapping[int, Looked], wishes: Mapping[Pair, Decided], comparer: Comparer
    ) -> Iterator[Campaign]:
        links, copies = self._compared(pairs, seen, comparer)
        links |= {pair: links[pair]._replace(bound=one.reason) for pair, one in wishes.items() if one.bound}
        above = {pair: link.decibans + comparer.prior for pair, link in links.items()}
        wished = {pair: one.bound for pair, one in wishes.items()}
        groups = cluster.groups(above, copies, wished, self._columns.marks, self._weights.unlinked)
        group_of = {number: at for at, group in enumerate(groups) for number in group}
        held: list[list[Link]] = [[] for _ in groups]
        for (a, b), link in links.items():
            at = group_of.get(a)
            if at is not None and at == group_of.get(b) and (above[a, b] > 0 or link.bound):
                held[at].append(link)
        for group, inside in zip(groups, held, strict=True):
            members = [seen[number] for number in group]
            if is_correspondence(members, inside):
                continue
            bound = any(link.bound for link in inside)
            reason = "" if bound else why_bulk(members, self._people(group), self._weights)
            yield self._campaign(group, inside, reason, comparer.prior)

    def _bulk(self, groups: Sequence[Numbers], look: Look) -> list[tuple[Numbers, str]]:
        """The groups of copies that are bulk, and why; of each a few are looked at."""
        some = [self._some(copies) for copies in groups]
        seen = iter(look([number for few in some for number in few]))
        people = [self._people(copies) for copies in groups]
        reasons = [
            why_bulk(list(islice(seen, len(few))), count, self._weights)
            for few, count in zip(some, people, strict=True)
        ]
        return [(copies, reason) for copies, reason in zip(groups, reasons, strict=True) if reason]

    def _mass(self, found: Sequence[Campaign]) -> Iterator[Campaign]:
        """The mailings that are too large to be compared in pairs; what is linked otherwise is not told again."""
        linked = {id_ for one in found for id_ in one.conversations}
        for group in mass_mailings(self._columns):
            rest = [number for number in group.tolist() if self._ids[number] not in linked]
            people = self._people(rest)
            if people > MANY:
                yield self._campaign(rest, (), f"one text to {people} people")

    def _some(self, copies: Numbers) -> list[int]:
        if self._people(copies) > MANY:
            return []
        return sorted(copies.tolist(), key=self._columns.marks.__getitem__)[:_SAMPLED]

    def _worth(self, near: Near, comparer: Comparer) -> Iterator[Pair]:
        """The pairs whose wording could come to a link."""
        needed = -comparer.prior - _BESIDE
        least = next((bits for bits, decibans in self._weights.wording if decibans > needed), np.inf)
        wording = near.wording
        enough = (wording.bits >= least) & (wording.share >= self._weights.least_share)
        enough |= is_copy(wording)
        return once(near.a[enough], near.b[enough])

    def _compared(
        self, worth: Sequence[Pair], seen: Mapping[int, Looked], comparer: Comparer
    ) -> tuple[dict[Pair, Link], set[Pair]]:
        """The pairs as links, whatever they weigh, and which are copies; only the contact's own wording counts."""
        place = {number: at for at, number in enumerate(seen)}
        found = shingles(words([one.outline.text for one in seen.values()]))
        bits = self._columns.rarity.bits(found.hashes).astype(np.uint8)
        a, b = (np.array([place[pair[side]] for pair in worth], np.int64) for side in (0, 1))
        wording = shared_wording(a, b, found, bits, self._columns.rarity.rare)
        links, copies = dict[Pair, Link](), set[Pair]()
        columns = (wording.bits.tolist(), wording.passages.tolist(), wording.share.tolist(), is_copy(wording).tolist())
        for pair, *common in zip(worth, *columns, strict=True):
            a_seen, b_seen, shared = seen[pair[0]], seen[pair[1]], InCommon(*common)
            traits = comparer.traits(a_seen, b_seen, shared)
            if shared.is_copy and not comparer.is_one_message(a_seen, b_seen):
                copies.add(pair)
            ids = sorted(self._ids[number] for number in pair)
            apart = comparer.are_apart(a_seen, b_seen)
            links[pair] = Link(ids[0], ids[1], round(sum(one.decibans for one in traits), 1), traits, apart)
        return links, copies

    def _campaign(self, group: Sequence[int], links: Sequence[Link], bulk: str, prior: float = 0.0) -> Campaign:
        ids = sorted(self._ids[number] for number in group)
        named = hashlib.blake2b(ids[0].encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        return Campaign(named, bool(bulk), tuple(ids), self._people(group), tuple(sorted(links)), prior, bulk)

    def _people(self, group: Iterable[int]) -> int:
        return len({self._columns.people[int(number)] for number in group})

    def _wishes(self, decided: Sequence[Decided]) -> dict[Pair, Decided]:
        """What was decided, by numbers; what names a conversation that is not there is passed over."""
        numbers = {id_: number for number, id_ in enumerate(self._ids)} if decided else {}
        known = (one for one in decided if one.a in numbers and one.b in numbers)
        return {(min(a, b), max(a, b)): one for one in known for a, b in [(numbers[one.a], numbers[one.b])]}


def _without(bulk: Sequence[tuple[Numbers, str]], pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs of which neither end is bulk."""
    apart = {int(one) for group, _ in bulk for one in group}
    return (pair for pair in pairs if apart.isdisjoint(pair))
