"""Exact bounds of a share.

Source: Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
Biometrika 26 (1934).
"""

from collections.abc import Callable
from math import exp, fsum, lgamma, log

_STEPS = 60  # halvings: far below any digit that is shown


def bounds(events: int, total: int) -> tuple[float, float]:
    """The two-sided exact 95 % bounds of a share; (0, 1) where nothing was counted."""
    low = 0.0 if events == 0 else root(lambda p: at_most(events - 1, total, p), 0.975)
    high = 1.0 if events >= total else root(lambda p: at_most(events, total, p), 0.025)
    return low, high


def at_most(events: int, total: int, p: float) -> float:
    """The chance of at most so many events in `total` draws; falls as `p` grows."""
    if not 0 < p < 1:
        return 1.0 if p <= 0 else float(events >= total)
    hit, miss = log(p), log(1 - p)
    return fsum(exp(_log_choose(total, k) + k * hit + (total - k) * miss) for k in range(events + 1))


def root(falling: Callable[[float], float], level: float) -> float:
    """Where a falling function of a probability passes a level."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > level else (low, middle)
    return (low + high) / 2


def _log_choose(total: int, k: int) -> float:
    return lgamma(total + 1) - lgamma(k + 1) - lgamma(total - k + 1)
