"""The learned text model: what the contact's everyday words say, one more detector beside the rules.

The shipped model knows words alone; one learned from a house's own cases also where they stand (see `everyday`).
Length does not count: of each sort of hints the sum is divided by the root of their number.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
        self._in = hints_in if any(map(sort_of, words)) else words_in

    def sight(self, view: View) -> Iterator[Sighting]:
        """At most one sighting, at the sentence that moved it most in the message that did."""
        known = self._words.keys()
        said = [(part, self.known_in(part)) for part in (view.of(Side.CONTACT) if known else ())]
        strength = self.strength(frozenset[Hint]().union(*(hints for _, hints in said)))
        if strength is None:
            return
        sign = 1.0 if strength > 0 else -1.0
        part, _ = max(said, key=lambda one: sign * summed(one[1], self._words))
        span = max(sentences(part), key=lambda one: sign * fsum(self._values(one[1] & known)))[0]
        yield Sighting(WORDING, WORDING, part.index, *span, strength)

    def known_in(self, part: Part) -> frozenset[Hint]:
        """The everyday words of a part of which something is known."""
        return self._in(part) & self._words.keys()

    def strength(self, heard: Collection[Hint]) -> float | None:
        """What known words say together, as a share of the limit; None if they are too few to say anything."""
        if sum(not sort_of(one) for one in heard) < _FEWEST:
            return None
        return max(-self._against, min(1.0, summed(heard, self._words) / self._limit))

    def _values(self, hints: Iterable[Hint]) -> Iterator[float]:
        return map(self._words.__getitem__, hints)


def summed(known: Collection[Hint], words: Mapping[Hint, float]) -> float:
    """What known hints say together, in decibans: each sort divided by the root of its number."""
    sorts: Sequence[Collection[Hint]] = list(by_sort(known).values())
    # fsum is exact, so that the order of a set does not matter.
    return fsum(fsum(words[one] for one in hints) / sqrt(len(hints)) for hints in sorts)
