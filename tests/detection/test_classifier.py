"""The learned words: what counts, what cannot, and where they point."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.detection.made import made

from lurewatch.detection.assessor import Assessor
from lurewatch.detection.classifier import Classifier
from lurewatch.detection.everyday import words_of
from lurewatch.detection.view import prepare
from lurewatch.detection.weigh import AGAINST
from lurewatch.detection.weight_file import SHIPPED, load_weights
from lurewatch.text.phrases import PhraseBook

BOOK = PhraseBook({})
WORDS = dict.fromkeys(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 3.0)
TEXT = "Hello there. We count one two three four five six seven eight. Goodbye."


def test_words_for() -> None:
    """Known words speak for together, and the sentence that moved them most is quoted."""
    conversation = made(TEXT)
    (seen,) = Classifier(WORDS).sight(prepare(conversation, BOOK))
    assert seen.strength == pytest.approx(1.0)
    assert (
        conversation.turns[0].message.text[seen.start : seen.end] == "We count one two three four five six seven eight."
    )


def test_words_against() -> None:
    """Words that speak against are held to their share: anybody can write ordinary words."""
    (seen,) = Classifier(dict.fromkeys(WORDS, -9.0)).sight(prepare(made(TEXT), BOOK))
    assert seen.strength == -AGAINST


def test_few_known_words() -> None:
    """A text with few known words says nothing by them."""
    assert not list(Classifier(WORDS).sight(prepare(made("one two three"), BOOK)))


def test_names_written_large() -> None:
    """A word in capitals, as names and places are written, is no word to learn from."""
    view = prepare(made("Ask Rose of Paris about the tulips", "> answered by our person"), BOOK)
    assert words_of(view.parts) == {"about", "the", "tulips"}


def test_shipped_words_hold_no_names() -> None:
    """No word of the shipped model is one that the twins write only as a name."""
    known = load_weights(SHIPPED).words
    assert known
    assert not known.keys() & {"london", "berlin", "paris", "madrid", "anna", "thomas", "elena", "martin"}


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=300), min_size=1, max_size=4))
def test_whatever_is_written(texts: list[str]) -> None:
    """Strength stays in its bounds and the span within its message."""
    conversation = made(*(text or "-" for text in texts))
    view = prepare(conversation, BOOK)
    for seen in Classifier(load_weights(SHIPPED).words).sight(view):
        assert -AGAINST <= seen.strength <= 1
        assert 0 <= seen.start <= seen.end <= len(conversation.turns[seen.message].message.text)


def test_weights_of_another_file(tmp_path: Path) -> None:
    """Words that are not those the weights were written with are refused."""
    for name in ("weights.toml", "words.tsv"):
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    (tmp_path / "words.tsv").write_text("other\t5\n")
    with pytest.raises(Exception, match="not the file that was written with it"):
        Assessor(weights=tmp_path)
