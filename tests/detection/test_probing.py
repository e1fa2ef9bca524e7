"""Personal facts asked over a conversation: one kind, several kinds, and where they belong."""

import pytest
from tests.detection.made import made

from lurewatch.detection.indicators.probing import Probing
from lurewatch.detection.rule_file import load_lexicon
from lurewatch.detection.view import prepare
from lurewatch.text.phrases import PhraseBook

BOOK = PhraseBook(load_lexicon())
PROBING = Probing(BOOK)


def seen(*texts: str) -> list[tuple[str, int]]:
    """The indicators seen and the messages they were seen in."""
    return [(one.indicator, one.message) for one in PROBING.sight(prepare(made(*texts), BOOK))]


def test_one_kind_asked_twice() -> None:
    """Two questions of one kind are a probe, and not many."""
    assert seen("Which school did you go to?", "> In Leeds.", "When did you graduate?") == [("personal-probe", 0)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("My mother went there too, when did you graduate?", "Do you have a dog?"),
        ("Auf welche Schule sind Sie gegangen?", "Wann haben Sie Geburtstag?"),
        ("D'où venez-vous ?", "Quel lycée avez-vous fait ?"),
        ("¿De dónde es usted?", "¿Tiene mascota? ¿Cómo se llama su perro?"),
    ],
)
def test_two_kinds_asked(first: str, second: str) -> None:
    """A second kind of fact is many, at the message in which it is asked."""
    assert seen(first, "> Well.", second) == [("personal-probe", 0), ("personal-probe-many", 2)]


def test_question_given_back() -> None:
    """A fact of the contact's own with "when's yours?" asks for the same fact."""
    assert seen("I turn 40 next week, dreading it. When's yours?") == [("personal-probe", 0)]


def test_asked_without_a_question_mark() -> None:
    """What is to be handed over counts as asked."""
    assert seen("Just give me your home address and your passport.")[-1] == ("personal-probe-many", 0)


def test_told_but_not_asked() -> None:
    """What the contact or our person tells of themselves is no question."""
    assert seen("I grew up in Leeds. My dog is old. Shall we meet on Friday?", "> When is your birthday?") == []


def test_asked_where_it_belongs() -> None:
    """A message that says that papers go through a portal asks for nothing here."""
    assert seen("HR will ask for your passport and bank details in the portal. When could you start?") == []


def test_asked_on_after_a_hesitation() -> None:
    """Comfort for a hesitation, and another question in the same breath, is asking on."""
    soothed = "I understand your caution, it is just a formality. Could you send your date of birth?"
    assert ("asks-on", 2) in seen("Hello!", "> I would rather not.", soothed)


@pytest.mark.parametrize(
    "answer",
    [
        "I understand your concern, we can skip that. Shall we talk on Friday?",
        "I understand your concern, and I am sorry that I brought it up.",
    ],
)
def test_hesitation_taken_for_an_answer(answer: str) -> None:
    """Who leaves it, or asks nothing more, does not ask on."""
    assert "asks-on" not in [name for name, _ in seen("Hello!", "> I would rather not.", answer)]


def test_comfort_before_anybody_hesitates() -> None:
    """A promise of care in a first message answers no hesitation."""
    assert seen("Rest assured that this is encrypted. Shall we talk?") == []


def test_heap_grows_with_what_is_asked() -> None:
    """Small talk of two kinds weighs less than an account and papers."""
    small = prepare(made("Which school did you go to?", "Do you have a dog?"), BOOK)
    grave = prepare(made("Please send your passport and bank details, and your home address."), BOOK)
    strengths = [
        next(one.strength for one in PROBING.sight(view) if one.indicator == "personal-probe-many")
        for view in (small, grave)
    ]
    assert strengths == sorted(strengths)
    assert strengths[0] < strengths[1]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Could you share your bank details?", "account-asked"),
        ("Pourriez-vous me donner votre numéro de portable ?", "line-asked"),
        ("¿Me puede enviar sus datos brutos?", "inner-asked"),
    ],
)
def test_kinds_that_say_something_of_their_own(text: str, indicator: str) -> None:
    """What opens an account, leads past the house, or is not out is told apart from small talk."""
    assert [one for one, _ in seen(text)] == ["personal-probe", indicator]
