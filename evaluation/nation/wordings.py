"""Texts of a nation, made fast: everyday sentences with most words drawn anew, and approaches in many hands' words."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random
from typing import NamedTuple

import numpy as np

from evaluation.case import messages
from evaluation.planted.material import MAILBOX, TWINS
from evaluation.planted.ordinary import exchanged
from evaluation.planted.words import Vocabulary, word
from evaluation.twin import pairs_of
from lurewatch.model.message import Message
from lurewatch.sources.catalogue import read

_SENTENCE = re.compile(r"[A-Z][^.!?\n\d]{20,200}[.!?]")
_WORD = re.compile(r"[^\W\d_]{3,}")
_EXCHANGED, _REWORDED, _ROUND = 0.85, 0.02, 0.05
_FORMS = 4  # of each sentence: which of its words stay
_WORDS, _DRAWN = 200_000, 1 << 14
_EXPONENT = 1.05
_WHOLE = 0.75  # of approaches go beyond the opening


class Turn(NamedTuple):
    """What one side wrote: "contact" or "person"."""

    side: str
    text: str


class Everyday:
    """Makes ordinary texts; words are drawn by rank as those of a language are."""

    def __init__(self) -> None:
        random = Random(7)  # noqa: S311  repeatable by design
        self._words = np.array([word(random, 1 + (rank > 300) + (rank > 30_000)) for rank in range(_WORDS)], object)
        weights = 1 / np.arange(1, _WORDS + 1) ** _EXPONENT
        self._steps = np.cumsum(weights) / weights.sum()
        self._forms = [_form(one, random) for one in _sentences() for _ in range(_FORMS)]
        self.begin((0,))

    def begin(self, seed: Sequence[int]) -> None:
        """Starts anew from a seed: what comes does not hang on what came before."""
        self._rng = np.random.default_rng(list(seed))
        self._left: Iterator[str] = iter(())

    def text(self, sentences: int) -> str:
        """So many sentences."""
        chosen = self._rng.integers(0, len(self._forms), sentences).tolist()
        return " ".join(self._sentence(*self._forms[at]) for at in chosen)

    def _sentence(self, form: str, slots: int) -> str:
        found = tuple(islice(self._left, slots))
        if len(found) < slots:
            self._left = iter(self._words[np.searchsorted(self._steps, self._rng.random(_DRAWN))].tolist())
            found += tuple(islice(self._left, slots - len(found)))
        return form % found


def _sentences() -> list[str]:
    texts = (one.text for one in read([MAILBOX]) if isinstance(one, Message))
    return [sentence for text in texts for sentence in _SENTENCE.findall(text)]


def _form(sentence: str, random: Random) -> tuple[str, int]:
    """A sentence with slots for the words to be drawn, and how many."""
    form = _WORD.sub(lambda found: "\0" if random.random() < _EXCHANGED else found[0], sentence)
    return form.replace("%", "%%").replace("\0", "%s"), form.count("\0")


class Approaches:
    """Makes what personas write: each has a course of its own, and rewords it a little for each person."""

    def __init__(self) -> None:
        pairs = (
            pair for path in sorted(TWINS.glob("*.jsonl")) for pair in pairs_of(path) if pair.trait("lang") == "en"
        )
        self._courses = [[Turn(one["from"], one["text"]) for one in messages(pair.approach.document)] for pair in pairs]
        self._vocabulary = Vocabulary(20_000, Random(8))  # noqa: S311  repeatable by design

    def conversation(self, persona: int, index: int, seed: int) -> list[Turn]:
        """What a persona and one of ours wrote; a quarter of the conversations end after the opening."""
        hand = Random(f"{seed}/{persona}")  # noqa: S311
        # Of every round through the courses each is used once, in its own words; later rounds exchange some words.
        rounds, at = divmod(persona * 7919, len(self._courses))
        course = self._courses[at]
        if rounds:
            course = [Turn(side, exchanged(text, _ROUND, self._vocabulary, hand)) for side, text in course]
        number = hand.randrange(10**8, 10**9)
        own = Random(f"{seed}/{persona}/{index}")  # noqa: S311
        wanted = course if own.random() < _WHOLE else course[:1]
        told = [Turn(side, exchanged(text, _REWORDED, self._vocabulary, own)) for side, text in wanted]
        return [Turn(told[0].side, f"{told[0].text}\n\nYou can reach me on +44 7{number}."), *told[1:]]
