"""What several conversations have in common."""

from random import Random

from tests.model.bulletins import template

from lurewatch.sharing.templates import common
from lurewatch.sharing.words import words_of

_TEXT = (
    "Dear {who}, we would like to hear what you think of the next steps in your field, and we pay {sum} for a report."
)


def _texts(*filled: tuple[str, str]) -> list[list[str]]:
    return [words_of(_TEXT.format(who=who, sum=amount)) for who, amount in filled]


def test_names_and_sums_differ() -> None:
    """What differs is a slot, and so is what is the same but nobody's everyday word."""
    found = common(_texts(("Mara", "500"), ("Oskar", "500"), ("Ines", "700")))
    assert found == (template("we would like to hear what you think of the next steps in your field and we pay"),)


def test_one_text_alone() -> None:
    """What one of our people alone was written is no template."""
    assert common(_texts(("Mara", "500"))) == ()


def test_nothing_in_common() -> None:
    """Texts that share no run of words give none."""
    assert common([words_of("one two three four five six"), words_of("seven eight nine ten")]) == ()


def test_the_order_of_texts() -> None:
    """The order in which conversations come makes no difference."""
    texts = _texts(("Mara", "500"), ("Oskar", "500"), ("Ines", "700"), ("Ines", "700"), ("Lena", "900"))
    shuffled = list(texts)
    Random(3).shuffle(shuffled)  # noqa: S311
    assert common(texts) == common(shuffled)


def test_a_name_that_all_were_sent() -> None:
    """A word that every text has and that is no everyday word is a slot too."""
    text = "we would like to know what zorblax does in the next year and we pay for the report"
    assert common([words_of(text)] * 3) == (
        template("we would like to know what * does in the next year and we pay for the report"),
    )
