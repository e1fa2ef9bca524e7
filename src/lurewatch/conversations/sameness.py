"""Whether two texts are the same message, as it comes out of different mail programs.

Programs fold lines, mark quotations, write links and pictures out and change spaces; what they leave is the letters.
"""

import re
from functools import cached_property

_ADDED = re.compile(
    r"<(?:https?|mailto|tel):[^<>\s]{1,2000}>|\[(?:cid|image):[^\[\]\n]{1,200}\]|\[https?:[^\[\]\s]{1,2000}\]"
)
_NO_LETTER = re.compile(r"[\W_]+")
_LOOKED_AT = 30_000  # code points
_RUN = 5  # words
_LIKE = 0.9  # the share of the shorter text's runs of words that the other has too
_AS_LONG = 0.7
_SHORTEST = 60  # letters below which texts must agree to the letter


class Wording:
    """A text's letters and its runs of five words."""

    def __init__(self, text: str) -> None:
        self._words = _NO_LETTER.split(_ADDED.sub(" ", text[:_LOOKED_AT]).casefold())
        self.letters = "".join(self._words)

    @cached_property
    def _runs(self) -> frozenset[tuple[str, ...]]:
        words = [word for word in self._words if word]
        return frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False))

    def is_as(self, other: "Wording") -> bool:
        """Whether both are the same message: the same letters, or so with little added at an end or here and there."""
        short, long = sorted((self.letters, other.letters), key=len)
        if short == long:
            return True
        if len(short) < _SHORTEST or len(short) < _AS_LONG * len(long):
            return False
        if short in long:
            return True
        runs = min(len(self._runs), len(other._runs))
        return runs > 0 and len(self._runs & other._runs) >= _LIKE * runs
