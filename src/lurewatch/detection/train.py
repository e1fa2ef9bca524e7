"""Adapts weights to an organisation's own decisions: refuses too few, tells what changed, keeps the way back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log, log1p, sqrt
from pathlib import Path

from lurewatch.detection.classifier import WORDING
from lurewatch.detection.learn import Decided, Trust, learn, vocabulary
from lurewatch.detection.weigh import Weights
from lurewatch.detection.weight_file import load_weights, save_weights
from lurewatch.errors import UsageError
from lurewatch.model.kind import Kind

FEWEST, FEWEST_OF_EACH = 40, 10
BEFORE = "before"  # the folder within the folder, with the weights that training replaced
OWN_CASES = Trust(indicators=0.3, words=20.0, calibration=3.0)  # a word may move much: a house knows its own visitors
_LIMIT = 30.0  # decibans that words learned from a house's own cases may add or take
_BELIEFS = (1.0, 0.5, 0.2, 0.05)  # how far the weights before are believed: what serves best on cases held out
_FOLDS, _ENOUGH = 5, 600  # so many cases say which serves best
_TELL = {
    "Made by": "lurewatch train, from decisions of this organisation; its words are of your mail: keep it",
    "Units": "decibans (10 log10 of a likelihood ratio); the words' are divided by the root of how many are known",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What an indicator weighed before and weighs now, in decibans for covert approaches."""

    indicator: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Trained:
    """What training did: how many decisions of each sort, what changed (most first), and how many words it knows."""

    covert: int
    others: int
    changes: tuple[Change, ...]
    calibration: Change
    words: int


def seen(behaviour: tuple[Mapping[str, float], Iterable[str]], kind: Kind) -> Decided:
    """A decided conversation as learning sees it; to learn is what a covert approach is against all others."""
    indicators, words = behaviour
    return Decided(indicators, frozenset(words), kind is Kind.COVERT)


def adapt(decided: Sequence[Decided], start: Weights) -> Weights:
    """Weights after these decisions; UsageError where they are too few to learn from."""
    covert = sum(one.covert for one in decided)
    others = len(decided) - covert
    if len(decided) < FEWEST or min(covert, others) < FEWEST_OF_EACH:
        raise UsageError(
            f"{len(decided)} decisions, {covert} covert and {others} others: too few to learn from; "
            f"wait for {FEWEST} in all and {FEWEST_OF_EACH} of each"
        )
    few = decided[:: max(1, len(decided) // _ENOUGH)]
    belief = min(_BELIEFS, key=lambda one: _loss(few, start, one))
    return _learned(decided, start, belief)


def _learned(decided: Sequence[Decided], start: Weights, belief: float) -> Weights:
    start = replace(start, of={**start.of, WORDING: {Kind.COVERT: _LIMIT}}, against=1.0)
    return learn(decided, start, replace(OWN_CASES, belief=belief), vocabulary(decided, start.words))


def _loss(decided: Sequence[Decided], start: Weights, belief: float) -> float:
    """What cases held out cost in log loss, summed over the folds; approaches and others are dealt out alike."""
    order = sorted(range(len(decided)), key=lambda number: (decided[number].covert, number))
    fold = {number: place % _FOLDS for place, number in enumerate(order)}
    loss = 0.0
    for held in range(_FOLDS):
        after = _learned([one for number, one in enumerate(decided) if fold[number] != held], start, belief)
        for one in (one for number, one in enumerate(decided) if fold[number] == held):
            odds = decibans(one, after) * log(10) / 10
            loss += log1p(exp(-abs(odds))) + max(0.0, -odds if one.covert else odds)
    return loss


def decibans(one: Decided, weights: Weights) -> float:
    """What the evidence says at even odds, before caps and dilution."""
    known = sorted(weights.words[word] for word in one.words if word in weights.words)
    limit = weights.of[WORDING][Kind.COVERT]
    wording = max(-weights.against * limit, min(limit, sum(known) / sqrt(max(1, len(known)))))
    seen = sum(weights.of[name][Kind.COVERT] * strength for name, strength in sorted(one.indicators.items()))
    return weights.calibration + seen + wording


def told(decided: Sequence[Decided], start: Weights, after: Weights) -> Trained:
    """What an officer should know of a training."""
    covert = sum(one.covert for one in decided)
    changes = sorted(_changes(start, after), key=lambda one: (-abs(one.after - one.before), one.indicator))
    calibration = Change("calibration", start.calibration, after.calibration)
    return Trained(covert, len(decided) - covert, tuple(changes), calibration, len(after.words))


def _changes(start: Weights, after: Weights) -> Iterable[Change]:
    for name, weights in after.of.items():
        old, new = start.of[name][Kind.COVERT], weights[Kind.COVERT]
        if old != new and name != WORDING:
            yield Change(name, old, new)


def keep(weights: Weights, folder: Path) -> None:
    """Writes weights into a folder; those that it held before move aside, for `undo`."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file; --out names a folder")
    if (folder / "weights.toml").exists():
        save_weights(load_weights(folder), folder / BEFORE, _TELL)
    save_weights(weights, folder, _TELL)


def undo(folder: Path) -> None:
    """Puts back the weights that the last training into this folder replaced; UsageError where there are none."""
    if not (folder / BEFORE / "weights.toml").exists():
        raise UsageError(f"{folder}: holds nothing to go back to; without --weights, the shipped weights are used")
    save_weights(load_weights(folder / BEFORE), folder, _TELL)
    for path in (folder / BEFORE).iterdir():
        path.unlink()
    (folder / BEFORE).rmdir()
