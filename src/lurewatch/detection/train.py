"""Adapts weights to an organisation's own decisions: refuses too few, tells what changed, keeps the way back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp, log, log1p, log10
from pathlib import Path

from lurewatch.detection.assessor import Assessor
from lurewatch.detection.classifier import WORDING, summed
from lurewatch.detection.learn import TELLING, Decided, Trust, learn, vocabulary
from lurewatch.detection.weigh import Weights
from lurewatch.detection.weight_file import load_weights, save_weights
from lurewatch.errors import UsageError
from lurewatch.model.conversation import Conversation
from lurewatch.model.kind import Kind

FEWEST, FEWEST_OF_EACH = 40, 10
BEFORE = "before"  # the folder within the folder, with the weights that training replaced
OWN_CASES = Trust(indicators=0.3, words=4.0, calibration=3.0)  # a word may move much: a house knows its own visitors
_LIMIT = 30.0  # decibans that words learned from a house's own cases may add or take
_BELIEFS = (1.0, 0.5, 0.2, 0.05, 0.0)  # how far the weights before are believed: what serves best on cases held out
_FOLDS, _ENOUGH = 5, 300  # so many cases say which serves best
_FIRST, _BEGINNING = 5, 0.1  # an alert must come early: so many first messages are learned from too, and count so much
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


Decision = tuple[Decided, ...]  # a decided conversation as learning sees it, and after it, where long, its beginning


def seen(assessor: Assessor, conversation: Conversation, kind: Kind) -> Decision:
    """A decided conversation as learning sees it; to learn is what a covert approach is against all others."""
    covert = kind is Kind.COVERT
    whole = Decided(*assessor.behaviour(conversation, closely=True), covert, ordinary=kind is Kind.ORDINARY)
    if len(conversation.turns) <= _FIRST:
        return (whole,)
    beginning = replace(conversation, turns=conversation.turns[:_FIRST])
    return whole, Decided(*assessor.behaviour(beginning, closely=True), covert, _BEGINNING)


def adapt(decisions: Sequence[Decision], start: Weights) -> Weights:
    """Weights after these decisions; UsageError where they are too few to learn from."""
    covert = sum(whole.covert for whole, *_ in decisions)
    others = len(decisions) - covert
    if len(decisions) < FEWEST or min(covert, others) < FEWEST_OF_EACH:
        raise UsageError(
            f"{len(decisions)} decisions, {covert} covert and {others} others: too few to learn from; "
            f"wait for {FEWEST} in all and {FEWEST_OF_EACH} of each"
        )
    few = decisions[:: max(1, len(decisions) // _ENOUGH)]
    belief = min(_BELIEFS, key=lambda one: _loss(few, start, one))
    return _held_to_ordinary(_learned(decisions, start, belief), [whole for whole, *_ in decisions if whole.ordinary])


def _held_to_ordinary(weights: Weights, ordinary: Sequence[Decided]) -> Weights:
    """Weights of which none says more of scam or bulk than can be said of what ordinary conversations show as well.

    What a third of them show can at most be three times as likely elsewhere. This holds for what several of them show.
    """
    shown = Counter(name for one in ordinary for name in one.indicators)
    most = {name: 10 * log10((len(ordinary) + 2) / (count + 1)) for name, count in shown.items() if count >= TELLING}
    held = {name: {kind: round(min(value, most[name]), 2) for kind, value in weights.of[name].items()} for name in most}
    of = {**weights.of, **{name: {**table, Kind.COVERT: weights.of[name][Kind.COVERT]} for name, table in held.items()}}
    return replace(weights, of=of)


def _learned(decisions: Sequence[Decision], start: Weights, belief: float) -> Weights:
    start = replace(start, of={**start.of, WORDING: {Kind.COVERT: _LIMIT}}, against=1.0)
    words = vocabulary((whole for whole, *_ in decisions), start.words)
    return learn([one for decision in decisions for one in decision], start, replace(OWN_CASES, belief=belief), words)


def _loss(decisions: Sequence[Decision], start: Weights, belief: float) -> float:
    """What cases held out cost in log loss, summed over the folds; approaches and others are dealt out alike."""
    order = sorted(range(len(decisions)), key=lambda number: (decisions[number][0].covert, number))
    fold = {number: place % _FOLDS for place, number in enumerate(order)}
    loss = 0.0
    for held in range(_FOLDS):
        after = _learned([one for number, one in enumerate(decisions) if fold[number] != held], start, belief)
        for whole, *_ in (one for number, one in enumerate(decisions) if fold[number] == held):
            odds = decibans(whole, after) * log(10) / 10
            loss += log1p(exp(-abs(odds))) + max(0.0, -odds if whole.covert else odds)
    return loss


def decibans(one: Decided, weights: Weights) -> float:
    """What the evidence says at even odds, before caps and dilution."""
    limit = weights.of[WORDING][Kind.COVERT]
    words = summed(one.words & weights.words.keys(), weights.words)
    seen = sum(weights.of[name][Kind.COVERT] * strength for name, strength in sorted(one.indicators.items()))
    return weights.calibration + seen + max(-weights.against * limit, min(limit, words))


def told(decisions: Sequence[Decision], start: Weights, after: Weights) -> Trained:
    """What an officer should know of a training."""
    covert = sum(whole.covert for whole, *_ in decisions)
    changes = sorted(_changes(start, after), key=lambda one: (-abs(one.after - one.before), one.indicator))
    calibration = Change("calibration", start.calibration, after.calibration)
    return Trained(covert, len(decisions) - covert, tuple(changes), calibration, len(after.words))


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
