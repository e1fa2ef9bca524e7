"""Conversations as the desk shows them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lurewatch.cases.masking import SIGN, masked
from lurewatch.detection.assessor import Assessor
from lurewatch.model.conversation import Contact, Conversation, Side, Turn
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.text import handles

ASSESSOR = Assessor()
KIM = handles.email("kim.lind@quietlab.example", "Kim Lind")
ROWAN = handles.email("rowan@northgate.example", "Rowan Ashby")


def received(text: str) -> Conversation:
    """A mail of Rowan's to Kim."""
    message = Message("m", ROWAN, (KIM,), text, Channel.EMAIL, Place("kim.mbox"), subject="For Kim Lind")
    return Conversation("c", Channel.EMAIL, Contact((ROWAN,), "Rowan Ashby"), (Turn(Side.CONTACT, message),), KIM.key)


@given(
    st.text(max_size=60),
    st.sampled_from(["Kim", "KIM LIND", "kim.lind@quietlab.example", "Lind"]),
    st.text(max_size=60),
)
def test_a_name_anywhere(before: str, name: str, after: str) -> None:
    """A name is masked sign for sign wherever it stands as a word, and nothing else changes its place."""
    text = f"{before} {name} {after}"
    conversation = received(text)
    shown, _ = masked(conversation, ASSESSOR.assess(conversation), {KIM.key: "P-1"})
    found = shown.turns[0].message.text
    assert len(found) == len(text)
    assert found[len(before) + 1 : len(before) + 1 + len(name)].replace(SIGN, "") in {"", ".", "@", ".@.", "@."}


@pytest.mark.parametrize("greeting", ["Dear Dr Falk,", "Hallo Jens,", "Bonjour Léa,", "Estimada Marta:", "> Hi Jo,"])
def test_a_greeting(greeting: str) -> None:
    """Whom the contact greets is masked, though no header names them so, and wherever else they are named."""
    name = greeting.rstrip(",:").split()[-1]
    conversation = received(f"{greeting}\n\nthank you. {name} would know.")
    shown, _ = masked(conversation, ASSESSOR.assess(conversation), {})
    assert (name in shown.turns[0].message.text) == (len(name) < 3)


def test_the_envelope() -> None:
    """Recipients are tokens; the file that it was read from, headers and subject name nobody."""
    conversation = received("Hello.")
    message = replace(conversation.turns[0].message, headers={"to": "kim.lind@quietlab.example"})
    conversation = replace(conversation, turns=(Turn(Side.CONTACT, message),))
    shown, _ = masked(conversation, ASSESSOR.assess(conversation), {KIM.key: "P-1"})
    found = shown.turns[0].message
    assert [one.value for one in found.recipients] == ["P-1"]
    assert (found.author, found.subject, shown.person) == (ROWAN, f"For {SIGN * 8}", "P-1")
    assert "kim" not in repr(shown).casefold()


def test_the_contact_has_the_name_too() -> None:
    """A name that is the contact's own stays, since it is theirs to show."""
    conversation = replace(received("I am Kim Ashby."), contact=Contact((ROWAN,), "Kim Ashby"))
    shown, _ = masked(conversation, ASSESSOR.assess(conversation), {})
    assert shown.turns[0].message.text == "I am Kim Ashby."
