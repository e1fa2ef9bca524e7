"""How many there are in all, from who was seen by which ways: log-linear models with a profile-likelihood interval.

Sources: S. Fienberg, "The multiple recapture census for closed populations and incomplete 2^k contingency tables",
Biometrika 59 (1972); R. Cormack, "Interval estimation for mark-recapture studies of closed populations", Biometrics 48
(1992).
"""

from collections.abc import Callable, Iterator
from itertools import combinations
from math import lgamma, log
from typing import NamedTuple

import numpy as np

from lurewatch.figures.fitting import Together, fitted
from lurewatch.figures.histories import Histories
from lurewatch.model.estimate import Estimate

METHOD = "log-linear model"
_FEWEST = 7  # seen by two ways or more: with fewer, the estimate is mostly luck (Chapman 1951)
_CHI2 = 3.841459  # of one degree of freedom, for 95 %
_FARTHEST = 1e4  # times what was seen; an interval that reaches it has no upper end
_GOLDEN = 0.6180339887498949
_CLOSE = 1e-4  # of what was seen: below what is shown

Unseen = float  # how many no way saw, taken for granted
Likelihood = Callable[[Unseen], float]


class _Model(NamedTuple):
    """Which ways depend on each other; the logarithm of the likelihood less half of what the model costs; its peak."""

    together: tuple[Together, ...]
    likelihood: Likelihood
    peak: Unseen
    worth: float


def in_all(found: Histories) -> Estimate:
    """How many there are in all, seen or not; refused where too few were seen by two ways or more.

    Ways that see the same ones too often are let depend on each other, one pair after the other, as long as the data
    ask for it (Bayes' information criterion); with two ways that cannot be known, and is said. The interval holds what
    any of the models tried on the way bears, less what it costs to choose it: else it would forget that one was chosen.
    """
    if refused := _refused(found):
        return Estimate(METHOD, found.seen, refused=refused)
    tried = list(_tried(found))
    best = max(tried, key=lambda model: model.worth)
    bounds = [_interval(one, best.worth - _CHI2 / 2) for one in tried if one.worth > best.worth - _CHI2 / 2]
    high = None if any(most is None for _, most in bounds) else max(most or 0.0 for _, most in bounds)
    return Estimate(
        METHOD,
        found.seen,
        found.seen + best.peak,
        found.seen + min(least for least, _ in bounds),
        None if high is None else found.seen + high,
        assumes=tuple(_assumptions(found, best.together)),
    )


def _refused(found: Histories) -> str:
    ways = len(found.ways)
    if ways < 2:
        return "one way of seeing tells nothing of what it missed; two are needed"
    for way, count in zip(found.ways, found.seen_by(), strict=True):
        if not count:
            return f"{way} saw nobody; leave it out"
    again = sum(found.times()[2:])
    if again < _FEWEST:
        return f"{again} were seen by two ways or more, and at least {_FEWEST} are needed"
    return ""


def _tried(found: Histories) -> Iterator[_Model]:
    """The models: without dependence, then with one pair more each time, as long as that is worth it."""
    ways = len(found.ways)
    best = _model(found, ())
    yield best
    while len(best.together) < _most_pairs(ways):
        pairs = (pair for pair in combinations(range(ways), 2) if pair not in best.together)
        further = [_model(found, (*best.together, pair)) for pair in pairs]
        yield from further
        likeliest = max(further, key=lambda model: model.worth)
        if likeliest.worth <= best.worth:
            return
        best = likeliest


def _most_pairs(ways: int) -> int:
    """So many that a number is left over to see a model fail by: 2^n - 1 cells, a total and one number for each way."""
    return max(0, min(ways * (ways - 1) // 2 - 1, (1 << ways) - 3 - ways))


def _model(found: Histories, together: tuple[Together, ...]) -> _Model:
    cost = len(together) * log(found.seen) / 2
    likelihood = _likelihood(found, together)
    peak = _peak(likelihood, found.seen)
    return _Model(together, lambda unseen: likelihood(unseen) - cost, peak, likelihood(peak) - cost)


def _likelihood(found: Histories, together: tuple[Together, ...]) -> Likelihood:
    """The logarithm of the likelihood of so many unseen, the model's other numbers being the best ones for it."""
    seen = found.table > 0

    def likelihood(unseen: Unseen) -> float:
        table = found.table.copy()
        table.flat[0] = unseen
        total = float(table.sum())
        shares = fitted(table, together) / total
        known = float((table[seen] * np.log(shares[seen])).sum())
        rest = unseen * log(shares.flat[0]) if unseen > 0 else 0.0
        return lgamma(total + 1) - lgamma(unseen + 1) + known + rest

    return likelihood


def _peak(likelihood: Likelihood, seen: int) -> Unseen:
    """The likeliest number of unseen; the likelihood rises to it and falls from there."""
    high = float(seen)
    while high < _FARTHEST * seen and likelihood(2 * high) > likelihood(high):
        high *= 2
    low, high = 0.0, 2 * high
    while high - low > _CLOSE * seen:
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        low, high = (low, right) if likelihood(left) >= likelihood(right) else (left, high)
    return (low + high) / 2


def _interval(model: _Model, floor: float) -> tuple[Unseen, Unseen | None]:
    """The least and the greatest number of unseen that the data bear; None where there is no greatest."""
    likelihood, peak = model.likelihood, model.peak
    low = 0.0 if likelihood(0.0) >= floor else _crossing(likelihood, floor, 0.0, peak)
    step = max(peak, 1.0)
    while likelihood(peak + step) > floor:
        step *= 2
        if step > _FARTHEST * max(peak, 1.0):
            return low, None
    return low, _crossing(likelihood, floor, peak + step, peak)


def _crossing(likelihood: Likelihood, floor: float, out: Unseen, within: Unseen) -> Unseen:
    """Where the likelihood passes `floor`, between a number outside the interval and one within."""
    for _ in range(40):
        middle = (out + within) / 2
        out, within = (out, middle) if likelihood(middle) > floor else (middle, within)
    return (out + within) / 2


def _assumptions(found: Histories, together: tuple[Together, ...]) -> Iterator[str]:
    yield "Nobody came or went in the period, and each is known again when another way sees them."
    yield "Within one way, each is as easily seen as the other."
    if len(found.ways) == 2:
        yield f"{found.ways[0]} and {found.ways[1]} see independently of each other; of two ways no data show it."
        return
    for a, b in together:
        yield f"{found.ways[a]} and {found.ways[b]} depend on each other, as the data show; the others do not."
    if not together:
        yield "The ways see independently of each other; the data show nothing against it."
    yield "All ways together depend on nothing in common; no data can show that."
