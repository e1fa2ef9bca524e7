"""Words and names to fill texts with: drawn by rank as words of a language are, so that rare ones stay rare."""

from itertools import accumulate
from random import Random

_ONSETS = "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sc sh sl st t th tr v w".split()  # noqa: SIM905
_VOWELS = "a e i o u ai ea ee oa ou".split()  # noqa: SIM905
_ENDS = "b ck d ft g ld ll m n nd ng nt p r rd rk rt s sk ss st t th x".split()  # noqa: SIM905
_TAILS = ("", "-hq", "group", "-int")
_EXPONENT = 1.05  # of Zipf's law, as counted in running text
_DRAWN = 1 << 17


def word(random: Random, syllables: int) -> str:
    """An invented word."""
    pieces = (random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(syllables))
    return "".join(pieces) + random.choice(_ENDS)


class Vocabulary:
    """Invented words by rank; the next one is drawn by Zipf's law."""

    def __init__(self, size: int, random: Random) -> None:
        words = [word(random, 1 + (rank > 300) + (rank > 30_000)) for rank in range(size)]
        weights = list(accumulate(1 / rank**_EXPONENT for rank in range(1, size + 1)))
        self._drawn = random.choices(words, cum_weights=weights, k=_DRAWN)
        self._random = random

    def next(self) -> str:
        """A word, the common ones often."""
        return self._drawn[int(self._random.random() * _DRAWN)]


def name(random: Random) -> str:
    """A person's name."""
    return f"{word(random, 1).capitalize()} {word(random, 2).capitalize()}"


def firm(random: Random) -> str:
    """A firm's name."""
    kind = random.choice(("Advisory", "Partners", "Insight", "Research", "Consulting", "Talent", "Group", "Strategy"))
    return f"{word(random, 2).capitalize()} {kind}"


def domain(name: str, random: Random) -> str:
    """A domain for a firm."""
    joiner = random.choice(("", "-"))
    return f"{joiner.join(name.lower().split())}{random.choice(_TAILS)}.example"
