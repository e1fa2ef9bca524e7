"""Whether a text has the wording of a template: its pairs of neighbouring words, whatever stands in the slots."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil

from lurewatch.model.bulletin import Template
from lurewatch.model.shareable import SLOT
from lurewatch.text.fold import fold

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LONGEST = 20_000  # code points of a text that are compared
LEAST, SHARE = 12, 0.7  # pairs of a template that are there, and of all its pairs

Pair = tuple[str, str]


def pairs_of_text(text: str) -> frozenset[Pair]:
    """The pairs of neighbouring words of a text, folded."""
    words = _WORD.findall(fold(text[:_LONGEST]).text)
    return frozenset(pairwise(words))


def pairs_of_template(words: Template) -> frozenset[Pair]:
    """The pairs of neighbouring words in the runs of a template."""
    return frozenset(pair for run in _runs(words) for pair in pairwise(run))


def _runs(words: Iterable[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for word in words:
        if word == SLOT:
            yield run
            run = []
        else:
            run.append(word)
    yield run


class Wordings:
    """Templates, looked up by a text.

    Whoever has seven tenths of a template's pairs has one of any four tenths of them: the rarest are looked for, so
    that what everybody writes calls up no template.
    """

    def __init__(self, templates: Sequence[tuple[int, frozenset[Pair]]]) -> None:
        counts = Counter(pair for _, pairs in templates for pair in pairs)
        self._templates = [one for one in templates if len(one[1]) >= LEAST]
        self._by_pair = defaultdict[Pair, list[int]](list)
        for number, (_, pairs) in enumerate(self._templates):
            enough = len(pairs) - _needed(pairs) + 1
            for pair in sorted(pairs, key=lambda pair: (counts[pair], pair))[:enough]:
                self._by_pair[pair].append(number)

    def of(self, text: str) -> list[int]:
        """Whose templates a text has the wording of."""
        if not self._by_pair:
            return []
        pairs = pairs_of_text(text)
        asked = {number for pair in pairs for number in self._by_pair.get(pair, ())}
        return sorted({self._templates[one][0] for one in asked if self._is_in(one, pairs)})

    def _is_in(self, number: int, text: frozenset[Pair]) -> bool:
        pairs = self._templates[number][1]
        return len(text & pairs) >= _needed(pairs)


def _needed(pairs: frozenset[Pair]) -> int:
    return max(LEAST, ceil(SHARE * len(pairs)))
