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

from lurewatch.detection.weigh import Weights
from lurewatch.model.kind import Kind

Array = NDArray[np.float64]
_NAT = 10 / log(10)  # decibans in a unit of log-odds
_STEPS, _ENOUGH = 100, 1e-9
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
_TELLING = 5  # decisions that show an indicator before they can say how far to believe its weight


@dataclass(frozen=True, slots=True)
class Decided:
    """What learning sees of a conversation: its indicators with their strengths, its words, whether it is covert."""

    indicators: Mapping[str, float]
    words: frozenset[str]
    covert: bool
    counts: float = 1.0


@dataclass(frozen=True, slots=True)
class Trust:
    """How far weights may move from where they start: standard deviations, in units of log-odds.

    `belief`, from 0 to 1, is the share of the weights before that is believed where the decisions show an indicator.
    """

    indicators: float = 0.7
    words: float = 10.0
    calibration: float = 3.0
    belief: float = 1.0


def learn(decided: Sequence[Decided], start: Weights, trust: Trust, words: Sequence[str]) -> Weights:
    """The weights after these decisions, and of these words; `start` itself is not changed.

    What few decisions show stays near its weight; what enough show begins at its weight times `trust.belief`.
    """
    start = _believed(start, decided, words, trust.belief)
    names = sorted({name for one in decided for name in one.indicators})
    seen, told = indicator_table(decided, names), word_table(decided, words)
    before = seen @ _covert(start, names) + told @ _values(start.words, words)
    ones = np.ones((len(decided), 1))
    tables = ((seen, trust.indicators), (told, trust.words), (ones, trust.calibration))
    kernel = sum((spread**2 * table @ table.T for table, spread in tables), np.zeros((len(decided), len(decided))))
    dual = most_probable(kernel, before + start.calibration / _NAT, _signs(decided), _balanced(decided))
    moved_seen, moved_told, moved_all = (spread**2 * table.T @ dual for table, spread in tables)
    return replace(
        start,
        of=_moved(start, names, moved_seen),
        words=_merged(start.words, words, moved_told),
        calibration=round(start.calibration + float(moved_all[0]) * _NAT, 2),
    )


def vocabulary(decided: Iterable[Decided], known: Iterable[str] = ()) -> list[str]:
    """Words that at least three conversations share, the commonest first where there are too many, and the known.

    None that is a given name as well.
    """
    counts: dict[str, int] = {}
    for one in decided:
        for word in one.words:
            counts[word] = counts.get(word, 0) + 1
    common = sorted(
        (word for word, count in counts.items() if count > 2 and word not in _NAMES_TOO),
        key=lambda word: (-counts[word], word),
    )
    return sorted({*common[:_MOST_WORDS], *known})


def indicator_table(decided: Sequence[Decided], names: Sequence[str]) -> Array:
    """Strength of each indicator (column) in each conversation (row)."""
    return np.array([[one.indicators.get(name, 0.0) for name in names] for one in decided]).reshape(len(decided), -1)


def word_table(decided: Sequence[Decided], words: Sequence[str]) -> Array:
    """Which words (columns) each conversation has, each row divided by the root of its number, as `Classifier` does."""
    place = {word: number for number, word in enumerate(words)}
    table = np.zeros((len(decided), len(words)))
    for row, one in zip(table, decided, strict=True):
        known = [place[word] for word in one.words if word in place]
        row[known] = 1 / max(1.0, len(known)) ** 0.5
    return table


def most_probable(kernel: Array, mean: Array, signs: Array, counts: Array) -> Array:
    """The dual weights of the most probable log-odds, whose prior is normal with this mean and kernel.

    `signs` are +1 for covert and -1 for others, `counts` how much each conversation counts.
    """
    dual = np.zeros(len(mean))
    for _ in range(_STEPS):
        log_odds = mean + kernel @ dual
        chance = 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))
        root = np.sqrt(counts * chance * (1 - chance))
        aim = root**2 * (log_odds - mean) + counts * ((signs + 1) / 2 - chance)
        inner = np.eye(len(mean)) + root[:, None] * kernel * root
        new = aim - root * np.linalg.solve(inner, root * (kernel @ aim))
        moved = float(np.abs(new - dual).max())
        dual = new
        if moved < _ENOUGH:
            break
    return dual


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


def _moved(start: Weights, names: Sequence[str], moved: Array) -> dict[str, Mapping[Kind, float]]:
    """Weights after moving; one may shrink to nothing, but none changes its sign: that would be another indicator."""
    of = dict(start.of)
    for name, step in zip(names, moved, strict=True):
        old = of[name][Kind.COVERT]
        new = old + float(step) * _NAT
        of[name] = {**of[name], Kind.COVERT: round(max(0.0, new) if old > 0 else min(0.0, new), 2)}
    return of


def _believed(start: Weights, decided: Iterable[Decided], words: Iterable[str], belief: float) -> Weights:
    counts = Counter(name for one in decided for name in one.indicators)
    shown = {name for name, count in counts.items() if count >= _TELLING}
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
