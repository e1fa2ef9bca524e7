"""Shares and rates with exact bounds; with no event seen, the upper bound is the "rule of three"."""

from evaluation.metrics.interval import Interval
from lurewatch.figures.proportion import at_most, bounds, root


def share(events: int, total: int) -> Interval:
    """The share of events with its two-sided exact 95 % bounds; (0, 0, 1) where nothing was counted."""
    return Interval(events / total if total else 0.0, *bounds(events, total))


def upper_bound(events: int, total: int) -> float:
    """The rate that is exceeded with 5 % chance only (one-sided, exact); 1 where nothing was counted."""
    if events >= total:
        return 1.0
    return root(lambda p: at_most(events, total, p), 0.05)
