"""The door of linking: outlines in, campaigns out.

First every conversation is counted in columns of numbers; then those that share something rare are looked at closely,
compared in pairs, and grouped.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.columns import Columns, value_of
from lurewatch.linking.compare import Comparer
from lurewatch.linking.comparing import compared, could_link
from lurewatch.linking.grouping import Grouping, Known, Look, without
from lurewatch.linking.hint import Hint
from lurewatch.linking.near import large_copies, mass_mailings, near_in_wording, once, shared_values
from lurewatch.linking.outline import Outline
from lurewatch.linking.part import Part
from lurewatch.linking.rarity import Rarity
from lurewatch.linking.weights import LinkWeights, shipped
from lurewatch.model.campaign import Campaign, Decided


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

    def take(self, part: Part) -> None:
        """Takes conversations that were looked at elsewhere, of which `counted` tells what was counted there."""
        self._columns.rarity.conversations += len(part.ids)
        self._ids += part.ids
        self._columns.take(part)

    def counted(self, at: int, counts: NDArray[np.uint16]) -> None:
        """Adds what was counted elsewhere, slice by slice, as `Rarity.slice` gives it."""
        self._columns.rarity.add(at, counts)

    def campaigns(self, look: Look, decided: Sequence[Decided] = ()) -> list[Campaign]:
        """The campaigns, those of most people first; `look` gives conversations by number, in the order asked.

        It is asked twice: for some of each large group of copies, and for all that are worth comparing.
        """
        near = near_in_wording(self._columns)
        values, *sharing = shared_values(self._columns)
        rarity = self._columns.rarity
        comparer = self._comparer(self._weights, rarity.population, lambda one: values.of(value_of(one)), rarity.common)
        known = Known(self._ids, np.array(self._columns.people, np.int64), self._columns.marks)
        grouping = Grouping(known, comparer.prior, self._weights)
        bulk = grouping.bulk(large_copies(near, len(self._ids)), look)
        wishes = known.wishes(decided)
        enough = could_link(near.wording, comparer)
        worth = without(bulk, [*once(near.a[enough], near.b[enough]), *once(*sharing)])
        pairs = sorted({*worth, *wishes})
        numbers = sorted({one for pair in pairs for one in pair})
        seen = dict(zip(numbers, look(numbers), strict=True))
        found = compared(pairs, seen, rarity, comparer)
        return grouping.campaigns(found, seen, wishes, bulk, mass_mailings(self._columns))
