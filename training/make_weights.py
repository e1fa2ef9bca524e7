"""Makes the shipped weights: `python -m training.make_weights [--out DIR]`; repeatable, from texts we may learn from.

Learned from: our own twins, and two genuine sets whose licence allows it (see data_card.md), which count little each,
as ordinary mail. Expert weights are where it starts. The words are learned first; the indicators then beside words that
were learned without the pretext in hand, so that what the words know by heart takes nothing from the indicators.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
from evaluation.case import Case
from evaluation.labelled_file import cases_of
from evaluation.twin import Pair, pairs_of

from lurewatch import flow
from lurewatch.detection.assessor import Assessor
from lurewatch.detection.classifier import LIMIT, WORDING
from lurewatch.detection.learn import Decided, Trust, learn, vocabulary, word_table
from lurewatch.detection.weigh import AGAINST, Weights
from lurewatch.detection.weight_file import EXPERT, SHIPPED, load_weights, save_weights
from lurewatch.model.kind import Kind
from lurewatch.sources.readers.jsonl import conversation_of_line

TWINS = Path(__file__).parent / "twins"
DATA = Path(os.environ.get("LUREWATCH_DATA", "../shared/data"))
_ORDINARY = 0.1  # how much a genuine ordinary conversation counts beside one of ours: there are three times as many
_WORDS = Trust(indicators=1e-6, words=1.3, calibration=3.0)
_INDICATORS = Trust(indicators=1.2, words=1e-6, calibration=3.0)
_TELL = {
    "Made by": "python -m training.make_weights; do not edit",
    "Units": "decibans (10 log10 of a likelihood ratio); the words' are divided by the root of how many are known",
}


def main() -> None:
    """Reads what may be learned from, learns, writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=SHIPPED)
    out = parser.parse_args().out
    pairs = [pair for path in sorted(TWINS.glob("*.jsonl")) for pair in pairs_of(path)]
    assessor = Assessor(prior=0.5, weights=EXPERT)
    save_weights(make([seen(pair, assessor) for pair in pairs], list(ordinary(assessor))), out, _TELL)


class Seen(NamedTuple):
    """What learning sees of a pair."""

    pretext: str
    approach: Decided
    benign: Decided


def make(pairs: Sequence[Seen], genuine: Sequence[Decided]) -> Weights:
    """The weights that these pairs and genuine conversations teach."""
    start = load_weights(EXPERT)
    twins = [one for pair in pairs for one in (pair.approach, pair.benign)]
    pretexts = [pair.pretext for pair in pairs for _ in range(2)]
    words = _only_words([*twins, *genuine], start)
    heard = _without_own_pretext(twins, pretexts, genuine, start)
    beside = [_with_wording(one, value) for one, value in zip(twins, heard, strict=True)]
    beside += [_with_wording(one, strength(one, words)) for one in genuine]
    weighed = learn(beside, start, _INDICATORS, [])
    # How far the words can be believed where they know nothing by heart.
    share = weighed.of[WORDING][Kind.COVERT] / LIMIT
    of = {**weighed.of, WORDING: {Kind.COVERT: LIMIT}}
    return replace(weighed, of=of, words={word: round(value * share, 2) for word, value in words.items()})


def seen(pair: Pair, assessor: Assessor) -> Seen:
    """What learning sees of a pair; `assessor` sees, its weights are not asked."""
    approach = decided(pair.approach, covert=True, assessor=assessor)
    return Seen(pair.trait("pretext"), approach, decided(pair.benign, covert=False, assessor=assessor))


def decided(case: Case, *, covert: bool, assessor: Assessor, counts: float = 1.0) -> Decided:
    """What learning sees of a labelled case."""
    indicators, words = assessor.behaviour(conversation_of_line(case.line, 1))
    return Decided(indicators, words, covert, counts)


def ordinary(assessor: Assessor) -> Iterator[Decided]:
    """Genuine conversations that may be learned from, in so far as they are there."""
    mailbox, persuasion = DATA / "ordinary-tech-dev.mbox.gz", DATA / "ordinary-persuasion-dev.jsonl"
    if mailbox.exists():
        for judged in flow.scan([mailbox], flow.Options(weights=EXPERT)).judged:
            indicators, words = assessor.behaviour(judged.conversation)
            yield Decided(indicators, words, covert=False, counts=_ORDINARY)
    if persuasion.exists():
        for case in cases_of(persuasion):
            yield decided(case, covert=False, assessor=assessor, counts=_ORDINARY)


def _only_words(some: Sequence[Decided], start: Weights) -> dict[str, float]:
    own = [one for one in some if one.counts == 1]  # the words of genuine mail stay out: a name may be among them
    learned = learn([replace(one, indicators={}) for one in some], start, _WORDS, vocabulary(own))
    return _centred(dict(learned.words), some)


def _centred(words: dict[str, float], some: Sequence[Decided]) -> dict[str, float]:
    """Words moved together so that the twins' mean is nothing: else any text at all would speak for or against."""
    own = [one for one in some if one.counts == 1]
    names = sorted(words)
    table = word_table(own, names)
    mean = float((table @ np.array([words[name] for name in names])).mean())
    by = mean / float(table.sum(axis=1).mean())
    return {name: round(words[name] - by, 2) for name in names}


def _without_own_pretext(
    twins: Sequence[Decided], pretexts: Sequence[str], genuine: Sequence[Decided], start: Weights
) -> list[float]:
    """The strength of each twin's wording by words learned from the other pretexts alone."""
    strengths = [0.0] * len(twins)
    for pretext in sorted(set(pretexts)):
        rest = [one for one, other in zip(twins, pretexts, strict=True) if other != pretext]
        words = _only_words([*rest, *genuine], start)
        for place in (number for number, other in enumerate(pretexts) if other == pretext):
            strengths[place] = strength(twins[place], words)
    return strengths


def strength(one: Decided, words: dict[str, float]) -> float:
    """The strength of the wording, as `Classifier` gives it."""
    known = sorted(words[word] for word in one.words if word in words)
    decibans = sum(known) / sqrt(max(1, len(known)))
    return max(-AGAINST, min(1.0, decibans / LIMIT))


def _with_wording(one: Decided, value: float) -> Decided:
    return replace(one, indicators={**one.indicators, WORDING: value})


if __name__ == "__main__":
    main()
