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

# Invisible: zero-width signs, soft hyphen, bidirectional controls, variation selectors, tags, circles round a letter.
_INVISIBLE = (
    "\u0488\u0489\u20dd-\u20e4\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
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
# A word whose letters are set apart ("s e c r e t", "s.e.c.r.e.t"): first a cheap sign of one, then the word.
_APART_SIGN = re.compile(r"[ .*_-]\w[ .*_-]\w[ .*_-]\w[ .*_-]")
_APART = re.compile(r"(?<![\w.*_-])[^\W\d_]([ .*_-])[^\W\d_](?:\1[^\W\d_]){3,}(?![\w*_-])")
_JOINER = "\u2060"
_MARKS = re.compile(r"^>[> ]*", re.MULTILINE)


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
    """The folded copy of a text; plain ASCII, which most text is, costs three passes in C."""
    if _APART_SIGN.search(text):
        text = _APART.sub(_closed_up, text)
    if text.isascii():
        return Folded(text.lower().translate(_WHITE))
    folded = text.translate(_TABLE)
    return Folded(folded) if _IRREGULAR not in folded else _with_map(text, folded)


def without_marks(text: str) -> str:
    """The text, as long as before, with signs that folding drops in place of the marks of quotation before its lines.

    So words are found that go on over two lines which have them.
    """
    if "\n>" not in text and not text.startswith(">"):
        return text
    return _MARKS.sub(lambda marks: _JOINER * len(marks[0]), text)


def _closed_up(word: re.Match[str]) -> str:
    """A word set apart, as long as before, with signs between its letters that folding drops."""
    letters: str = word[0]
    return _JOINER.join(letters[::2])


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
_RIGHT_TO_LEFT = (
    "\u202e"  # makes Latin letters show in reverse; who pastes a telephone number brings the other controls
)
_RANGES = re.findall("(.)(?:-(.))?", _INVISIBLE)
_HIDING = frozenset(chr(code) for first, last in _RANGES for code in range(ord(first), ord(last or first) + 1))
_SUSPECT = _IMITATING | _HIDING  # a set: a class of so many signs is slow to look for
_WORD = re.compile(r"[^\W\d_]+(?:[" + _INVISIBLE + r"]+[^\W\d_]+)*")
_REVERSED = re.compile(_RIGHT_TO_LEFT + r"[^\W\d_]*[A-Za-z][^\u202c\n]{0,200}")
_FULL_WIDTH = "\uff21-\uff3a\uff41-\uff5a"
_SET = f"\U0001d400-\U0001d7ff\u249c-\u24e9\U0001f110-\U0001f189{_FULL_WIDTH}ᴀʙᴄᴅᴇꜰɢʜᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"
_IS_SET = re.compile(f"[{_SET}]{{3,}}")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def disguised(text: str, limit: int = 5) -> list[tuple[int, int]]:
    """Spans of words that hide what they spell: Latin letters mixed with look-alikes, invisible signs inside a word, or
    Latin letters made to run from right to left.

    At most `limit` of them. A word wholly in another script is not a disguise, nor is a soft hyphen.
    """
    if text.isascii() or _SUSPECT.isdisjoint(text):
        return []
    found = [word.span() for word in _REVERSED.finditer(text)][:limit] if _RIGHT_TO_LEFT in text else []
    for word in _WORD.finditer(text):
        if len(found) >= limit:
            break
        if not word.group().isascii() and _is_disguised(word.group().replace("\u00ad", "")):
            found.append(word.span())
    return sorted(found)


def set_otherwise(text: str) -> tuple[int, int] | None:
    """The first word in letters that a search does not find though the eye reads them, or None.

    Mathematical, enclosed, full-width and small capital letters (full-width ones are at home beside East Asian text),
    and small letters set apart; capitals set apart are a heading.
    """
    if not text.isascii() and (word := _IS_SET.search(text)) and not _EAST_ASIAN.search(text):
        return word.span()
    if _APART_SIGN.search(text):
        return next((word.span() for word in _APART.finditer(text) if word[0].islower()), None)
    return None


def _is_disguised(word: str) -> bool:
    plain = sum("a" <= c.lower() <= "z" for c in word)
    imitating = sum(c in _IMITATING for c in word)
    inside = plain >= 2 and bool(re.search(r"[A-Za-z][\u200b\u200c\u200d\u2060\ufeff]+[A-Za-z]", word))
    return inside or (plain > 0 and imitating > 0)
