"""Exact bounds of shares."""

import pytest
from evaluation.metrics.proportion import share, upper_bound


@pytest.mark.parametrize(
    ("events", "total", "low", "high"),
    [(0, 10, 0.0, 0.3085), (5, 10, 0.1871, 0.8129), (10, 10, 0.6915, 1.0), (81, 263, 0.2527, 0.3676)],
)
def test_published_bounds(events: int, total: int, low: float, high: float) -> None:
    """The bounds are Clopper and Pearson's, as printed in tables."""
    found = share(events, total)
    assert found.low == pytest.approx(low, abs=1e-4)
    assert found.high == pytest.approx(high, abs=1e-4)


@pytest.mark.parametrize("total", [100, 1000, 5000])
def test_no_event_seen(total: int) -> None:
    """With none seen, at most three in `total` are to be feared: the rule of three."""
    assert upper_bound(0, total) == pytest.approx(3 / total, rel=0.02)


def test_nothing_counted() -> None:
    """A share of nothing may be anything."""
    assert share(0, 0) == (0.0, 0.0, 1.0)
    assert upper_bound(0, 0) == 1.0
