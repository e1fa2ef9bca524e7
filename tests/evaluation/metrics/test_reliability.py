"""Stated against true."""

import pytest
from evaluation.metrics.reliability import brier, calibration_error, log_loss, reliability


def test_well_calibrated() -> None:
    """A stated 0.8 that is right eight times in ten has no error."""
    bins = reliability([0.8] * 10, [True] * 8 + [False] * 2)
    assert [(one.held, one.true.value) for one in bins] == [(10, 0.8)]
    assert calibration_error(bins) == pytest.approx(0.0)


def test_certainty() -> None:
    """A stated 1 belongs to the last bin; one that is wrong costs much and not everything."""
    assert reliability([1.0], [True])[0].low == 0.9
    assert 10 < log_loss([1.0], [False]) < 20


def test_always_half() -> None:
    """Always saying 0.5 scores 0.25 and 0.693."""
    assert brier([0.5, 0.5], [True, False]) == 0.25
    assert log_loss([0.5, 0.5], [True, False]) == pytest.approx(0.693, abs=1e-3)
