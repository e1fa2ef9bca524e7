"""Learning by a prior: what it finds, what it may not, and from where it still finds it."""

import numpy as np
import pytest

from lurewatch.detection.learn import Decided, Trust, learn, most_probable, vocabulary
from lurewatch.detection.weigh import Weights
from lurewatch.model.kind import Kind


def weights(**decibans: float) -> Weights:
    """Weights of so many decibans, and no words."""
    return Weights({name: {Kind.COVERT: value} for name, value in decibans.items()}, {}, {Kind.ORDINARY: 1.0})


def decided(covert: bool, *indicators: str, words: str = "") -> Decided:
    """A decided conversation that shows these."""
    return Decided(dict.fromkeys(indicators, 1.0), frozenset(words.split()), covert)


CASES = [
    *[decided(True, "paid")] * 8,
    *[decided(False, "paid")] * 2,
    *[decided(True, "odd")] * 1,
    *[decided(False, "odd")] * 9,
]


def test_what_cases_show() -> None:
    """An indicator that approaches show more often than others gains, and the start is not changed."""
    start = weights(paid=1.0, odd=-1.0)
    after = learn(CASES, start, Trust(), [])
    assert after.of["paid"][Kind.COVERT] > start.of["paid"][Kind.COVERT] == 1.0


def test_a_weight_that_would_turn() -> None:
    """An indicator that would change its sign is nothing, and the rest is found as if it were not there."""
    after = learn(CASES, weights(paid=1.0, odd=2.0), Trust(indicators=3.0), [])
    without = [Decided({"paid": 1.0} if "paid" in one.indicators else {}, one.words, one.covert) for one in CASES]
    assert after.of["odd"][Kind.COVERT] == 0.0
    assert after.calibration == learn(without, weights(paid=1.0, odd=2.0), Trust(indicators=3.0), []).calibration


@pytest.mark.parametrize("mean", [0.0, 8.0, -25.0])
def test_a_start_far_off(mean: float) -> None:
    """However far off it starts, the most probable is found: there the gradient is nothing."""
    table = np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]])
    kernel, signs, counts = 100 * table @ table.T + 1.0, np.array([1.0, 1, -1, -1]), np.ones(4)
    dual = most_probable(kernel, np.full(4, mean), signs, counts)
    chance = 1 / (1 + np.exp(-(mean + kernel @ dual)))
    assert np.abs((signs + 1) / 2 - chance - dual).max() < 1e-6


def test_given_names_in_pairs() -> None:
    """No word that is a given name too is learned, nor a pair that holds one."""
    cases = [decided(True, words="grace ?grace +grace paper") for _ in range(3)]
    pairs = [Decided({}, frozenset({"ask grace", "ask us"}), covert=True) for _ in range(3)]
    assert vocabulary([*cases, *pairs]) == ["ask us", "paper"]
