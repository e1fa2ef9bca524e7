"""A copy of a text to match on, with the way back to what was really written.

Folding lowers case, takes accents off, writes look-alike letters as the Latin ones they imitate, turns white space
and typographic sign into its plain form, and drops what cannot be seen. The exact text is never changed: `Folded.span`
leads from a span of the copy to the span of the original.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from lurewatch.text.look_alike import LATIN_OF

# Invisible: zero-width signs, soft hyphen, bidirectional controls, variation selectors, tags.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef"
)
_IS_INVISIBLE = re.compile(f"[{_INVISIBLE}]")
_IRREGULAR = "\uffff"  # marks characters that do not fold to exactly one; a noncharacter, so never in real text
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\t\n\r\v\f\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\u2028\u2029", " "),
        **dict.fromkeys("‘’‚‛ʼ´`′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_WHITE = str.maketrans("\t\n\r\v\f", "     ")


class Folded(NamedTuple):
    """The folded text; `starts` gives the offset in the original of each character, or is None if they agree."""

    text: str
    starts: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span for a span of the folded text, both in code points; an empty span stays empty."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end - 1] + 1 if end > start else self.starts[start]

    def position(self, original: int) -> int:
        """Where an offset of the original lies in the folded text (the next character kept)."""
        return original if self.starts is None else bisect_left(self.starts, original)


def _fold_one(character: str) -> str:
    """What one character folds to: none for the invisible, several for a ligature or sharp s, else one."""
    if _IS_INVISIBLE.match(character):
        return ""
    if character == "ß":
        return "ss"
    if character in LATIN_OF:
        return LATIN_OF[character]
    letters = unicodedata.normalize("NFKD", character)
    folded = "".join(LATIN_OF.get(c, c) for c in letters if not unicodedata.combining(c)).lower()
    # A sign that would unfold to several (an ellipsis, a fraction) parts words and no more.
    return folded if len(folded) <= 1 or character.isalpha() else " "


class _Table(dict[int, str]):
    """Folding by `str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_one(chr(code))
        self[code] = folded if len(folded) == 1 else _IRREGULAR
        return self[code]


_TABLE = _Table({code: str(sign) for code, sign in _PLAIN.items()})


def fold(text: str) -> Folded:
    """The folded copy of a text; plain ASCII, which most text is, costs two passes in C."""
    if text.isascii():
        return Folded(text.lower().translate(_WHITE))
    folded = text.translate(_TABLE)
    return Folded(folded) if _IRREGULAR not in folded else _with_map(text, folded)


def _with_map(text: str, folded: str) -> Folded:
    """The folded text where some characters, marked in `folded`, do not fold to just one; the rest goes in runs."""
    pieces: list[str] = []
    starts: list[int] = []
    begin = 0
    while (at := folded.find(_IRREGULAR, begin)) >= 0:
        several = _fold_one(text[at])
        pieces += folded[begin:at], several
        starts += [*range(begin, at), *[at] * len(several)]
        begin = at + 1
    starts += range(begin, len(text) + 1)
    return Folded("".join([*pieces, folded[begin:]]), starts)


_IMITATING = LATIN_OF.keys() - {"ı"}  # folds as the others do, but it is a letter of Turkish names, not a disguise
_SUSPECT = re.compile(f"[{''.join(sorted(_IMITATING))}{_INVISIBLE}]")
_WORD = re.compile(r"[^\W\d_]+(?:[" + _INVISIBLE + r"]+[^\W\d_]+)*")


def disguised(text: str, limit: int = 5) -> list[tuple[int, int]]:
    """Spans of words that hide what they spell: Latin letters mixed with look-alikes, or invisible signs inside a word.

    At most `limit` of them. A word wholly in another script is not a disguise, nor is a soft hyphen.
    """
    if text.isascii() or not _SUSPECT.search(text):
        return []
    found: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        if not word.group().isascii() and _is_disguised(word.group().replace("\u00ad", "")):
            found.append(word.span())
            if len(found) == limit:
                break
    return found


def _is_disguised(word: str) -> bool:
    plain = sum("a" <= c.lower() <= "z" for c in word)
    imitating = sum(c in _IMITATING for c in word)
    inside = plain >= 2 and bool(re.search(r"[A-Za-z][\u200b\u200c\u200d\u2060\ufeff]+[A-Za-z]", word))
    return inside or (plain > 0 and imitating > 0)
