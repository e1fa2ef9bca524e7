"""AUC and recall at a budget."""

from random import Random

import pytest
from evaluation.metrics.ranking import auc, recall_at
from hypothesis import given
from hypothesis import strategies as st

SCORES = st.lists(st.integers(-5, 5).map(float), min_size=1, max_size=12)


def test_perfect_order() -> None:
    """Approaches all above the rest score 1, with a bound that few cases keep low."""
    found = auc([3, 4, 5], [0, 1, 2])
    assert found.value == 1.0
    assert found.low < 0.7


def test_known_interval() -> None:
    """The standard error is the one of DeLong's formula, worked by hand: placements 1, .5, 1 and .5, 1, 1."""
    found = auc([3, 2, 5], [2.5, 1, 0])
    assert found.value == pytest.approx(8 / 9)
    assert found.low < 8 / 9 < found.high


def test_interval_covers() -> None:
    """Of 200 draws with a true AUC of 0.76, the interval holds the truth in most, and not in all."""
    draw = Random(7)  # noqa: S311  a test must repeat
    held = 0
    for _ in range(200):
        found = auc([draw.gauss(1, 1) for _ in range(40)], [draw.gauss(0, 1) for _ in range(40)])
        held += found.low <= 0.7602 <= found.high
    assert 180 <= held < 200


def test_nothing_on_one_side() -> None:
    """With nothing to compare, nothing is known."""
    assert auc([], [1.0]) == (0.5, 0.0, 1.0)


@given(SCORES, SCORES)
def test_equals_the_count_of_pairs(above: list[float], below: list[float]) -> None:
    """AUC is the share of pairs in order, ties half, and turning the sides round gives the rest to 1."""
    pairs = [(a > b) + 0.5 * (a == b) for a in above for b in below]
    assert auc(above, below).value == pytest.approx(sum(pairs) / len(pairs))
    assert auc(below, above).value == pytest.approx(1 - auc(above, below).value)


@given(SCORES, SCORES, st.sampled_from((0.001, 0.01, 0.1, 0.5)))
def test_budget_is_kept(above: list[float], below: list[float], rate: float) -> None:
    """No more benign than the budget allows lie above the cut that the recall is taken at."""
    found = recall_at(above, below, rate)
    assert found.allowed <= len(below) * rate
    beaten = sorted(below, reverse=True)[found.allowed] if found.allowed < len(below) else float("-inf")
    assert found.found.value == pytest.approx(sum(score > beaten for score in above) / len(above))
