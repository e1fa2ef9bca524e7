"""How the decibans add up."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.cli.invented import Told, approach, conversation, evidence, judged

from lurewatch.model.kind import Kind
from lurewatch.telling.reasons import parts_of, reasons_of
from lurewatch.telling.waterfall import waterfall


@given(st.lists(st.floats(-20, 20), max_size=30))
def test_any_weights(weights: list[float]) -> None:
    """Bars lie within the width, and the steps before the total sum to it."""
    one = conversation(Told(("Hello there.",)))
    assessment = judged(one, [evidence(one, "Hello", w, f"i{n}") for n, w in enumerate(weights)]).assessment
    found = waterfall(assessment, reasons_of(assessment))
    assert all(bar.left >= 0 and bar.left + bar.width <= 100.1 for bar in found.bars)
    *steps, total = found.bars
    assert abs(sum(bar.decibans for bar in steps) - total.decibans) < 1e-6
    assert abs(steps[-1].total - total.decibans) < 1e-6


def test_many_small_pieces() -> None:
    """The weightiest have a bar of their own, the rest share one."""
    one = conversation(Told(("Hello there.",)))
    assessment = judged(one, [evidence(one, "Hello", 1.0 + n / 10, f"i{n}") for n in range(20)]).assessment
    labels = [bar.label for bar in waterfall(assessment, reasons_of(assessment)).bars]
    assert len(labels) == 15
    assert labels[-2] == "8 smaller pieces together"


def test_a_calibration() -> None:
    """It has its own bar before the total."""
    assessment = replace(approach().assessment, calibration_decibans=-2.0)
    assert waterfall(assessment, reasons_of(assessment)).bars[-2].label == "Calibration"


def test_an_indicator_seen_twice() -> None:
    """It is one reason with both quotes and the sum of its weight."""
    one = conversation(Told(("First pay. ", "Then pay again.")))
    seen = (evidence(one, "First pay", 5.0), evidence(one, "pay again", 0.0))
    (reason,) = reasons_of(judged(one, seen).assessment)
    assert reason.decibans == 5.0
    assert [(quote.message, quote.text) for quote in reason.quotes] == [(1, "First pay"), (2, "pay again")]
    assert reason.odds == "3.2"


def test_reasons_under_their_headings() -> None:
    """What speaks for, against, and what weighs nothing stand apart, the strongest first and numbered through."""
    one = conversation(Told(("Hello there.",)))
    pairs = (("a", 0.0), ("b", -1.0), ("c", 2.0), ("d", 3.0))
    assessment = judged(one, [evidence(one, "Hello", weight, name) for name, weight in pairs]).assessment
    found = parts_of(reasons_of(assessment), Kind.COVERT)
    assert [[(one.number, one.indicator) for one in part.reasons] for part in found] == [
        [(1, "d"), (2, "c")],
        [(3, "b")],
        [(4, "a")],
    ]
