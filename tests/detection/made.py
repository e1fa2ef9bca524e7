"""Conversations for tests, made of invented texts."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from lurewatch.model.conversation import Contact, Conversation, Side, Turn
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def made(
    *texts: str,
    address: str = "rowan.ashby@northgate.example",
    headers: Mapping[str, str] | None = None,
    days: float = 1,
    hidden: Sequence[str] = (),
) -> Conversation:
    """A conversation: a text that begins with `> ` is our person's, any other the contact's; one each so many days."""
    author = Handle(Platform.EMAIL, address)
    turns = tuple(
        Turn(
            Side.PERSON if text.startswith("> ") else Side.CONTACT,
            Message(
                id=f"m{number}",
                author=author,
                recipients=(),
                text=text.removeprefix("> "),
                channel=Channel.EMAIL,
                place=Place("made", number),
                sent_at=BEGIN + timedelta(days=days * number),
                headers=headers or {},
                hidden=tuple(hidden),
            ),
        )
        for number, text in enumerate(texts)
    )
    return Conversation("c1", Channel.EMAIL, Contact((author,)), turns, person="email:ana@haldenq.example")
