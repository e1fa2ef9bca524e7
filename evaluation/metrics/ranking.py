"""How well scores put approaches above the rest."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import exp, log, sqrt
from statistics import fmean, variance
from typing import NamedTuple

from evaluation.metrics.interval import Interval
from evaluation.metrics.proportion import share, upper_bound

_Z = 1.959963984540054  # two-sided 95 %


class Recall(NamedTuple):
    """The share of approaches found with so many false alarms allowed among so many benign."""

    found: Interval
    allowed: int
    benign: int


def auc(above: Sequence[float], below: Sequence[float]) -> Interval:
    """The chance that an approach scores above a benign one (ties count half), 0.5 where either side is empty.

    Interval: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988), on the logit scale so that it stays within
    0 and 1; where all pairs are in order it has no variance, and the bound is the exact one for the smaller side.
    """
    if not above or not below:
        return Interval(0.5, 0.0, 1.0)
    up, down = _placements(above, sorted(below)), [1 - part for part in _placements(below, sorted(above))]
    value = fmean(up)
    if value in (0.0, 1.0):
        slack = upper_bound(0, min(len(above), len(below)))
        return Interval(value, max(0.0, value - slack), min(1.0, value + slack))
    width = _Z * sqrt(_spread(up) + _spread(down)) / (value * (1 - value))
    middle = log(value / (1 - value))
    return Interval(value, _logistic(middle - width), _logistic(middle + width))


def recall_at(above: Sequence[float], below: Sequence[float], rate: float) -> Recall:
    """The share of `above` that scores over all of `below` but the share `rate` of it (none if too small)."""
    allowed = int(len(below) * rate + 1e-9)
    cut = sorted(below, reverse=True)[allowed] if len(below) > allowed else float("-inf")
    return Recall(share(sum(score > cut for score in above), len(above)), allowed, len(below))


def _placements(scores: Sequence[float], others: Sequence[float]) -> list[float]:
    """For each score the share of `others` (sorted) below it, ties half."""
    return [(bisect_left(others, score) + bisect_right(others, score)) / (2 * len(others)) for score in scores]


def _spread(parts: Sequence[float]) -> float:
    return variance(parts) / len(parts) if len(parts) > 1 else 0.25


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value)) if value > -700 else 0.0
