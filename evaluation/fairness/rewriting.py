"""Rewrites a text by features of second-language writing, drawn by a seed, so that each run rewrites alike.

One writer has some of the features and not others, and shows each of them at most places, not at all.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

HAS, SHOWS = 0.6, 0.7  # how likely a writer has a feature; and shows it where it could be shown
SLIPS = 0.02  # how many of a writer's longer words have two letters swapped, one doubled or one lost


@dataclass(frozen=True, slots=True)
class Feature:
    """One habit: where it shows, and what stands there then; several texts, of which one is drawn, or a function."""

    name: str
    where: re.Pattern[str]
    instead: tuple[str, ...] | Callable[[re.Match[str]], str]


def feature(name: str, where: str, *instead: str) -> Feature:
    r"""A feature in regular expressions: case is ignored, and a capital stays one; `\1` is the first group."""
    return Feature(name, re.compile(where, re.IGNORECASE), instead)


def by_table(name: str, table: Mapping[str, str], before: str = r"\b", after: str = r"\b") -> Feature:
    """A feature that puts one word for another."""
    keys = sorted(table, key=len, reverse=True)
    where = re.compile(f"{before}(?:{'|'.join(map(re.escape, keys))}){after}", re.IGNORECASE)
    return Feature(name, where, lambda found: table[found.group().lower()])


def writer(seed: str, features: Sequence[Feature]) -> Callable[[str], str]:
    """Somebody who has some of these features; a function from what a text says to how they write it."""
    draw = Random(seed)  # noqa: S311  drawn alike in each run
    own = [one for one in features if draw.random() < HAS]

    def write(text: str) -> str:
        for one in own:
            text = one.where.sub(lambda found, one=one: _shown(found, one, draw), text)  # type: ignore[misc]
        return _LONG.sub(lambda found: _slip(found.group(), draw), text)

    return write


def _shown(found: re.Match[str], one: Feature, draw: Random) -> str:
    if draw.random() > SHOWS:
        return found.group()
    new = found.expand(draw.choice(one.instead)) if isinstance(one.instead, tuple) else one.instead(found)
    return new[:1].upper() + new[1:] if found.group()[:1].isupper() else new


_LONG = re.compile(r"\b[a-zß-öø-ÿ]{5,}\b")


def _slip(word: str, draw: Random) -> str:
    """The word, or now and then a slip of it; its first letter stays."""
    if draw.random() >= SLIPS:
        return word
    at = draw.randrange(1, len(word) - 1)
    swapped = f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"
    return draw.choice((swapped, word[: at + 1] + word[at:], word[:at] + word[at + 1 :]))
