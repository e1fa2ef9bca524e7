"""Whether a number may be shown by itself."""

import pytest
from tests.figures.suppression.made import people

from lurewatch.figures.suppression.rule import behind, is_safe, openness, openness_within
from lurewatch.model.published import HOUSE, HUB, Part, Rule


def safe(parts: list[Part], rule: Rule = HOUSE) -> bool:
    """Whether the number of these approaches may be shown."""
    return is_safe(behind(parts, rule), rule)


def test_four_people_and_five() -> None:
    """Four are too few, five are enough."""
    assert not safe(people(4, "a"))
    assert safe(people(5, "a"))


def test_one_person_of_many_approaches() -> None:
    """They are too few by themselves, and may not carry most where there are others."""
    assert not safe(people(1, "a") * 20)
    assert not safe([*people(1, "a") * 5, *people(4, "a", start=1)])
    assert safe([*people(1, "a") * 4, *people(4, "a", start=1)])


def test_an_organisation_that_carries_most() -> None:
    """A hub does not show it; nor what two of three carry alone, since each could work out the other."""
    small = [*people(3, "a", organisation="o2"), *people(3, "a", organisation="o3")]
    assert safe([*people(4, "a"), *small], HUB)
    assert not safe([*people(7, "a"), *small], HUB)
    assert not safe([*people(9, "a"), *people(9, "a", organisation="o2"), *people(1, "a", organisation="o3")], HUB)


def test_the_same_key_in_two_organisations() -> None:
    """They are two people."""
    found = behind([*people(1, "a"), *people(1, "a", organisation="o2")], HUB)
    assert (found.people, found.organisations) == (2, 2)


@pytest.mark.parametrize(
    ("number", "floor", "open_by"), [(1, 0, (1, 4)), (4, 1, (3, 1)), (5, 0, (1, 1)), (41, 0, (9, 9))]
)
def test_how_open_a_hidden_number_stays(number: int, floor: int, open_by: tuple[int, int]) -> None:
    """A small one from nothing, or one where its class is named, to five; a large one by a fifth."""
    assert openness(number, floor, HOUSE) == open_by


def test_how_open_it_stays_for_who_is_in_it() -> None:
    """What the others carry could be nothing, and more; where nobody else is in it, there is nothing to protect."""
    assert openness_within(10, 8, HOUSE) == (2, 1)
    assert openness_within(8, 8, HOUSE) == (0, 0)
    assert openness_within(40, 8, HOUSE) == (7, 7)
