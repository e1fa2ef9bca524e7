"""Learns weights from decided conversations, holding on to those it starts from.

Each weight has a normal prior around its value before; the most probable weights given the decisions are found by
Newton's method on as many unknowns as there are decisions (Rasmussen and Williams, Gaussian Processes for Machine
Learning, 2006, algorithm 3.1). Approaches and others count as much as each other, so that the prior share of approaches
is not learned.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from lurewatch.detection.everyday import Hint, by_sort, words_within
from lurewatch.detection.weigh import Weights
from lurewatch.model.kind import Kind

Array = NDArray[np.float64]
_NAT = 10 / log(10)  # decibans in a unit of log-odds
_STEPS, _HALVINGS, _ENOUGH = 100, 40, 1e-9
_MOST_WORDS = 6_000
# Words that are given names too: written small, as in quick chat, they would carry a name into the model.
_NAMES_TOO = frozenset([
    "amber", "angel", "april", "august", "autumn", "bill", "carol", "chase", "christian", "daisy", "dawn", "dean",
    "dolores", "drew", "duke", "earl", "faith", "frank", "gene", "ginger", "grace", "guy", "harmony", "hazel",
    "heather", "holly", "hope", "iris", "ivy", "jack", "jasmine", "jean", "joy", "june", "lance", "lily", "luz",
    "mark", "max", "melody", "mercedes", "miles", "norman", "olive", "pat", "paz", "pearl", "penny", "pilar",
    "ray", "rob", "robin", "rosa", "rose", "ruby", "sandy", "sky", "sue", "summer", "trinity", "victor", "violet",
    "wade",
])  # fmt: skip
TELLING = 5  # decisions that show an indicator before they can say how far to believe its weight


@dataclass(frozen=True, slots=True)
class Decided:
    """What learning sees of a conversation: its indicators with their strengths, its words, whether it is covert.

    `counts` is how much it counts beside one that counts 1; `ordinary` whether it is neither covert, scam nor bulk.
    """

    indicators: Mapping[str, float]
    words: frozenset[Hint]
    covert: bool
    counts: float = 1.0
    ordinary: bool = False


@dataclass(frozen=True, slots=True)
class Trust:
    """How far weights may move from where they start: standard deviations, in units of log-odds.

    `belief`, from 0 to 1, is the share of the weights before that is believed where the decisions show an indicator.
    """

    indicators: float = 0.7
    words: float = 10.0
    calibration: float = 3.0
    belief: float = 1.0


def learn(decided: Sequence[Decided], start: Weights, trust: Trust, words: Sequence[Hint]) -> Weights:
    """The weights after these decisions, and of these words; `start` itself is not changed.

    What few decisions show stays near its weight; what enough show begins at its weight times `trust.belief`. None
    changes its sign, that would be another indicator: one that would is nothing, and the others are found without it.
    """
    before = _believed(start, decided, words, trust.belief)
    names = sorted({name for one in decided for name in one.indicators})
    told = word_table(decided, words)
    said = told @ _values(before.words, words) + before.calibration / _NAT
    kernel = trust.words**2 * told @ told.T + trust.calibration**2
    signs, counts = _signs(decided), _balanced(decided)
    kept = names
    while True:
        seen, old = indicator_table(decided, kept), _covert(before, kept)
        with_seen = kernel + trust.indicators**2 * seen @ seen.T
        dual = most_probable(with_seen, said + seen @ old, signs, counts)
        new = old + trust.indicators**2 * seen.T @ dual
        turned = _turned(kept, new, start)
        if not turned:
            break
        kept = [name for name in kept if name not in turned]
    return replace(
        before,
        of=_moved(before, names, dict(zip(kept, new, strict=True))),
        words=_merged(before.words, words, trust.words**2 * told.T @ dual),
        calibration=round(before.calibration + float(trust.calibration**2 * dual.sum()) * _NAT, 2),
    )


def _turned(names: Sequence[str], new: Array, start: Weights) -> list[str]:
    """The indicators whose weight would change its sign."""
    return [name for name, value in zip(names, new, strict=True) if value * start.of[name][Kind.COVERT] < 0]


def vocabulary(decided: Iterable[Decided], known: Iterable[Hint] = ()) -> list[Hint]:
    """Words that at least three conversations share, of each sort the commonest where too many, and the known.

    None that is a given name as well.
    """
    counts = Counter(hint for one in decided for hint in one.words)
    common = by_sort(hint for hint, count in counts.items() if count > 2 and _NAMES_TOO.isdisjoint(words_within(hint)))
    chosen = {hint for hints in common.values() for hint in _commonest(hints, counts)}
    return sorted({*chosen, *known})


def _commonest(hints: list[Hint], counts: Mapping[Hint, int]) -> list[Hint]:
    return sorted(hints, key=lambda hint: (-counts[hint], hint))[:_MOST_WORDS]


def indicator_table(decided: Sequence[Decided], names: Sequence[str]) -> Array:
    """Strength of each indicator (column) in each conversation (row)."""
    return np.array([[one.indicators.get(name, 0.0) for name in names] for one in decided]).reshape(len(decided), -1)


def word_table(decided: Sequence[Decided], words: Sequence[Hint]) -> Array:
    """Which words (columns) each conversation has; of each sort divided by the root of its number, as `Classifier`."""
    place = {word: number for number, word in enumerate(words)}
    table = np.zeros((len(decided), len(words)))
    for row, one in zip(table, decided, strict=True):
        for known in by_sort(one.words & place.keys()).values():
            row[[place[word] for word in known]] = 1 / len(known) ** 0.5
    return table


def most_probable(kernel: Array, mean: Array, signs: Array, counts: Array) -> Array:
    """The dual weights of the most probable log-odds, whose prior is normal with this mean and kernel.

    `signs` are +1 for covert and -1 for others, `counts` how much each conversation counts. A step that would lead
    away from the most probable, as Newton's does from a mean far off, is halved.
    """
    dual = np.zeros(len(mean))
    best = _log_probability(dual, kernel, mean, signs, counts)
    for _ in range(_STEPS):
        step = _newton(dual, kernel, mean, signs, counts) - dual
        for _ in range(_HALVINGS):
            reached = _log_probability(dual + step, kernel, mean, signs, counts)
            if reached >= best:
                break
            step /= 2
        else:
            return dual
        dual, best = dual + step, reached
        if float(np.abs(step).max()) < _ENOUGH:
            break
    return dual


def _newton(dual: Array, kernel: Array, mean: Array, signs: Array, counts: Array) -> Array:
    """Where Newton's method goes from here; algorithm 3.1, lines 4 to 8."""
    log_odds = mean + kernel @ dual
    chance = 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))
    root = np.sqrt(counts * chance * (1 - chance))
    aim = root**2 * (log_odds - mean) + counts * ((signs + 1) / 2 - chance)
    inner = np.eye(len(mean)) + root[:, None] * kernel * root
    new: Array = aim - root * np.linalg.solve(inner, root * (kernel @ aim))
    return new


def _log_probability(dual: Array, kernel: Array, mean: Array, signs: Array, counts: Array) -> float:
    """The logarithm of how probable these weights and the decisions are together, but for a constant."""
    moved = kernel @ dual
    return float(-(counts * np.logaddexp(0, -signs * (mean + moved))).sum() - dual @ moved / 2)


def _signs(decided: Sequence[Decided]) -> Array:
    return np.array([1.0 if one.covert else -1.0 for one in decided])


def _balanced(decided: Sequence[Decided]) -> Array:
    """How much each counts, so that approaches and others count the same in all."""
    counts = np.array([one.counts for one in decided])
    covert = _signs(decided) > 0
    half = counts.sum() / 2
    shares: Array = np.where(covert, half / counts[covert].sum(), half / counts[~covert].sum())
    return counts * shares


def _covert(weights: Weights, names: Iterable[str]) -> Array:
    values: Array = np.array([weights.of[name][Kind.COVERT] for name in names])
    return values / _NAT


def _values(known: Mapping[str, float], words: Iterable[str]) -> Array:
    values: Array = np.array([known.get(word, 0.0) for word in words])
    return values / _NAT


def _moved(before: Weights, names: Iterable[str], found: Mapping[str, float]) -> dict[str, Mapping[Kind, float]]:
    """Weights after moving; those of these names that were not found are nothing."""
    moved = {name: {**before.of[name], Kind.COVERT: round(float(found.get(name, 0.0)) * _NAT, 2)} for name in names}
    return {**before.of, **moved}


def _believed(start: Weights, decided: Iterable[Decided], words: Iterable[str], belief: float) -> Weights:
    counts = Counter(name for one in decided for name in one.indicators)
    shown = {name for name, count in counts.items() if count >= TELLING}
    of = {
        name: {**table, Kind.COVERT: table[Kind.COVERT] * belief} if name in shown else table
        for name, table in start.of.items()
    }
    return replace(start, of=of, words={word: start.words.get(word, 0.0) * belief for word in words})


def _merged(known: Mapping[str, float], words: Iterable[str], moved: Array) -> dict[str, float]:
    values = {
        word: round(known.get(word, 0.0) + float(step) * _NAT, 2) for word, step in zip(words, moved, strict=True)
    }
    return {word: value for word, value in values.items() if value}
