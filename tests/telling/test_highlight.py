"""Texts cut into pieces for the page."""

from hypothesis import given
from hypothesis import strategies as st
from tests.timed import BOUND, times_as_long

from lurewatch.model.conversation import Region, RegionKind
from lurewatch.telling.highlight import Mark, pieces

_TEXT = "We would pay 900 for a short paper about your work."


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(1, 9), st.integers(0, 90), st.integers(0, 90)), max_size=8))
def test_any_marks_on_any_short_text(text: str, spans: list[tuple[int, int, int]]) -> None:
    """Pieces joined give the text, and the pieces under a mark give its slice."""
    marks = [Mark(*span) for span in {span[0]: span for span in spans}.values()]
    found = pieces(text, (), marks)
    assert "".join(piece.text for piece in found) == text
    for mark in marks:
        if 0 <= mark.start < mark.end <= len(text):
            under = "".join(piece.text for piece in found if mark.number in piece.numbers)
            assert under == text[mark.start : mark.end]


def test_two_marks_that_overlap() -> None:
    """What lies under both is one piece with both numbers, and each number is told where its mark ends."""
    found = pieces(_TEXT, (), [Mark(1, 3, 16), Mark(2, 9, 34)])
    shared = next(piece for piece in found if piece.numbers == (1, 2))
    assert shared.text == "pay 900"
    assert [piece.ending for piece in found if piece.ending] == [(1,), (2,)]


def test_a_mark_inside_a_quotation() -> None:
    """The region is kept on both sides of the mark, and under it."""
    found = pieces(_TEXT, [Region(RegionKind.QUOTED, 0, len(_TEXT))], [Mark(1, 3, 8)])
    assert {piece.region for piece in found} == {"quoted reply"}


def test_a_long_text_without_evidence() -> None:
    """Its beginning and end are shown, and how much is left out between."""
    found = pieces("x" * 100_000, (), ())
    assert sum(len(piece.text) + piece.left_out for piece in found) == 100_000
    assert sum(len(piece.text) for piece in found) < 2_000


def test_a_long_piece_of_evidence() -> None:
    """Evidence is never shortened."""
    found = pieces("x" * 9_000, (), [Mark(1, 1_000, 8_000)])
    assert len(next(piece for piece in found if piece.numbers).text) == 7_000


def test_spans_outside_the_text() -> None:
    """A span that does not fit the text marks nothing, and breaks nothing."""
    found = pieces("short", [Region(RegionKind.FOOTER, 3, 99)], [Mark(1, 2, 99), Mark(2, 4, 2)])
    assert "".join(piece.text for piece in found) == "short"
    assert not any(piece.numbers for piece in found)


def test_quotations_without_number() -> None:
    """Eight times as many take about eight times as long, not sixty-four."""

    def cut(count: int) -> None:
        pieces(
            "Yes.\n> no\n" * count, [Region(RegionKind.QUOTED, at + 5, at + 9) for at in range(0, 10 * count, 10)], ()
        )

    assert times_as_long(cut, 500) < BOUND
