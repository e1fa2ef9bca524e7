"""Two sides of a run: both learn what both have, by sizes that tell a class alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lurewatch.errors import ProtocolFault, UsageError
from lurewatch.sharing.matching import group
from lurewatch.sharing.matching.padding import LEAST, MOST, SIZES, size_of
from lurewatch.sharing.matching.side import Side

_OURS, _THEIRS = bytes([1]) * 32, bytes([2]) * 32


def _met(ours: list[bytes], theirs: list[bytes]) -> tuple[set[bytes], set[bytes]]:
    a, b = Side(_OURS, ours), Side(_THEIRS, theirs)
    shown_a, shown_b = a.shown(), b.shown()
    found_a = a.met(b.answered(shown_a.points), shown_b)
    found_b = b.met(a.answered(shown_b.points), shown_a)
    return {ours[one] for one in found_a}, {theirs[one] for one in found_b}


@settings(max_examples=4, deadline=None)
@given(both=st.sets(st.binary(max_size=40), max_size=30), data=st.data())
def test_both_sides_learn_what_both_have_and_no_more(both: set[bytes], data: st.DataObject) -> None:
    """Whatever the items, each side's outcome is the intersection."""
    others = st.sets(st.binary(max_size=40), max_size=30)
    ours, theirs = (sorted(both | data.draw(others)) for _ in range(2))

    assert _met(ours, theirs) == (set(ours) & set(theirs),) * 2


@given(count=st.integers(0, MOST))
def test_a_size_tells_a_class_alone(count: int) -> None:
    """A size is the least power of two, of 256 or more, into which the items go."""
    size = size_of(count)

    assert size in SIZES
    assert size >= count
    assert size == LEAST or size < 2 * count


def test_more_than_a_run_takes_is_refused() -> None:
    """The number, the most, and what to do are told."""
    with pytest.raises(UsageError, match=r"32,769 items: a run takes 32,768 at most; name fewer"):
        size_of(MOST + 1)


def test_what_is_handed_out_has_one_length_whatever_the_items() -> None:
    """No items, one, or 256: as many points and tags, and none stands twice."""
    for items in ([], [b"one"], [bytes([0, at]) for at in range(256)]):
        shown = Side(_OURS, items).shown()

        assert len(set(shown.points)) == len(set(shown.tags)) == LEAST


def test_a_card_is_another_place_and_another_point_in_another_run() -> None:
    """Neither order, points nor tags of two runs have anything in common, so that runs cannot be joined."""
    items = [b"one", b"two"]
    first, second = Side(_OURS, items).shown(), Side(_THEIRS, items).shown()

    assert not set(first.points) & set(second.points)
    assert not set(first.tags) & set(second.tags)
    assert [number for _, number in Side(_OURS, items).cards] != [number for _, number in Side(_THEIRS, items).cards]


def test_an_answer_by_another_key_is_believed_in_no_item() -> None:
    """A side that answers one item by another key, to find out which of ours match, is refused as a whole."""
    a, b, liar = Side(_OURS, [b"one"]), Side(_THEIRS, [b"one"]), Side(bytes([3]) * 32, [])
    points = a.shown().points
    told = b.answered(points)
    told.points[7] = liar.answered(points).points[7]

    with pytest.raises(ProtocolFault, match="not all by the key that was named"):
        a.met(told, b.shown())


def test_a_point_that_comes_twice_is_refused() -> None:
    """Blinded items never meet, so a repeated one is no honest side's."""
    point = group.base(group.scalar(5))

    with pytest.raises(ProtocolFault, match="an item comes twice"):
        Side(_OURS, []).answered([point, point])
