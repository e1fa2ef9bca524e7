"""Whether an address stands in its writer's own signature; `|` marks both its ends."""

import pytest

from lurewatch.conversations.card import names_of, stands_in_card
from lurewatch.model.handle import Handle, Platform

ROWAN = Handle(Platform.EMAIL, "rowan@northgate.example", "Rowan Ashby")


def is_card(written: str, author: Handle = ROWAN) -> bool:
    """Whether the marked address stands in the author's card."""
    before, address, after = written.split("|")
    return stands_in_card(before + address + after, (len(before), len(before + address)), names_of(author))


@pytest.mark.parametrize(
    "written",
    [
        "Best,\nRowan Ashby\n|+44 7700 900123|",
        "Rowan Ashby | +44 7700 900123".replace(" | ", " / |") + "|",
        "Dr. Rowan Ashby, |r.ashby@post.example|",
        "Best regards\n\nRowan Ashby\n\nNorthgate Insight\n\nE: |r.ashby@post.example|\nT: +44 20 7946 0000",
        "Cheers\nRowan\nLinkedIn: https://www.|linkedin.com/in/rowan-ashby|",
        "ROWAN ASHBY\nMobil / WhatsApp |+44 7700 900123| oder r@a.example",
    ],
)
def test_ones_own_card(written: str) -> None:
    """Labels alone, below one's own name or beside it."""
    assert is_card(written)


@pytest.mark.parametrize(
    "written",
    [
        "Bo Lind\n|+44 7700 900123|",
        "Best,\nRowan Ashby\n\nBo Lind\n|+44 7700 900123|",
        "Best,\nRowan Ashby\nBo's details:\n|+44 7700 900123|",
        "Best,\nRowan Ashby\n|bo.lind@northgate.example|",
        "Best,\nRowan Ashby\nlinkedin: |linkedin.com/in/bo-lind|",
        "Best,\nRowan Ashby\nAssistant: |rowan.office@northgate.example|",
        "Best,\nRowan Ashby\nYou should write to him soon.\n|r.ashby@post.example|",
        "Rowan and I will ring |+44 7700 900123| tomorrow.",
        "From: Rowan Ashby <|r.ashby@post.example|>",
        "|r.ashby@post.example|",
        "Rowan Ashby" + " " * 200 + "|+44 7700 900123|",
    ],
)
def test_no_card_of_ones_own(written: str) -> None:
    """Another name, another's address, a label for somebody else, a sentence, a header, no name: none is one's own."""
    assert not is_card(written)


def test_a_short_name() -> None:
    """A name of two letters counts as a word, and not within another."""
    wu = Handle(Platform.EMAIL, "x@a.example", "Li Wu")
    assert is_card("Best,\nLi Wu\n|li.wu@b.example|", wu)
    assert not is_card("Best,\nLi Wu\n|oliver@b.example|", wu)


def test_nobody_known() -> None:
    """An author without a name has no card; one known by address alone is called as that says."""
    assert not is_card("Rowan\n|+44 7700 900123|", Handle(Platform.PHONE, "+441"))
    assert is_card("Rowan\n|+44 7700 900123|", ROWAN._replace(name=""))
