"""What is measured of kept sketches."""

from pathlib import Path

from benchmarks.sketches import Asked, Kept, measured, rows_of


def test_rows() -> None:
    """Every time is held against what is wanted, the slowest too."""
    rows = rows_of(Kept(1000, 2.0, 650_000, 1), Asked(3.0, [9.0, 10.0, 60.0], [1.0, 2.0, 3.0], 4, 5, 70.0))
    assert [row.reached for row in rows[:6]] == [True, True, True, True, False, False]
    assert rows[3].measured == "10.0 ms"
    assert rows[-1].measured == "4 of 5"


def test_a_small_run(tmp_path: Path) -> None:
    """What is kept is asked about in another process, which finds what was planted."""
    kept, asked = measured(tmp_path / "kept", 400)
    assert 0 < kept.sketches <= 400
    assert kept.size > 400 * kept.sketches
    assert asked.planted > 0
    assert len(asked.cold) == len(asked.warm) == asked.planted + 200
