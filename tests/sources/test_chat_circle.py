"""Whom a message in a chat went to."""

from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle
from lurewatch.sources.chat_circle import Circle
from lurewatch.text import handles

A, B, C, D, OWNER = (handles.account("slack", name, name) for name in "abcdo")


def others(circle: Circle, author: Handle) -> str:
    """The names of a message's recipients."""
    return "".join(one.name for one in circle.others(author))


def test_members_and_authors() -> None:
    """All known members and all who have written take part, save the author."""
    circle = Circle([A, B], 4)
    assert (others(circle, A), others(circle, C)) == ("b", "ab")
    circle.heard([C, A])
    assert (others(circle, A), others(circle, C)) == ("bc", "ab")
    assert list(circle.told("x")) == []


def test_too_many_members() -> None:
    """Those who wrote last stand for them, and the owner of the export always; that is told."""
    circle = Circle([A, B, C], 2, always=(OWNER,))
    assert others(circle, A) == "o"
    circle.heard([A, B])
    circle.heard([C])
    assert others(circle, A) == "obc"
    assert list(circle.told("x")) == [
        Gap("who read along", "x", "more than 2 take part; a message counts as sent to those who wrote last")
    ]


def test_too_many_authors() -> None:
    """A chat that grows too large keeps those who wrote last."""
    circle = Circle([], 2)
    circle.heard([A, B])
    circle.heard([C])
    circle.heard([A, D])
    assert others(circle, A) == "d"
    assert others(circle, B) == "ad"


def test_colleagues_in_a_crowd() -> None:
    """Among many, what one of ours wrote went to those of outside, and what they wrote to all of ours."""
    ours = [handles.account("slack", f"u{number}", str(number)) for number in range(9)]
    circle = Circle([*ours, A], 50, ours={one.value for one in ours})
    assert others(circle, ours[0]) == "a"
    assert others(circle, A) == "012345678"
    assert circle.is_crowded


def test_colleagues_among_few() -> None:
    """They write to each other."""
    circle = Circle([A, B, C], 50, ours={A.value, B.value, C.value})
    assert (others(circle, A), circle.is_crowded) == ("bc", False)
