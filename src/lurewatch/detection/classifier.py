"""The learned text model: what the contact's everyday words say, one more detector beside the rules.

The shipped model knows words alone; one learned from a house's own cases also where they stand (see `everyday`).
Length does not count: of each sort of hints the sum is divided by the root of their number.
"""

from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from math import fsum, sqrt

from lurewatch.detection.everyday import Hint, by_sort, hints_in, sentences, sort_of, words_in
from lurewatch.detection.view import Part, View
from lurewatch.detection.weigh import AGAINST
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting

WORDING = "wording"
LIMIT = 8.0  # decibans at which the shipped wording ends to count
_FEWEST = 8  # known words: below that, the wording says nothing


class Classifier:
    """Sums what is known of the words; `words` gives decibans for each hint, to be divided by the root of their number.

    `limit` is the most that they may say together, in decibans: the weight of `wording`; `against` is the share of it
    that they may say against.
    """

    name = WORDING

    def __init__(self, words: Mapping[Hint, float], limit: float = LIMIT, against: float = AGAINST) -> None:
        self._words = words
        self._limit = limit
        self._against = against
        self._closely = any(map(sort_of, words))
        self._in = hints_in if self._closely else words_in
        self._sorts = [frozenset(hints) for hints in by_sort(words).values()]
        self._alone = frozenset(word for word in words if not sort_of(word))

    def sight(self, view: View) -> Iterator[Sighting]:
        """At most one sighting, at the sentence that moved it most in the message that did."""
        known = self._words.keys()
        said = [(part, self.known_in(part)) for part in (view.of(Side.CONTACT) if known else ())]
        strength = self.strength(frozenset[Hint]().union(*(hints for _, hints in said)))
        if strength is None:
            return
        sign = 1.0 if strength > 0 else -1.0
        part, _ = max(said, key=lambda one: sign * self._summed(one[1]))
        said_in = sentences(part, closely=self._closely)
        span = max(said_in, key=lambda one: sign * self._sum(one[1] & known))[0]
        yield Sighting(WORDING, WORDING, part.index, *span, strength)

    def known_in(self, part: Part) -> frozenset[Hint]:
        """The everyday words of a part of which something is known."""
        return self._in(part) & self._words.keys()

    def strength(self, heard: AbstractSet[Hint]) -> float | None:
        """What known words say together, as a share of the limit; None if they are too few to say anything."""
        if len(heard & self._alone if self._closely else heard) < _FEWEST:
            return None
        return max(-self._against, min(1.0, self._summed(heard) / self._limit))

    def _summed(self, heard: AbstractSet[Hint]) -> float:
        """As `summed`; what is of which sort is known beforehand, since this is asked of each message."""
        if not self._closely:
            return self._sum(heard) / sqrt(len(heard) or 1)
        sorts = [hints for known in self._sorts if (hints := heard & known)]
        return fsum(self._sum(hints) / sqrt(len(hints)) for hints in sorts)

    def _sum(self, hints: Collection[Hint]) -> float:
        return fsum(map(self._words.__getitem__, hints))  # exact, so that the order of a set does not matter


def summed(known: Collection[Hint], words: Mapping[Hint, float]) -> float:
    """What known hints say together, in decibans: each sort divided by the root of its number."""
    return fsum(fsum(words[one] for one in hints) / sqrt(len(hints)) for hints in by_sort(known).values())
