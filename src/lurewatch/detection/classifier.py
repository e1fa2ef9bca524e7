"""The learned text model: what the contact's everyday words say, one more detector beside the rules.

Only words that stand in lower case count, and only those the model knows: names and places are written otherwise, so no
feature can carry one. How often a word is repeated does not count, nor does length: the sum is divided by its root.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import fsum, sqrt

from lurewatch.detection.view import Part, View
from lurewatch.detection.weigh import AGAINST
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting
from lurewatch.text.fold import fold
from lurewatch.text.phrases import Span

WORDING = "wording"
LIMIT = 8.0  # decibans at which the shipped wording ends to count
_LONGEST = 3_000  # code points of a message that are heard: what follows in a long one is mostly lists and annexes
_FEWEST = 8  # known words: below that, the wording says nothing
_LOWER = re.compile(r"(?<!-)\b[a-zß-öø-ÿ]{3,}")  # not what follows a hyphen: a given name may end so
_SENTENCE = re.compile(r"[^\s.!?][^.!?]{0,400}[.!?]*")  # lines are wrapped anywhere; a list has no full stop


class Classifier:
    """Sums what is known of the words; `words` gives decibans for each, to be divided by the root of their number.

    `limit` is the most that they may say together, in decibans: the weight of `wording`; `against` is the share of it
    that they may say against.
    """

    name = WORDING

    def __init__(self, words: Mapping[str, float], limit: float = LIMIT, against: float = AGAINST) -> None:
        self._words = words
        self._limit = limit
        self._against = against

    def sight(self, view: View) -> Iterator[Sighting]:
        """At most one sighting, at the sentence that moved it most in the message that did."""
        known = self._words.keys()
        said = [(part, self.known_in(part)) for part in (view.of(Side.CONTACT) if known else ())]
        strength = self.strength(set().union(*(words for _, words in said)))
        if strength is None:
            return
        sign = 1.0 if strength > 0 else -1.0
        part, _ = max(said, key=lambda one: sign * self._sum(one[1]) / sqrt(len(one[1]) or 1))
        span = max(everyday(part), key=lambda one: sign * self._sum(one[1] & known))[0]
        yield Sighting(WORDING, WORDING, part.index, *span, strength)

    def known_in(self, part: Part) -> frozenset[str]:
        """The everyday words of a part of which something is known."""
        return words_in(part) & self._words.keys()

    def strength(self, heard: Collection[str]) -> float | None:
        """What known words say together, as a share of the limit; None if they are too few to say anything."""
        if len(heard) < _FEWEST:
            return None
        return max(-self._against, min(1.0, self._sum(heard) / sqrt(len(heard)) / self._limit))

    def _sum(self, words: Iterable[str]) -> float:
        return fsum(map(self._words.__getitem__, words))  # exact, so that the order of a set does not matter


def everyday(part: Part) -> Iterator[tuple[Span, frozenset[str]]]:
    """Each sentence of a part: its span in the original, and its words, folded, that stand there in lower case."""
    if part.folded.starts is not None:
        return _irregular(part, part.folded.starts)
    return iter(_regular(part.own))


def words_in(part: Part) -> frozenset[str]:
    """The everyday words of a part."""
    if part.folded.starts is not None:
        return frozenset[str]().union(*(words for _, words in _irregular(part, part.folded.starts)))
    return _heard(part.own)


@lru_cache(maxsize=512)  # what is read up to each message is the same text again
def _heard(own: str) -> frozenset[str]:
    return _words(own[:_LONGEST])


@lru_cache(maxsize=64)  # one mail to five of ours is the same text
def _regular(own: str) -> tuple[tuple[Span, frozenset[str]], ...]:
    return tuple((sentence.span(), _words(sentence[0])) for sentence in _SENTENCE.finditer(own, 0, _LONGEST))


def _words(sentence: str) -> frozenset[str]:
    found = _LOWER.findall(sentence)
    return frozenset(found if sentence.isascii() else (one if one.isascii() else fold(one).text for one in found))


def _irregular(part: Part, starts: Sequence[int]) -> Iterator[tuple[Span, frozenset[str]]]:
    """The same where the folded text and the original differ in length, as in a disguised one."""
    original = part.own
    for sentence in _SENTENCE.finditer(part.folded.text, 0, _LONGEST):
        found = _LOWER.finditer(part.folded.text, *sentence.span())
        words = frozenset(word[0] for word in found if not original[starts[word.start()]].isupper())
        yield part.folded.span(*sentence.span()), words


def words_of(parts: Iterable[Part]) -> set[str]:
    """All everyday words that the contact wrote."""
    return set().union(*(words_in(part) for part in parts if part.side is Side.CONTACT))
