"""A contact who writes in a language that is not judged."""

import dataclasses

from tests.detection.made import made

from lurewatch.detection.assessor import Assessor
from lurewatch.model.conversation import Region, RegionKind
from lurewatch.model.encode import as_json

ASSESSOR = Assessor()
POLISH = (
    "Dzień dobry, przeczytałem Pana artykuł z dużym zainteresowaniem i chciałbym zaproponować krótką konsultację dla "
    "jednego z naszych klientów. Czy możemy porozmawiać w tym tygodniu? Proszę o tym nie mówić, to jest bardzo ważne."
)
ENGLISH = "Thank you for the paper that you sent to us. Could we talk about the next one in the coming week?"


def test_all_in_a_language_not_judged() -> None:
    """There is a gap that counts the messages, and no verdict."""
    one = ASSESSOR.assess(made(POLISH, "> Who are you, and what is it that you want?", POLISH))
    assert [(gap.what, gap.where) for gap in one.gaps] == [
        ("language not judged", "2 of 2 messages of the contact (0, 2)")
    ]
    assert not one.judged
    assert one.said == "not judged"
    found = as_json(one)
    assert (found["verdict"], found["judged"]) == ("not judged", False)


def test_partly_in_a_language_not_judged() -> None:
    """What is judged gives the verdict, and the gap says how many messages were not."""
    one = ASSESSOR.assess(made(ENGLISH * 3, POLISH, ENGLISH))
    assert [gap.where for gap in one.gaps] == ["1 of 3 messages of the contact (1)"]
    assert one.judged
    assert one.said == one.verdict
    assert "judged" not in as_json(one)


def test_evidence_beside_the_words() -> None:
    """Where other evidence still makes it a realistic possibility, that verdict is shown."""
    one = Assessor(prior=0.9).assess(made(POLISH))
    assert (one.judged, one.probability > 0.375) == (False, True)
    assert one.said == one.verdict


def test_our_person_writes_in_another_language() -> None:
    """Only the contact's words are judged, so that only theirs can be a gap."""
    assert ASSESSOR.assess(made(ENGLISH, f"> {POLISH}")).gaps == ()


def test_quoted_words_in_another_language() -> None:
    """What an answer quotes is not the contact's own language."""
    conversation = made(ENGLISH, f"> {POLISH}", f"{ENGLISH} {POLISH}")
    last = conversation.turns[-1]
    quoted = Region(RegionKind.QUOTED, len(ENGLISH) + 1, len(last.message.text))
    turns = (*conversation.turns[:-1], last._replace(regions=(quoted,)))
    assert ASSESSOR.assess(dataclasses.replace(conversation, turns=turns)).gaps == ()


def test_a_word_of_thanks_beside_a_long_message() -> None:
    """The few words that tell nothing do not make the conversation judged."""
    assert not ASSESSOR.assess(made(POLISH, "> Yes.", "OK")).judged
