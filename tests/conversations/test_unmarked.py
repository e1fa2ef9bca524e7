"""Texts without their marks of quotation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lurewatch.conversations.unmarked import Copy, unmarked, within


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("> Dear Kim\n> \n> Rowan", "Dear Kim\n\nRowan"),
        ("> Dear Kim\n\n> Rowan", "Dear Kim\n\nRowan"),
        (">> Dear Kim\n> > Rowan", "Dear Kim\nRowan"),
        ("> Dear Kim\n> > Rowan", "Dear Kim\n> Rowan"),
        ("> Dear Kim\nmine", "> Dear Kim\nmine"),
        ("mine\n> Dear Kim", "mine\n> Dear Kim"),
        ("", ""),
    ],
)
def test_marks_of_all_lines(text: str, bare: str) -> None:
    """What all lines have in common is taken off; a text with a line of its own stays as it is."""
    assert unmarked(text).text == bare


def test_stretch_that_ends_before_words_without_marks() -> None:
    """Marked lines end where others begin."""
    text = "Look:\n> Dear Kim\n>\n> Rowan\n\nmine"
    assert within(Copy(text), 6, len(text)).text == "Dear Kim\n\nRowan\n"


LINES = st.lists(st.text("> ab", max_size=6), max_size=8).map("\n".join)


@given(LINES, st.integers(0, 40), st.integers(0, 40), st.integers(0, 20), st.integers(0, 20))
def test_way_back(text: str, start: int, end: int, inner_start: int, inner_end: int) -> None:
    """Every character of a copy, and of a copy of that, is the one that stands at its origin."""
    outer = within(Copy(text), *sorted((min(start, len(text)), min(end, len(text)))))
    size = len(outer.text)
    for copy in (outer, within(outer, *sorted((min(inner_start, size), min(inner_end, size))))):
        assert all(text[copy.origin(at)] == sign for at, sign in enumerate(copy.text) if sign != "\n")
        origins = [copy.origin(at) for at in range(len(copy.text))]
        assert origins == sorted(origins)
