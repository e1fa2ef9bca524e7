"""What the contact's everyday words are: alone, in pairs, in what is asked for, and in the first answers.

Only words that stand in lower case count, and pairs only of two that do: names and places are written otherwise, so
none of these can carry one. How often a word is repeated does not count.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from lurewatch.detection.view import Part
from lurewatch.model.conversation import Side
from lurewatch.text.fold import Folded, fold
from lurewatch.text.phrases import Span

Hint = str  # "date", "date of" (a pair), "?date" (in a sentence that asks), "+date" (in the first answers)
_ASKED, _EARLY = "?", "+"
_ANSWERS = range(1, 7)  # messages of both sides: what comes once our person may have answered
_LONGEST = 3_000  # code points of a message that are heard: what follows in a long one is mostly lists and annexes
_LOWER = re.compile(r"(?<!-)\b[a-zß-öø-ÿ]{3,}")  # not what follows a hyphen: a given name may end so
_PAIR = re.compile(
    r"(?<![\w'’-])(?=([a-zß-öø-ÿ][a-zß-öø-ÿ'’]{0,30})\s{1,3}([a-zß-öø-ÿ][a-zß-öø-ÿ'’]{0,30})(?![\w'’-]))"
)
_SENTENCE = re.compile(r"[^\s.!?][^.!?]{0,400}[.!?]*")  # lines are wrapped anywhere; a list has no full stop
_ASKING = re.compile(
    r"\b(?:please|(?:could|can|would) you|needs?|requires?|provide|send|share"
    r"|bitte|(?:konnten|konnen|wurden) sie|brauche\w*|benotige\w*|schicken|senden|mitteilen"
    r"|pourriez|pouvez|veuillez|merci de|besoin|envoye[rz]|fournir|transmettre|partager"
    r"|podria\w*|puede\w*|necesit\w+|envi[ae]\w*|por favor|facilitar\w*|compartir)\b"
)


def sort_of(hint: Hint) -> str:
    """Of which sort a hint is: each sort is divided by the root of its own number."""
    if hint[0] in (_ASKED, _EARLY):
        return hint[0]
    return " " if " " in hint else ""


def by_sort(hints: Iterable[Hint]) -> Mapping[str, list[Hint]]:
    """Hints by their sort."""
    found: dict[str, list[Hint]] = {}
    for hint in hints:
        found.setdefault(sort_of(hint), []).append(hint)
    return found


def words_within(hint: Hint) -> list[str]:
    """The words that a hint is made of."""
    return hint.lstrip(_ASKED + _EARLY).split(" ")


def words_in(part: Part) -> frozenset[Hint]:
    """The everyday words of a part."""
    return _heard(_cased(part))


def hints_in(part: Part) -> frozenset[Hint]:
    """The everyday words of a part, alone and in all that they hint at by where they stand."""
    return _all_hints(_cased(part), part.index in _ANSWERS)


def sentences(part: Part, *, closely: bool) -> Iterator[tuple[Span, frozenset[Hint]]]:
    """Each sentence of a part: its span in the original, and its words; `closely`: also pairs, and what it asks for."""
    for (start, end), hints in _sentences(_cased(part), closely):
        yield part.folded.span(start, end) if part.folded.starts is not None else (start, end), hints


def words_of(parts: Iterable[Part]) -> set[Hint]:
    """All everyday words that the contact wrote."""
    return set().union(*(words_in(part) for part in parts if part.side is Side.CONTACT))


def hints_of(parts: Iterable[Part]) -> set[Hint]:
    """All that the contact's everyday words hint at."""
    return set().union(*(hints_in(part) for part in parts if part.side is Side.CONTACT))


def _cased(part: Part) -> str:
    """The text as written; of a disguised one the folded text, in capitals where the original has them."""
    return part.own if part.folded.starts is None else _with_capitals(part.own, part.folded)


def _with_capitals(own: str, folded: Folded) -> str:
    starts = folded.starts or ()
    return "".join(
        one.upper() if one.isascii() and own[starts[at]].isupper() else one
        for at, one in enumerate(folded.text[:_LONGEST])
    )


@lru_cache(maxsize=512)  # what is read up to each message is the same text again
def _heard(text: str) -> frozenset[Hint]:
    return _words(text[:_LONGEST])


@lru_cache(maxsize=512)
def _all_hints(text: str, early: bool) -> frozenset[Hint]:
    heard = text[:_LONGEST]
    words = _words(heard)
    asked = {_ASKED + word for one in _SENTENCE.findall(heard) if _asks(one) for word in _words(one)}
    return words | _pairs(heard) | asked | ({_EARLY + word for word in words} if early else set[Hint]())


@lru_cache(maxsize=64)  # one mail to five of ours is the same text
def _sentences(text: str, closely: bool) -> tuple[tuple[Span, frozenset[Hint]], ...]:
    hints = _hints if closely else _words
    return tuple((one.span(), hints(one[0])) for one in _SENTENCE.finditer(text, 0, _LONGEST))


def _hints(sentence: str) -> frozenset[Hint]:
    words = _words(sentence)
    return words | _pairs(sentence) | ({_ASKED + word for word in words} if _asks(sentence) else set[Hint]())


def _pairs(text: str) -> set[Hint]:
    return {f"{_plain(first)} {_plain(second)}" for first, second in _PAIR.findall(text)}


def _asks(sentence: str) -> bool:
    return "?" in sentence or _ASKING.search(_plain(sentence).lower()) is not None


def _words(sentence: str) -> frozenset[Hint]:
    return frozenset(map(_plain, _LOWER.findall(sentence)))


def _plain(text: str) -> str:
    return text if text.isascii() else fold(text).text
