"""Reach: one contact who writes to several of ours."""

import dataclasses

from tests.detection.made import made

from lurewatch.detection.assessor import Assessor
from lurewatch.linking.reach import several_people
from lurewatch.model.assessment import Assessment
from lurewatch.model.conversation import Conversation

ASSESSOR = Assessor()
APPROACH = "Our client pays 900 dollars for a short report; could you tell me who works on it in your group?"


def group(text: str, people: int) -> list[tuple[Conversation, Assessment]]:
    """The same text sent to so many of our people, judged."""
    sent = [dataclasses.replace(made(text), id=f"c{n}", person=f"email:p{n}@haldenq.example") for n in range(people)]
    return [(one, ASSESSOR.assess(one)) for one in sent]


def test_one_contact_and_three_people() -> None:
    """Professional offers to three of ours are evidence in each of the conversations."""
    assert set(several_people(group(APPROACH, 3))) == {"c0", "c1", "c2"}


def test_one_contact_and_two_people() -> None:
    """Two colleagues are not several."""
    assert several_people(group(APPROACH, 2)) == {}


def test_a_customer_who_writes_to_five() -> None:
    """Ordinary mail to many of ours is no evidence."""
    assert several_people(group("The delivery arrives on Tuesday.", 5)) == {}


def test_reach_weighs() -> None:
    """The sighting raises the assessment when it is weighed again."""
    (conversation, alone), *_ = judged = group(APPROACH, 3)
    again = ASSESSOR.assess(conversation, [several_people(judged)[conversation.id]])
    assert again.probability > alone.probability
