"""One signature's details under several names."""

import pytest

from lurewatch.conversations.regions import regions
from lurewatch.linking import signatures
from lurewatch.linking.signatures import Signatures
from lurewatch.model.conversation import Contact, Conversation, Side, Turn
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place

CARD = "Senior Consultant\n20 Mill Lane, Norwich\n+44 20 7946 0000"


def by(name: str, address: str, card: str = CARD, **headers: str) -> Conversation:
    """A mail of somebody with this card below their name."""
    author = Handle(Platform.EMAIL, address, name)
    text = f"Could we speak on Tuesday?\n\nBest regards,\n{name}\n{card}"
    kept = {key.replace("_", "-"): value for key, value in headers.items()}
    message = Message(address, author, (), text, Channel.EMAIL, Place("m"), headers=kept)
    return Conversation(address, Channel.EMAIL, Contact((author,)), (Turn(Side.CONTACT, message, regions(text)),))


def told(*conversations: Conversation) -> list[bool]:
    """Of each in turn whether its signature is somebody else's."""
    known = Signatures()
    return [bool(known.reused(one)) for one in conversations]


ROWAN, JAMES = by("Rowan Ashby", "rowan@northgate.example"), by("James Carter", "james@blue-lake.example")


def test_a_card_under_two_names() -> None:
    """The second to use it is told, at the span of the signature, whatever small differences of case there are."""
    known = Signatures()
    assert known.reused(ROWAN) == []
    (one,) = known.reused(by("James Carter", "james@blue-lake.example", CARD.upper()))
    assert (one.indicator, one.message) == ("reused-signature", 0)
    assert ROWAN.turns[0].message.text[one.start :].startswith("Best regards")


@pytest.mark.parametrize(
    "other",
    [
        by("James Carter", "james@mail.northgate.example"),
        by("Rowan Ashby", "r.ashby@post.example"),
        by("Ashby, R.", "r.ashby@post.example"),
        by("James Carter", "james@blue-lake.example", "Sent from my phone"),
        by("James Carter", "james@blue-lake.example", CARD.replace("20 Mill", "7 Mill")),
        by("James Carter", "james@blue-lake.example", list_id="<a.example>"),
    ],
)
def test_an_innocent_card(other: Conversation) -> None:
    """Colleagues of one house, one person's two addresses, a program's line, another card, and lists are nothing."""
    assert told(ROWAN, other) == [False, False]


def test_a_line_that_programs_write() -> None:
    """What two use that holds no number is nobody's details."""
    line = "This message was written on a small telephone, so please forgive its brevity"
    assert told(by("Rowan", "r@a.example", line), by("James", "j@b.example", line)) == [False, False]


def test_a_house_style() -> None:
    """A card that ever more people have is a template, not a mask."""
    users = [by(name, f"x@{name.lower()}.example") for name in ("Ada", "Bo", "Cy", "Di", "Eva")]
    assert told(*users) == [False, True, True, False, False]


def test_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound nothing more is remembered."""
    monkeypatch.setattr(signatures, "MOST", 0)
    assert told(ROWAN, JAMES) == [False, False]
