"""The words for the lines above a mail."""

import re

import pytest

from lurewatch.text.mail_labels import LABEL_OF, Label, one_of


@pytest.mark.parametrize("word", LABEL_OF)
def test_each_word(word: str) -> None:
    """It is taken whole, though another may be its beginning, and is in lower case, as it is looked up."""
    assert re.match(one_of(), word + ":")[0] == word  # type: ignore[index]
    assert word == word.lower()


def test_the_words_of_one_label() -> None:
    """They are that label's alone."""
    assert re.fullmatch(one_of(Label.FROM), "von")
    assert not re.fullmatch(one_of(Label.FROM), "an")
