"""Found against labelled."""

import pytest
from evaluation.metrics.agreement import Agreement, macro_f1, resampled


def test_counts_of_two_conversations() -> None:
    """Precision and recall count over all conversations together."""
    count = Agreement()
    count.add({1, 2}, {2, 3})
    count.add({1}, {1})
    assert [count.precision, count.recall, count.f1] == [pytest.approx(2 / 3)] * 3


def test_nothing_found_or_labelled() -> None:
    """Nothing gives 0, not an error."""
    assert (Agreement().precision, Agreement().recall, Agreement().f1) == (0.0, 0.0, 0.0)


def test_always_the_same_answer() -> None:
    """Calling everything malicious earns nothing on the benign half."""
    assert macro_f1([(True, True), (True, False)]) == pytest.approx(1 / 3)


def test_bootstrap_twice() -> None:
    """The bounds repeat to the digit, and hold the figure."""
    pairs = [(True, True)] * 8 + [(False, True)] * 2 + [(False, False)] * 9 + [(True, False)]
    first = resampled(pairs, macro_f1)
    assert first == resampled(pairs, macro_f1)
    assert first.low < first.value < first.high
