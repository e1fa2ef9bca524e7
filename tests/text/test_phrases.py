"""Phrases: many at once, whole words only."""

from lurewatch.text.fold import fold
from lurewatch.text.phrases import PhraseBook

BOOK = PhraseBook({"report": ["report", "white paper*"], "advice": ["advis*", "$"]})


def found(text: str) -> list[tuple[str, str]]:
    """Concept and matched text of each hit."""
    folded = fold(text).text
    hits = [(end, concept, start) for concept, spans in BOOK.find(folded).items() for start, end in spans]
    return [(BOOK.names[concept], folded[start:end]) for end, concept, start in sorted(hits)]


def test_whole_words() -> None:
    """A phrase matches a whole word and not a part of one."""
    assert found("The Report was reported") == [("report", "report")]


def test_open_ending() -> None:
    """A star takes the rest of the word, and only of that word."""
    assert found("advisers and white papers here") == [("advice", "advisers"), ("report", "white papers")]


def test_signs_beside_digits() -> None:
    """A currency sign matches although a digit follows it at once."""
    assert found("for $500") == [("advice", "$")]


def test_line_break_within_a_phrase() -> None:
    """A phrase matches across a line break."""
    assert found("a white\npaper") == [("report", "white paper")]


def test_empty_book() -> None:
    """A book without phrases finds nothing."""
    assert PhraseBook({}).find("anything") == {}


def test_styles_of_english() -> None:
    """Long and short forms, and English with fewer articles, match the same phrase."""
    book = PhraseBook({"c": ["do not tell the client", "who's the boss"]})
    for text in (
        "do not tell the client",
        "don't tell the client",
        "don't tell client",
        "who is the boss",
        "who is boss",
    ):
        assert book.find(text), text
    assert not book.find("tell the client")
