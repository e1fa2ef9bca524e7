"""Campaigns by a picture that was sent."""

import pytest
from tests.linking.made import APPROACH, campaigns, from_others, ids, sent

from lurewatch.model.campaign import TraitShared
from lurewatch.model.conversation import Conversation

FIRST = "Dear colleague, may I introduce our fund? Our card is attached."
OTHER_WORDS = (
    "Our fund would reward a confidential briefing on unreleased battery chemistry, cash in advance, please keep it "
    "from your employer and write to my private address. Who else knows the cell design?"
)
OTHERS = from_others(300)
LOOKS = "9c" * 32
FILE, SAVED_AGAIN, ANOTHER = f"{'a' * 32}.{LOOKS}", f"{'b' * 32}.{'9c' * 31}9d", f"{'c' * 32}.{'5a' * 32}"


def approaches(*pictures: str) -> list[Conversation]:
    """Two approaches in other words, under other names, each with a picture."""
    first, second = pictures
    return [
        sent(0, APPROACH, pictures=(first,)),
        sent(1, OTHER_WORDS, sender="b@other.example", name="Other", pictures=(second,)),
    ]


def traits(*pictures: str) -> dict[str, TraitShared]:
    """What links the two, by the trait's name."""
    found = campaigns([*OTHERS, *approaches(*pictures)])
    return {one.trait: one for group in found for link in group.links for one in link.traits}


def test_the_same_file() -> None:
    """It joins them, and says how many have it."""
    assert ids(campaigns([*OTHERS, *approaches(FILE, FILE)])) == {("c0", "c1")}
    assert traits(FILE, FILE)["picture"].detail == f"the same picture, which 2 conversations have: file {'a' * 12}"


def test_the_same_file_that_could_not_be_decoded() -> None:
    """Its bytes are enough."""
    assert "picture" in traits("d" * 32, "d" * 32)


def test_a_picture_saved_again() -> None:
    """It joins them too, and weighs less than the same file."""
    found = traits(FILE, SAVED_AGAIN)["like picture"]
    assert found.detail == "nearly the same picture, which 2 conversations have: 1 of 256 bits differ"
    assert 0 < found.decibans < traits(FILE, FILE)["picture"].decibans


def test_other_pictures() -> None:
    """They join nothing."""
    assert campaigns([*OTHERS, *approaches(FILE, ANOTHER)]) == []


@pytest.mark.parametrize("saved", [FILE, SAVED_AGAIN], ids=["one file", "saved again each time"])
def test_a_picture_that_many_have(saved: str) -> None:
    """A logo on hundreds of mails says nothing of a hand, though each mail may hold another file of it."""
    many = [
        sent(2000 + n, f"Notice {n * 7919} of the yard.", sender=f"a{n}@n{n}.example", name=f"N{n}",
             pictures=(saved if saved == FILE else f"{n:032x}.{LOOKS}",))
        for n in range(300)
    ]  # fmt: skip
    assert ids(campaigns([*OTHERS, *many, *approaches(FILE, saved)])) == set()


def test_ordinary_mail_with_one_picture() -> None:
    """Two parties who send ours the same invitation are no campaign."""
    two = [
        sent(0, "The open day of the yard is on Friday, see the picture.", pictures=(FILE,)),
        sent(1, "Do come by at our stand in hall 4.", sender="b@other.example", name="Other", pictures=(FILE,)),
    ]
    assert ids(campaigns([*OTHERS, *two])) == set()
