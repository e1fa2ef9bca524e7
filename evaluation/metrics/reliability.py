"""Whether a stated 0.8 is right eight times in ten."""

from collections.abc import Sequence
from math import log
from statistics import fmean
from typing import NamedTuple

from evaluation.metrics.interval import Interval
from evaluation.metrics.proportion import share

BINS = 10
_FLOOR = 1e-6  # a stated certainty that is wrong must cost much, not everything


class Bin(NamedTuple):
    """Conversations whose stated probability lies in [low, high): their number, mean stated, share of approaches."""

    low: float
    high: float
    held: int
    stated: float
    true: Interval


def reliability(stated: Sequence[float], truth: Sequence[bool]) -> list[Bin]:
    """Ten bins of equal width, those that hold nothing left out."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, label in zip(stated, truth, strict=True):
        held[min(BINS - 1, int(probability * BINS))].append((probability, label))
    return [_bin(number, pairs) for number, pairs in enumerate(held) if pairs]


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance between stated and true, bins weighted by what they hold."""
    total = sum(one.held for one in bins)
    return sum(one.held * abs(one.stated - one.true.value) for one in bins) / total if total else 0.0


def brier(stated: Sequence[float], truth: Sequence[bool]) -> float:
    """The mean squared distance of stated probabilities from the truth; 0.25 for always saying 0.5."""
    return fmean((probability - label) ** 2 for probability, label in zip(stated, truth, strict=True))


def log_loss(stated: Sequence[float], truth: Sequence[bool]) -> float:
    """The mean surprise in nats; 0.693 for always saying 0.5."""
    right = (p if label else 1 - p for p, label in zip(stated, truth, strict=True))
    return fmean(-log(max(_FLOOR, part)) for part in right)


def _bin(number: int, pairs: Sequence[tuple[float, bool]]) -> Bin:
    stated = fmean(probability for probability, _ in pairs)
    return Bin(number / BINS, (number + 1) / BINS, len(pairs), stated, share(sum(t for _, t in pairs), len(pairs)))
