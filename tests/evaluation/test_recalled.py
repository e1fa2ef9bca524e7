"""What planted campaigns are recalled of kept sketches."""

from pathlib import Path

from evaluation.planted.material import Amounts
from evaluation.planted.planted import Level
from evaluation.planted.recalled import recalled


def test_planted_campaigns(tmp_path: Path) -> None:
    """Of campaigns whose slots alone differ nearly all pairs are recalled, and nothing that does not belong to them."""
    outcome = recalled(Amounts(100, 1, 1, copies=(60, 80), seed=5), tmp_path / "kept")
    assert outcome.false <= 1
    assert outcome.found[Level.SLOTS] >= 0.9 * outcome.planted[Level.SLOTS] > 0
    assert outcome.asked > 300
