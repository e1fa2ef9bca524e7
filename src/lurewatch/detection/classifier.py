"""The learned text model: what the contact's everyday words say, one more detector beside the rules.

Only words that stand in lower case count, and only those the model knows: names and places are written otherwise, so no
feature can carry one. How often a word is repeated does not count, nor does length: the sum is divided by its root.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from math import sqrt

from lurewatch.detection.view import Part, View
from lurewatch.model.conversation import Side
from lurewatch.model.evidence import Sighting
from lurewatch.text.phrases import Span

WORDING = "wording"
LIMIT = 8.0  # decibans at which the shipped wording ends to count
AGAINST = 0.25  # how much of that it may say against: ordinary words are the cheapest disguise
_FEWEST = 8  # known words: below that, the wording says nothing
_WORD = re.compile(r"[a-z]{3,}")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


class Classifier:
    """Sums what is known of the words; `words` gives decibans for each, to be divided by the root of their number.

    `limit` is the most that they may say together, in decibans: the weight of `wording`.
    """

    name = WORDING

    def __init__(self, words: Mapping[str, float], limit: float = LIMIT) -> None:
        self._words = words
        self._limit = limit

    def sight(self, view: View) -> Iterator[Sighting]:
        """At most one sighting, at the sentence that moved it most."""
        return self.over(view.parts)

    def over(self, parts: Iterable[Part]) -> Iterator[Sighting]:
        """The same for the first parts of a conversation."""
        ours = [part for part in parts if part.side is Side.CONTACT]
        known = {word for part in ours for word, _ in everyday(part) if word in self._words} if self._words else ()
        if len(known) < _FEWEST:
            return
        decibans = sum(sorted(self._words[word] for word in known)) / sqrt(len(known))
        strength = max(-AGAINST, min(1.0, decibans / self._limit))
        message, span = self._passage(ours, 1.0 if strength > 0 else -1.0)
        yield Sighting(WORDING, WORDING, message, *span, strength)

    def _passage(self, parts: Iterable[Part], sign: float) -> tuple[int, Span]:
        """The message and the sentence in it whose words moved the sum most, in the direction of `sign`."""
        found = ((self._moved(part, span, sign), part, span) for part in parts for span in _sentences(part))
        _, part, span = max(found, key=lambda one: one[0])
        return part.index, part.folded.span(*span)

    def _moved(self, part: Part, span: Span, sign: float) -> float:
        words = {word for word, start in everyday(part, span)}
        return sign * sum(sorted(self._words.get(word, 0.0) for word in words))


def _sentences(part: Part) -> Iterator[Span]:
    for sentence in _SENTENCE.finditer(part.folded.text):
        blank = len(sentence[0]) - len(sentence[0].lstrip())
        yield sentence.start() + blank, sentence.end()


def everyday(part: Part, span: Span | None = None) -> Iterator[tuple[str, int]]:
    """The words of a part, folded, that stand in lower case in the original, and where."""
    text, starts, original = part.folded.text, part.folded.starts, part.message.text
    start, end = span or (0, len(text))
    for word in _WORD.finditer(text, start, end):
        place = word.start()
        if not original[place if starts is None else starts[place]].isupper():
            yield word[0], place


def words_of(parts: Iterable[Part]) -> set[str]:
    """All everyday words that the contact wrote."""
    return {word for part in parts if part.side is Side.CONTACT for word, _ in everyday(part)}
