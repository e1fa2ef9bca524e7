"""Everyday words: alone, in pairs, in what is asked for, in the first answers; and what cannot be one."""

from hypothesis import given
from hypothesis import strategies as st
from tests.detection.made import made

from lurewatch.detection.everyday import hints_in, hints_of, sentences, sort_of, words_in
from lurewatch.detection.view import View, prepare
from lurewatch.text.phrases import PhraseBook

BOOK = PhraseBook({})


def seen(*texts: str) -> View:
    """Messages from the contact and our person, in turn."""
    return prepare(made(*texts), BOOK)


def test_a_pair() -> None:
    """Two words that stand side by side in lower case are a pair, short ones too."""
    assert {"date of", "of birth"} <= hints_of(seen("Your date of birth").parts)


def test_a_name_between() -> None:
    """No pair holds or crosses a word in capitals, as names are written, nor a sign."""
    pairs = {hint for hint in hints_of(seen("ask Rose of Paris, then write-up notes").parts) if sort_of(hint) == " "}
    assert pairs == set()


def test_what_is_asked() -> None:
    """Words of a sentence that asks are told from the same words elsewhere; in four languages."""
    assert "?reports" in hints_of(seen("We like it. Could you send reports").parts)
    assert "?reports" not in hints_of(seen("Could you come. We like reports").parts)
    for text in ("Bitte die berichte", "Veuillez joindre les rapports", "Por favor los informes", "Können Sie etwas"):
        assert any(sort_of(hint) == "?" for hint in hints_of(seen(text).parts))


def test_first_answers() -> None:
    """Words that come once our person may have answered are told from those of the first message."""
    view = seen("about tulips", "> yes", "about roses")
    assert {"+roses", "roses", "tulips"} <= hints_of(view.parts)
    assert "+tulips" not in hints_of(view.parts)


def test_a_disguise() -> None:
    """Zero-width signs hide no word and no pair, and a name in capitals stays out."""
    plain, hidden = seen("your date of birth, Rose"), seen("your da\u200bte of bi\u200brth, Ro\u200bse")
    assert hints_of(plain.parts) == hints_of(hidden.parts)


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_whatever_is_written(text: str) -> None:
    """The hints of a message hold its words, and each sentence lies within the message."""
    part = seen(text or "-").parts[0]
    assert words_in(part) <= hints_in(part)
    assert all(0 <= start <= end <= len(part.message.text) for (start, end), _ in sentences(part, closely=True))
