"""Slips of the keyboard in about every third longer word; its first and last letters stay."""

import re
from random import Random

from evaluation.attacks.rewriting import drawn, on_texts


_HOW_OFTEN = 0.33
_LONG = re.compile(r"\b[a-zß-öø-ÿ]{5,}\b")


def _slip(word: str, draw: Random) -> str:
    at = draw.randrange(1, len(word) - 2)
    swapped = f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"
    return draw.choice((swapped, f"{word[: at + 1]}{word[at:]}", f"{word[:at]}{word[at + 1 :]}"))


def _typed(text: str) -> str:
    draw = drawn(text)
    return _LONG.sub(lambda found: _slip(found[0], draw) if draw.random() < _HOW_OFTEN else found[0], text)


typos = on_texts(_typed)
