"""Which language a text is in, in so far as it matters: one that is judged, another, or too little to tell.

A text is taken for another language only where it shows it: letters of another script, several different words that
hold its sentences together, or lines of running prose in which no such word of a judged language stands. Tables,
code, addresses and names are none of these.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import tomli

OTHER = "other"
UNTOLD = ""  # too little to tell

_SAMPLE, _MORE = 600, 4_000  # code points looked at; the second where the first do not settle it
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = "a-zA-Zªº\u00c0-\u02af\u1d00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06\uff21-\uff5a\U0001d400-\U0001d7cb"
_STRANGE = re.compile(rf"[^\W\d_{_LATIN}\u02b0-\u02ff\u2100-\u214f]+")  # letters of other scripts
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003134f]+")  # a sign says a syllable or word
_DENSITY = 3
_FEWEST_STRANGE = 12  # letters of another script: less is a name
_FEWEST, _DISTINCT = 8, 3  # words, and different ones among them that speak for another language
_SURE = 5  # a text of which one word in five is in the English list alone needs no comparing
_PROSE = 30  # words of prose that must hold one in twenty-five of a judged language


class _Words(NamedTuple):
    """The known words as bits of a number, one for each language; the judged languages come first."""

    names: tuple[str, ...]
    judged: int
    bits: dict[str, int]
    english: frozenset[str]


@lru_cache(maxsize=1)
def _known() -> _Words:
    document = tomli.loads(Path(__file__).with_name("language.toml").read_text(encoding="utf-8"))
    lists = document["judged"] | document["other"]
    bits: dict[str, int] = {}
    for number, words in enumerate(lists.values()):
        for word in set(words.split()):
            bits[word] = bits.get(word, 0) | 1 << number
    english = frozenset(word for word, mask in bits.items() if mask == 1)  # in no other list, and English stands first
    return _Words(tuple(lists), len(document["judged"]), bits, english)


def language(text: str, folded: str) -> str:
    """The judged language of a text ("en", "de", "fr", "es"), `OTHER`, or `UNTOLD` where there is too little to tell.

    `folded` is the same text folded (see `fold`), so that English in look-alike letters is still English.
    """
    found = _decide(text[:_SAMPLE], folded[:_SAMPLE])
    if found in (OTHER, UNTOLD) and len(text) > _SAMPLE:
        found = _decide(text[:_MORE], folded[:_MORE])
    return found


def _decide(text: str, folded: str) -> str:
    known = _known()
    rough = folded.split()  # quicker than the words; nearly all texts end here
    if len(rough) >= _FEWEST and sum(map(known.english.__contains__, rough)) * _SURE >= len(rough):
        return "en"
    words = _WORD.findall(folded)
    return _compare(text, words, [known.bits[word] for word in words if word in known.bits], known)


def _share(masks: list[int], number: int) -> int:
    bit = 1 << number
    return sum(1 for mask in masks if mask & bit)


def _best(masks: list[int], numbers: range) -> int:
    return max(numbers, key=lambda number: _share(masks, number))


def _compare(text: str, words: list[str], masks: list[int], known: _Words) -> str:
    judged, other = _best(masks, range(known.judged)), _best(masks, range(known.judged, len(known.names)))
    ours, theirs = _share(masks, judged), _share(masks, other)
    if not text.isascii() and _is_strange(text, ours, len(words)):
        return OTHER
    if len(words) < _FEWEST:
        return UNTOLD
    if theirs > ours + 1 and theirs * 4 >= ours * 5 and theirs * 8 >= len(words):
        only = {word for word in words if _is_only(known.bits.get(word, 0), other, judged)}
        return OTHER if len(only) >= _DISTINCT else UNTOLD
    if ours * 10 >= len(words):
        return known.names[judged]
    return OTHER if ours * 25 < len(words) and len(words) >= _PROSE and _is_prose(text) else UNTOLD


def _is_only(mask: int, number: int, other: int) -> bool:
    return bool(mask >> number & 1) and not mask >> other & 1


def _is_strange(text: str, ours: int, count: int) -> bool:
    """Whether another script carries the text: not a few names in it, and not a judged language in look-alikes."""
    dense = sum(map(len, _DENSE.findall(text)))
    strange = sum(map(len, _STRANGE.findall(text))) + (_DENSITY - 1) * dense
    if strange < _FEWEST_STRANGE:
        return False
    letters = sum(map(len, _WORD.findall(text))) + (_DENSITY - 1) * dense
    little = ours * 8 < count or ours < 3  # of a judged language
    return little and strange * 3 > letters


_LINE_WORDS = re.compile(r"(?:[a-zà-ʯḁ-ỿ'’-]+[,;]? ){4}[a-zà-ʯḁ-ỿ'’-]{2,}")  # five words in a row, in small letters


def _is_prose(text: str) -> bool:
    """Whether most of the text is words in rows, in small letters: not a table, code, names or addresses."""
    return sum(map(len, _LINE_WORDS.findall(text))) * 2 > len(text.strip())
