"""How a contact takes a refusal."""

import pytest
from tests.detection.made import made

from lurewatch.detection.indicators.pacing import Pacing
from lurewatch.detection.rule_file import load_lexicon
from lurewatch.detection.view import prepare
from lurewatch.text.phrases import PhraseBook

BOOK = PhraseBook(load_lexicon())


def seen(answer: str) -> list[str]:
    """The indicators seen where our person refuses and the contact answers so."""
    texts = ("Could you send the plan?", "> I cannot share that.", answer)
    return [one.indicator for one in Pacing(BOOK).sight(prepare(made(*texts), BOOK))]


def test_a_refusal_that_is_taken() -> None:
    """Who understands and leaves it there accepts."""
    assert seen("I completely understand. Have a good week.") == ["accepts-refusal"]


@pytest.mark.parametrize(
    "answer",
    [
        "I completely understand. Could you give me a phone number?",
        "I completely understand. Please send a copy of your passport instead.",
    ],
)
def test_a_refusal_that_is_passed_over(answer: str) -> None:
    """Who understands and asks for the next thing in the same breath does not accept."""
    assert seen(answer) == []
