"""What one person of ours got on several platforms, invented; and the conversations that it makes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from lurewatch.conversations.assemble import Assembly
from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.conversation import Conversation
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place

BEGAN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ADA = "ada@lab.example"
ADA_PROFILE = Handle(Platform.PROFILE, "linkedin.com/in/ada-berg", "Ada Berg")
ADA_PHONE = Handle(Platform.PHONE, "+447700900001", "Ada Berg")
ROWAN = Handle(Platform.PROFILE, "linkedin.com/in/rowan-ashby", "Rowan Ashby")
ROWAN_MAIL = Handle(Platform.EMAIL, "rowan@northgate.example", "Rowan Ashby")
ROWAN_HOME = Handle(Platform.EMAIL, "r.ashby@post.example", "Rowan Ashby")
ROWAN_PHONE = Handle(Platform.PHONE, "+447700900123")
OURS = (ADA, ADA_PROFILE.value, ADA_PHONE.value)
PASSED = "mx.lab.example; dmarc=pass header.from=northgate.example"
_OF_ADA = {
    Channel.EMAIL: Handle(Platform.EMAIL, ADA, "Ada Berg"),
    Channel.LINKEDIN: ADA_PROFILE,
    Channel.CHAT: ADA_PHONE,
}
_SOURCES = {Channel.EMAIL: "mail.mbox", Channel.LINKEDIN: "export.zip/messages.csv", Channel.CHAT: "chat.zip/chat.txt"}
_CHANNELS = {Platform.EMAIL: Channel.EMAIL, Platform.PROFILE: Channel.LINKEDIN}


def said(
    by: Handle,
    text: str,
    day: float | None = 0,
    *,
    to: Handle | None = None,
    headers: Mapping[str, str] | None = None,
    id_: str = "",
) -> Message:
    """A message on the platform of its author, so many days after the first; to our person there if no other is given.

    Of our person's own, `to` is the contact.
    """
    channel = _CHANNELS.get(by.platform, Channel.CHAT)
    return Message(
        id=id_ or f"{by.value} {day} {text[:20]}",
        author=by,
        recipients=(to or _OF_ADA[channel],),
        text=text,
        channel=channel,
        place=Place(_SOURCES[channel]),
        sent_at=None if day is None else BEGAN + timedelta(days=day),
        thread=f"{by.value}" if channel is not Channel.EMAIL else "",
        headers=headers or {},
    )


def answered(to: Handle, text: str = "Thank you, I will.", day: float = 0, id_: str = "") -> Message:
    """What our person wrote to a contact, on the platform of the contact's handle."""
    return said(_OF_ADA[_CHANNELS.get(to.platform, Channel.CHAT)], text, day, to=to, id_=id_)


def joined(
    items: Iterable[Message | Acquaintance],
    apart: Sequence[str] = (),
    owners: Sequence[str] = OURS,
    servers: Sequence[str] = (),
) -> list[Conversation]:
    """The conversations that the items make."""
    assembly = Assembly(owners, apart, servers)
    for item in items:
        assembly.add(item)
    return list(assembly.conversations())


def groups(conversations: Iterable[Conversation]) -> list[set[str]]:
    """The contact's handles of each conversation."""
    return [{handle.value for handle in one.contact.handles} for one in conversations]


def values(*handles: Handle) -> set[str]:
    """The handles' values."""
    return {handle.value for handle in handles}
