"""A conversation that did move on, seen where handles were joined."""

import dataclasses

import pytest
from tests.detection.made import made

from lurewatch.detection.assessor import Assessor
from lurewatch.model.conversation import Contact, Conversation, Joined
from lurewatch.model.handle import Handle, Platform

ASSESSOR = Assessor()
FIRST = Handle(Platform.EMAIL, "rowan.ashby@northgate.example")
PHONE = Handle(Platform.PHONE, "+447700900123")


def moved(to: Handle, told_in: int | None = 0, used: bool = True) -> Conversation:
    """A conversation in which the contact names a handle, and then writes from it."""
    conversation = made("Let us go on elsewhere.", "> All right.", "Here I am.")
    last = conversation.turns[-1]
    if used:
        last = last._replace(message=dataclasses.replace(last.message, author=to))
    joined = Joined(to, FIRST, "They call it their own.", told_in, 0, 5)
    contact = Contact((FIRST, to), joined=(joined,))
    return dataclasses.replace(conversation, contact=contact, turns=(*conversation.turns[:-1], last))


def seen(conversation: Conversation) -> list[int]:
    """The messages at which a move is seen."""
    return [one.message for one in ASSESSOR.assess(conversation).evidence if one.indicator == "moved-channel"]


@pytest.mark.parametrize(
    "to", [PHONE, Handle(Platform.ACCOUNT, "telegram/rowan"), Handle(Platform.EMAIL, "r.ashby@gmail.com")]
)
def test_a_move_to_where_nobody_looks(to: Handle) -> None:
    """A messenger or a private address that is then used is seen at its first message."""
    assert seen(moved(to)) == [2]


@pytest.mark.parametrize(
    "to", [Handle(Platform.EMAIL, "r@office.example"), Handle(Platform.PROFILE, "linkedin.com/in/r")]
)
def test_a_move_to_an_office(to: Handle) -> None:
    """A firm's own mail, or a network, is no such move."""
    assert seen(moved(to)) == []


def test_a_move_that_was_not_made() -> None:
    """What is only named, or was told by a list, is no move."""
    assert seen(moved(PHONE, used=False)) == []
    assert seen(moved(PHONE, told_in=None)) == []
    assert seen(made("Hello.", "> Hello.")) == []
