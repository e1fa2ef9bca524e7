"""Messages between one contact and one of our people."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message


class Side(StrEnum):
    """Who of the two wrote."""

    CONTACT = "contact"
    PERSON = "person"


class RegionKind(StrEnum):
    """Parts of a text that are not its author's own words of today."""

    QUOTED = "quoted reply"
    SIGNATURE = "signature"
    FORWARDED = "forwarded message"
    FOOTER = "legal footer"


class Region(NamedTuple):
    """A span of a message's text, in code points, and what it is."""

    kind: RegionKind
    start: int
    end: int


class Turn(NamedTuple):
    """One message in a conversation, whose side it is on, and the regions of its text in order, not overlapping."""

    side: Side
    message: Message
    regions: tuple[Region, ...] = ()


class Joined(NamedTuple):
    """Why a further handle is held to be the contact's: who of their handles said so, in which turn, at which span.

    `message` is None where a list said so, or where the turn is in another part of a long correspondence; the span is
    empty where it is not the text that said so.
    """

    handle: Handle
    by: Handle
    reason: str
    message: int | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Contact:
    """The outside party as they present themselves: their handles and what they claim to be.

    `joined` says of each handle beyond the first why it is held to be theirs, where Lurewatch joined it.
    """

    handles: tuple[Handle, ...] = ()
    name: str = ""
    claims: tuple[str, ...] = ()
    joined: tuple[Joined, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """Messages between one contact and one of our people (`person`: a handle key, or empty), in order of time.

    `channel` is that of the first message. `internal` when the contact's address is one of ours: a colleague, or
    somebody who imitates one. `servers` names the mail servers whose results on a sender are ours to believe; None
    where none is known.
    """

    id: str
    channel: Channel
    contact: Contact
    turns: tuple[Turn, ...]
    person: str = ""
    organisation: str = ""
    gaps: tuple[Gap, ...] = ()
    internal: bool = False
    servers: frozenset[str] | None = None

    @property
    def contact_key(self) -> str:
        """A key of the contact: a handle's, or this conversation's id where they show a mere name, which many have."""
        return next((one.key for one in self.contact.handles if one.platform is not Platform.NAME), self.id)

    @property
    def reported_by(self) -> tuple[Handle, ...]:
        """Our people who reported any of its messages, each once, in the order of the messages."""
        everybody = (handle for turn in self.turns for handle in turn.message.reported_by)
        return tuple({handle.key: handle for handle in everybody}.values())

    def is_partly_of(self, source: str) -> bool:
        """Whether one of its messages was read from a source."""
        return any(turn.message.place.source == source for turn in self.turns)
