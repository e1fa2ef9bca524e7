"""Which language a text is in, in so far as it matters: one that is judged, another, or too little to tell.

A text is taken for another language only where it shows it: letters of another script, several different words that
hold its sentences together, or lines of running prose in which no such word of a judged language stands. Tables,
code, addresses and names are none of these.
"""

import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import tomli

OTHER = "other"
UNTOLD = ""  # too little to tell

_SAMPLE, _MORE = 500, 4_000  # code points looked at; the second where the first do not settle it
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = "a-zA-Zªº\u00c0-\u02af\u1d00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06\uff21-\uff5a\U0001d400-\U0001d7cb"
_STRANGE = re.compile(rf"[^\W\d_{_LATIN}\u02b0-\u02ff\u2100-\u214f]+")  # letters of other scripts
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003134f]+")  # a sign says a syllable or word
_DENSITY = 3
_FEWEST_STRANGE = 12  # letters of another script: less is a name
_FEWEST, _DISTINCT = 8, 3  # words, and different ones among them that speak for another language
_SURE = 6  # a text of which one word in six is in the English list alone needs no comparing
_FEW, _SHORT = 6, 12  # words from which, and up to which, the plainest signs are enough
# Words that begin in small letters, so no names, and hold a letter that no judged language has.
_FOREIGN = re.compile(r"(?<![^\W_])[a-zà-ž]*[łąęśźżćńčřšžěůďťňğışşőűățșđāēīģķļņãõåøėųįư][a-zà-ž]*")
_SIGNS = ".,;:!?()[]'\"*"
_PROSE = 30  # words of prose that must hold one in twenty-five of a judged language


class _Words(NamedTuple):
    """The languages, of which the first `judged` are judged; the numbers of those each word belongs to."""

    names: tuple[str, ...]
    judged: int
    numbers: dict[str, tuple[int, ...]]
    english: frozenset[str]  # words of English alone


@lru_cache(maxsize=1)
def _known() -> _Words:
    document = tomli.loads(Path(__file__).with_name("language.toml").read_text(encoding="utf-8"))
    lists = {name: set(words.split()) for name, words in (document["judged"] | document["other"]).items()}
    known = sorted(set().union(*lists.values()))
    numbers = {word: tuple(n for n, words in enumerate(lists.values()) if word in words) for word in known}
    names = tuple(lists)
    alone = (names.index("en"),)
    return _Words(names, len(document["judged"]), numbers, frozenset(w for w in known if numbers[w] == alone))


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
    return _compare(text, rough, _WORD.findall(folded), known)


def _compare(text: str, rough: list[str], words: list[str], known: _Words) -> str:
    counts = Counter(chain.from_iterable(filter(None, map(known.numbers.get, words))))
    judged = max(range(known.judged), key=counts.__getitem__)
    other = max(range(known.judged, len(known.names)), key=counts.__getitem__)
    ours, theirs = counts[judged], counts[other]
    if not text.isascii() and _is_strange(text, ours, len(words)):
        return OTHER
    if ours * 10 < len(words) and theirs >= ours and len(words) >= _FEW and len(_FOREIGN.findall(text)) >= 2:
        return OTHER
    if theirs > ours + 1 and theirs * 4 >= ours * 5 and theirs * 8 >= len(words) and len(words) >= _FEW:
        spoken = {word.strip(_SIGNS) for word in rough}  # not what is part of an identifier or address
        found = [known.numbers[word] for word in spoken if word in known.numbers]
        only = sum(other in numbers and judged not in numbers for numbers in found)
        return OTHER if only >= (_DISTINCT if ours or len(words) > _SHORT else 2) else UNTOLD
    if ours * 10 >= len(words) >= _FEWEST:
        return known.names[judged]
    return OTHER if ours * 25 < len(words) and len(words) >= _PROSE and _is_prose(text) else UNTOLD


def _is_strange(text: str, ours: int, count: int) -> bool:
    """Whether another script carries the text: not a few names in it, and not a judged language in look-alikes."""
    dense = sum(map(len, _DENSE.findall(text)))
    strange = sum(map(len, _STRANGE.findall(text))) + (_DENSITY - 1) * dense
    if strange < _FEWEST_STRANGE:
        return False
    letters = sum(map(len, _WORD.findall(text))) + (_DENSITY - 1) * dense
    little = ours * 8 < count or ours < 3  # of a judged language
    return little and strange * 3 > letters


_LINE_WORDS = re.compile(
    r"(?<!\S)(?:[a-zà-ʯḁ-ỿ'’-]+[,;]? ){4}[a-zà-ʯḁ-ỿ'’-]{2,}"
)  # five words in a row, in small letters


def _is_prose(text: str) -> bool:
    """Whether most of the text is words in rows, in small letters: not a table, code, names or addresses."""
    return sum(map(len, _LINE_WORDS.findall(text))) * 2 > len(text.strip())
