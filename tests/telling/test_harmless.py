"""Hostile text, on one line of a terminal and on a page."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.hostile import ORDERS
from tests.timed import BOUND, times_as_long

from lurewatch.telling.harmless import UNSEEN, for_page, one_line

_ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize("text", ORDERS)
def test_a_text_that_gives_orders_to_a_terminal(text: str) -> None:
    """On one line, nothing is left that a terminal obeys or that turns the direction of writing."""
    shown = one_line(text)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(_ANY_TEXT, st.integers(2, 40))
def test_any_text_on_one_line(text: str, limit: int) -> None:
    """One line stays within its limit, can be encoded, and holds no control."""
    shown = one_line(text, limit)
    assert len(shown) <= limit
    shown.encode("utf-8")
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Zl", "Zp"} for c in shown)


@given(_ANY_TEXT)
def test_any_text_on_a_page(text: str) -> None:
    """A page's text can be encoded and turns no direction."""
    shown = for_page(text)
    shown.encode("utf-8")
    assert not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in shown)
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in shown)


def test_plain_words_around_an_escape_sequence() -> None:
    """The words beside a sequence stay."""
    assert one_line("before \x1b[1mbold\x1b[0m after") == "before bold after"
    assert one_line("before \x1b]0;title\x07 after") == "before after"


def test_an_unfinished_sequence_does_not_swallow_the_rest() -> None:
    """A sequence without an end takes no more than itself."""
    assert one_line("a \x1b]8;; and the rest") == "a 8;; and the rest"


def test_characters_that_cannot_be_seen_are_shown_once_a_run() -> None:
    """The page shows that something unseen was there."""
    assert for_page("pay\u200b\u200bment") == f"pay{UNSEEN}ment"


def test_joiners_that_a_script_needs() -> None:
    """Letters that are joined in their script are shown as they are."""
    text = "می\u200cخواهم"
    assert for_page(text) == text


def test_marks_heaped_on_a_letter() -> None:
    """No more than two marks stand on a letter, so that no line runs into others."""
    assert one_line("Z" + "\u0301" * 60) == "Z\u0301\u0301"


@pytest.mark.parametrize("piece", ["\x9d", "\x1b]", "\x90a", "\x9b0;", "Z\u0301", "\u200b"])
def test_orders_without_end(piece: str) -> None:
    """Eight times as many take about eight times as long, and a hundred thousand less than a second."""
    assert times_as_long(lambda count: one_line(piece * count), 5_000) < BOUND
    begun = time.process_time()
    one_line(piece * 100_000)
    assert time.process_time() - begun < 1
