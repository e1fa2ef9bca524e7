"""Pairs that are worth it compared, many at a time: a value for each, which anybody may put together with others."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.cluster import Pair
from lurewatch.linking.columns import value_of
from lurewatch.linking.compare import Comparer, InCommon
from lurewatch.linking.looked import Looked
from lurewatch.linking.near import Values, is_copy
from lurewatch.linking.rarity import Rarity
from lurewatch.linking.standing import standing
from lurewatch.linking.weights import shipped
from lurewatch.linking.wording import Wording, shared_wording
from lurewatch.model.campaign import TraitShared
from lurewatch.text.shingles import shingles, words

_BESIDE = 26.0  # decibans that all traits but wording and values may come to


class Compared(NamedTuple):
    """Two conversations by number, their traits, whatever these weigh together, and what makes of them a pair.

    `apart` where the contacts appear as different parties, `copies` where one text is a copy of the other, `standing`
    how many conversations have what both texts are mostly made of.
    """

    pair: Pair
    traits: tuple[TraitShared, ...]
    apart: bool
    copies: bool
    standing: int

    @property
    def decibans(self) -> float:
        """The sum of the traits."""
        return round(sum(one.decibans for one in self.traits), 1)


def could_link(wording: Wording, comparer: Comparer) -> NDArray[np.bool_]:
    """Which pairs' wording could come to a link."""
    needed = -comparer.prior - _BESIDE
    least = next((bits for bits, decibans in comparer.weights.wording if decibans > needed), np.inf)
    enough = (wording.bits >= least) & (wording.share >= comparer.weights.least_share)
    could: NDArray[np.bool_] = enough | is_copy(wording)
    return could


def compared(pairs: Sequence[Pair], seen: Mapping[int, Looked], rarity: Rarity, comparer: Comparer) -> list[Compared]:
    """The pairs in order, each with its traits; only the contact's own wording counts."""
    place = {number: at for at, number in enumerate(seen)}
    found = shingles(words([one.outline.text for one in seen.values()]))
    bits = rarity.bits(found.hashes)
    a, b = (np.array([place[pair[side]] for pair in pairs], np.int64) for side in (0, 1))
    wording = shared_wording(a, b, found, bits, rarity.rare)
    columns = (wording.bits.tolist(), wording.passages.tolist(), wording.share.tolist(), is_copy(wording).tolist())
    many = standing(found, rarity.here(found.hashes))
    both = np.minimum(many[a], many[b]).tolist()
    return [
        _compared(pair, (seen[pair[0]], seen[pair[1]]), InCommon(*common), comparer)._replace(standing=stands)
        for pair, stands, *common in zip(pairs, both, *columns, strict=True)
    ]


def _compared(pair: Pair, two: tuple[Looked, Looked], common: InCommon, comparer: Comparer) -> Compared:
    copies = common.is_copy and not comparer.is_one_message(*two)
    return Compared(pair, comparer.traits(*two, common), comparer.are_apart(*two), copies, 0)


def comparer_of(rarity: Rarity, values: Values | None = None) -> Comparer:
    """What compares as the counts say, by the shipped weights; without values all of them count as one's own."""
    known = values or Values(np.zeros(0, np.uint64), np.zeros(0, np.int64))
    return Comparer(shipped(), rarity.population, lambda token: known.of(value_of(token)), rarity.common)
