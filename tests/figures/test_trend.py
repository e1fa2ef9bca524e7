"""Changes from one half of the weeks to the other."""

from datetime import date, timedelta

import pytest

from lurewatch.figures.trend import change
from lurewatch.model.figures import Change, Week


def weeks(*approaches: int) -> list[Week]:
    """Weeks with so many approaches each."""
    return [Week(date(2026, 3, 2) + timedelta(7 * at), count, count, count) for at, count in enumerate(approaches)]


def changed(*approaches: int) -> Change:
    """The change, where there is one."""
    found = change(weeks(*approaches))
    assert found is not None
    return found


def test_a_few_more() -> None:
    """It is no more than noise."""
    assert changed(2, 1, 3, 2).is_noise


def test_many_more() -> None:
    """It is more than noise; the interval is that of Clopper and Pearson for 30 of 40, as odds."""
    found = changed(5, 5, 15, 15)
    assert not found.is_noise
    assert found.ratio == 3
    assert (found.low, found.high) == pytest.approx((1.427, 6.87), abs=0.02)


def test_none_before() -> None:
    """There is no ratio and no upper bound, but a lower one."""
    found = changed(0, 0, 4, 4)
    assert found.ratio is None
    assert found.high is None
    assert found.low > 1


def test_nothing_in_any_week() -> None:
    """It is told as such."""
    assert changed(0, 0, 0, 0).is_noise


def test_too_few_weeks() -> None:
    """Nothing is said of them."""
    assert change(weeks(1, 2, 3)) is None


def test_an_odd_number_of_weeks() -> None:
    """The first is left out."""
    assert changed(99, 1, 1, 1, 1).earlier == 2
