"""How many were not seen."""

from math import inf

import numpy as np
import pytest
from evaluation.unseen import dependent, independent, tried, uneven
from hypothesis import given, settings
from hypothesis import strategies as st

from lurewatch.figures.chao import lower_bound
from lurewatch.figures.fitting import fitted
from lurewatch.figures.histories import Histories, histories
from lurewatch.figures.loglinear import in_all

WAYS = ("reports", "mailboxes", "partners")


def two(both: int, first: int, second: int) -> Histories:
    """So many seen by both of two ways, by the first alone, by the second alone."""
    return Histories(WAYS[:2], np.array([[0.0, second], [first, both]]))


def test_two_ways() -> None:
    """The estimate is that of Lincoln and Petersen, n1 n2 / m, or a little below."""
    found = in_all(two(20, 30, 40))
    assert found.total is not None
    assert found.total == pytest.approx(50 * 60 / 20, rel=0.02)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 150 < found.high
    assert "no data show it" in " ".join(found.assumes)


def test_everything_seen_twice() -> None:
    """There is no more than was seen, as far as the data tell."""
    found = in_all(two(50, 0, 0))
    assert found.total is not None
    assert found.total == pytest.approx(50, abs=0.1)
    assert found.low == 50


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (two(6, 30, 40), "6 were seen by two ways or more, and at least 7 are needed"),
        (two(0, 0, 40), "reports saw nobody; leave it out"),
        (Histories(("reports",), np.array([0.0, 40.0])), "two are needed"),
    ],
)
def test_data_that_cannot_carry_it(found: Histories, why: str) -> None:
    """The estimate is refused, with the reason and no number."""
    estimate = in_all(found)
    assert why in estimate.refused
    assert estimate.total is None


def test_ways_that_depend_on_each_other() -> None:
    """With a third way it is seen, said, and allowed for."""
    outcome = tried(dependent(600, 0.3, 0.2, 0.4, again=0.8), 20, 3)
    assert outcome.median == pytest.approx(600, rel=0.1)
    naive = in_all(two(144, 36, 84))  # the same without the third: 80 % of a first 30 %, 20 % of the rest
    assert naive.high is not None
    assert naive.high < 600


def test_the_interval_where_its_assumptions_hold() -> None:
    """It holds the truth about as often as it says; 1,000 runs a world are in docs/decisions."""
    runs = [tried(world, 100, 4) for world in (independent(100, 0.5, 0.5), independent(200, 0.3, 0.3, 0.3))]
    assert 0.9 <= sum(one.held for one in runs) / sum(one.given for one in runs) <= 0.995


def test_people_who_are_hard_to_see() -> None:
    """Then there are more than is said, which no two ways show."""
    assert tried(uneven(300, 2, 0.6, 0.1), 20, 5).median < 270


def test_a_lower_bound_by_hand() -> None:
    """It is Chao's, bias-corrected."""
    found = lower_bound([0, 20, 10, 3])
    assert found.total == pytest.approx(33 + 20 * 19 / 22)
    assert found.low is not None
    assert found.high is not None
    assert 33 < found.low < (found.total or inf) < found.high


def test_too_few_seen_twice() -> None:
    """There is no lower bound beyond what was seen."""
    assert "4 were seen twice" in lower_bound([0, 30, 4]).refused


def test_one_way_for_a_lower_bound() -> None:
    """It tells nothing of what it missed."""
    assert "two are needed" in lower_bound([0, 30], ways=1).refused


def test_more_ways_than_can_be_told_apart() -> None:
    """It is a fault of the caller."""
    with pytest.raises(ValueError, match="9 ways"):
        histories([str(number) for number in range(9)], [])


def test_a_way_that_is_not_listed() -> None:
    """It is passed over."""
    assert histories(WAYS, [["reports", "rumour"], ["rumour"]]).seen == 1


@given(st.lists(st.integers(0, 50), min_size=8, max_size=8))
@settings(max_examples=50)
def test_a_fitted_table(counts: list[int]) -> None:
    """It keeps the margins that its model says, and so the total."""
    table = np.array(counts, float).reshape(2, 2, 2)
    expected = fitted(table, ((0, 1),))
    assert expected.sum(2) == pytest.approx(table.sum(2), abs=1e-5)
    assert expected.sum((0, 1)) == pytest.approx(table.sum((0, 1)), abs=1e-5)


@given(st.integers(7, 60), st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=30, deadline=None)
def test_any_numbers_seen(both: int, first: int, second: int) -> None:
    """The interval holds the estimate, and begins no lower than what was seen."""
    found = in_all(two(both, first, second))
    assert found.low is not None
    assert found.total is not None
    assert found.seen - 1e-9 <= found.low <= found.total + 0.01
    assert found.high is None or found.high >= found.total - 0.01
