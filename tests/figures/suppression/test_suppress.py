"""Chains of tables with all hidden that has to be."""

from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.figures.suppression.made import drawn, every_table, people

from lurewatch.figures.suppression.audit import given_away, interval, narrow
from lurewatch.figures.suppression.chain import laid
from lurewatch.figures.suppression.rule import behind, is_safe
from lurewatch.figures.suppression.suppress import published
from lurewatch.model.published import HOUSE, HUB


def test_one_small_class() -> None:
    """A second one is hidden beside it, the smallest that protects it: else it would be the total less the others."""
    parts = [*people(2, "a"), *people(6, "b"), *people(9, "c")]
    found = published(parts, ["topic"], HOUSE)
    assert found.total == 17
    assert found.margins == ({"a": None, "b": None, "c": 9},)


def test_small_classes_that_protect_each_other() -> None:
    """Nothing further is hidden, if their sum may be shown."""
    parts = [*people(3, "a"), *people(4, "b", start=3), *people(9, "c", start=7)]
    assert published(parts, ["topic"], HOUSE).margins == ({"a": None, "b": None, "c": 9},)


def test_small_classes_of_the_same_few_people() -> None:
    """Their sum would be about three people, so a further class is hidden."""
    parts = [*people(3, "a") * 2, *people(3, "b") * 2, *people(9, "c"), *people(12, "d")]
    assert published(parts, ["topic"], HOUSE).margins == ({"a": None, "b": None, "c": None, "d": 12},)


def test_one_approach_in_all() -> None:
    """Nothing is shown, and why is told."""
    found = published(people(1, "a"), ["topic"], HOUSE)
    assert found.total is None
    assert "at least 5 people" in found.refused


def test_nothing() -> None:
    """It is refused as too few."""
    assert published([], ["topic", "field"], HOUSE).refused


def test_one_organisation_at_a_hub() -> None:
    """Nothing is shown, however many its people are."""
    assert "3 organisations" in published(people(90, "a"), ["topic"], HUB).refused


def test_a_hidden_cell_in_a_table_with_margins() -> None:
    """At least a rectangle is hidden: one alone would be its row less the others."""
    cells = {("a", "x"): 2, ("a", "y"): 20, ("b", "x"): 20, ("b", "y"): 20, ("c", "x"): 30, ("c", "y"): 30}
    parts = [one for cell, count in cells.items() for one in people(count, *cell)]
    found = published(parts, ["topic", "field"], HOUSE)
    hidden = {cell for cell, number in found.pairs[0].items() if number is None}
    assert ("a", "x") in hidden
    assert len(hidden) == 4
    assert found.margins == ({"a": 22, "b": 40, "c": 60}, {"x": 52, "y": 70})


@given(st.integers(0, 10**6), st.integers(5, 11))
@settings(max_examples=30, deadline=None)
def test_the_intervals_of_hidden_numbers(seed: int, approaches: int) -> None:
    """They are those of all tables, counted out one by one, that agree with what is shown."""
    parts = drawn(seed, approaches, (2, 3))
    found = published(parts, ["topic", "field"], HOUSE)
    assume(found.pairs)
    lay = laid(parts, 2, HOUSE)
    numbers = {at: arc for arc, at in enumerate(lay.numbers)}
    shown = {0: found.margins[0], 1: found.margins[1]}
    hidden = {arc for (place, one), arc in numbers.items() if len(one) == 1 and shown[place][one[0]] is None}
    hidden |= {numbers[0, cell] for cell, number in found.pairs[0].items() if number is None}
    tables = list(every_table(found))
    for cell in found.pairs[0]:
        bears = {table[cell] for table in tables}
        assert interval(lay, hidden, numbers[0, cell]) == (min(bears), max(bears))


@given(st.integers(0, 10**6), st.integers(0, 300), st.sampled_from([HOUSE, HUB]))
@settings(max_examples=60, deadline=None)
def test_whatever_is_shown(seed: int, approaches: int, rule: object) -> None:
    """Each number is safe by itself and is the true one, and adds up to its margin where all beside it is shown."""
    assert rule in (HOUSE, HUB)
    ours = HUB if rule == HUB else HOUSE
    parts = drawn(seed, approaches, (4, 6, 5), organisations=9)
    found = published(parts, ["pretext", "topic", "field"], ours)
    for place, margin in enumerate(found.margins):
        for one, number in margin.items():
            inside = [part for part in parts if part.of[place] == one]
            assert number is None or (number == len(inside) and is_safe(behind(inside, ours), ours))
    for place, pairs in enumerate(found.pairs):
        for pair, number in pairs.items():
            inside = [part for part in parts if part.of[place : place + 2] == pair]
            assert number is None or (number == len(inside) and is_safe(behind(inside, ours), ours))


@given(st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_another_order_of_suppression(seed: int) -> None:
    """It changes nothing."""
    parts = drawn(seed, 80, (4, 6), organisations=9)
    mixed = [*parts]
    Random(seed).shuffle(mixed)  # noqa: S311  # seeded
    assert published(parts, ["a", "b"], HUB) == published(mixed, ["a", "b"], HUB)


@pytest.mark.parametrize("hidden", [set[int](), {0}])
def test_an_audit_of_too_little_hidden(hidden: set[int]) -> None:
    """It finds what can be worked out: the small number, and the sum that would be given away."""
    lay = laid([*people(2, "a"), *people(6, "b"), *people(9, "c")], 1, HOUSE)
    assert [move.arc for move in narrow(lay, hidden, HOUSE)] == [0, 0]
    assert bool(list(given_away(lay, hidden, HOUSE))) == bool(hidden)
