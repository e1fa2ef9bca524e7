"""Many phrases found in one pass.

A phrase is written as it is read. A `*` at its end stands for any ending of the last word (`advis*`). Phrases are
folded as texts are, so that accents, case and look-alikes do not matter, and match whole words only.
"""

import re
from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick, Implementation

from lurewatch.text.fold import fold

# Texts are folded, so that letters of the languages judged are ASCII; any other character parts words.
_IS_LETTER = bytes(chr(code).isalnum() and code < 128 for code in range(256))
Span = tuple[int, int]
Places = dict[int, list[Span]]  # the spans of a folded text at which each concept was seen, in order of their end


class PhraseBook:
    """The phrases of many concepts in one Aho–Corasick automaton; concepts are numbered in the order given."""

    def __init__(self, concepts: Mapping[str, Iterable[str]]) -> None:
        self.names = tuple(concepts)
        owners: dict[tuple[str, bool], list[int]] = {}
        numbered = [
            (number, spelling)
            for number, phrases in enumerate(concepts.values())
            for phrase in phrases
            for spelling in _spellings(phrase)
        ]
        for (number, phrase), literal in zip(numbered, _folded([phrase for _, phrase in numbered]), strict=True):
            owners.setdefault((literal, phrase.endswith("*")), []).append(number)
        self._literals = [literal for literal, _ in owners]
        self._open = [is_open for _, is_open in owners]
        self._concepts = [tuple(dict.fromkeys(numbers)) for numbers in owners.values()]
        self._automaton = AhoCorasick(self._literals, implementation=Implementation.ContiguousNFA) if owners else None

    def find(self, folded: str) -> Places:
        """Where each concept stands in a folded text; plain tuples and one pass, as this is the inner loop of all."""
        places: Places = {}
        if self._automaton is None:
            return places
        is_open, concepts, size = self._open, self._concepts, len(folded)
        letters = folded.encode("ascii", "replace").translate(_IS_LETTER)  # a byte for each character, so offsets hold
        for literal, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and letters[start - 1] and letters[start]:
                continue
            if end < size and letters[end] and letters[end - 1]:
                if not is_open[literal]:
                    continue
                while end < size and letters[end]:
                    end += 1  # noqa: PLW2901 - the open phrase takes the rest of its word
            for concept in concepts[literal]:
                if concept in places:
                    places[concept].append((start, end))
                else:
                    places[concept] = [(start, end)]
        return places


_ARTICLES = re.compile(r"(?<= )(?:the|an|a) ")
_LONG_FORMS = (
    *(("do not", "don't"), ("does not", "doesn't"), ("did not", "didn't"), ("is not", "isn't"), ("are not", "aren't")),
    *(("was not", "wasn't"), ("will not", "won't"), ("would not", "wouldn't"), ("could not", "couldn't")),
    *(("should not", "shouldn't"), ("cannot", "can't"), ("can not", "can't"), ("have not", "haven't")),
    *(("has not", "hasn't"), ("need not", "needn't"), ("i am", "i'm"), ("you are", "you're"), ("we are", "we're")),
    *(("they are", "they're"), ("i will", "i'll"), ("we will", "we'll"), ("i would", "i'd"), ("we would", "we'd")),
    *(("i have", "i've"), ("we have", "we've"), ("it is", "it's"), ("that is", "that's"), ("what is", "what's")),
    *(("who is", "who's"), ("let us", "let's")),
)
_LONG, _SHORT = (re.compile(rf"\b(?:{'|'.join(forms)})\b") for forms in zip(*_LONG_FORMS, strict=True))
_ENDS = re.compile(r"(?:not|am|are|will|would|have|is|us)\b")  # how every long form ends: a quick first look
_SHORTER = dict(_LONG_FORMS)
_LONGER = {short: long for long, short in reversed(_LONG_FORMS)}


def _spellings(phrase: str) -> set[str]:
    """A phrase as different people write it: with long or short forms, with English articles within it or without.

    A phrase that is found only in one style of English would weigh people by their style.
    """
    forms = {phrase}
    if "'" in phrase:
        forms.add(_SHORT.sub(_longer, phrase))
    elif _ENDS.search(phrase):
        forms.add(_LONG.sub(_shorter, phrase))
    if " a" in phrase or " the " in phrase:
        forms |= {_ARTICLES.sub("", form) for form in forms}
    return forms


def _shorter(found: re.Match[str]) -> str:
    return _SHORTER[found.group()]


def _longer(found: re.Match[str]) -> str:
    return _LONGER[found.group()]


_PARTED = "\x1f"  # stands in no phrase


def _folded(phrases: list[str]) -> list[str]:
    """The phrases as they are looked for, without their star; folded in one go, as there are tens of thousands."""
    return fold(_PARTED.join(phrase.removesuffix("*") for phrase in phrases)).text.split(_PARTED) if phrases else []
