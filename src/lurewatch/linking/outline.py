"""What linking keeps of a conversation: who of ours, who writes, what is written, and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from lurewatch.model.conversation import Conversation, Region, RegionKind, Side
from lurewatch.model.handle import Handle
from lurewatch.text.domains import is_free_mail, registrable
from lurewatch.text.fold import fold

LONGEST = 6_000  # code points of what a contact wrote that are compared
PICTURES = 4  # that a contact sent


@dataclass(frozen=True, slots=True)
class Outline:
    """A conversation as linking sees it: our person's own words are not in it.

    `text` is what the contact wrote, their quotations and signatures left out; `signed` is the rest of it, in which
    handles are looked for too. `first` is the time of the contact's first message, `pictures` are the marks of what
    they sent.
    """

    id: str
    person: str
    organisation: str
    channel: str
    name: str
    handles: tuple[Handle, ...]
    text: str
    signed: str = ""
    first: datetime | None = None
    internal: bool = False
    pictures: tuple[str, ...] = ()

    @property
    def party(self) -> str:
        """The house or the address under which the contact appears; empty where they show neither."""
        hosts = (registrable(handle.value.rpartition("@")[2]) for handle in self.handles if "@" in handle.value)
        house = next((host for host in hosts if not is_free_mail(host)), "")
        return house or next((handle.key for handle in self.handles), "")


def outline(conversation: Conversation) -> Outline:
    """The outline of a conversation."""
    own, rest, first, pictures = [], [], None, dict[str, None]()
    for side, message, regions in conversation.turns:
        if side is not Side.CONTACT:
            continue
        first = first or message.sent_at
        pictures.update(dict.fromkeys(message.pictures))
        own += own_words(message.text, regions)
        # a quotation is another's, a notice is everybody's
        rest += [message.text[one.start : one.end] for one in regions if one.kind is RegionKind.SIGNATURE]
    return Outline(
        conversation.id,
        conversation.person,
        conversation.organisation,
        conversation.channel,
        conversation.contact.name,
        conversation.contact.handles,
        told(own),
        "\n".join(rest)[:LONGEST],
        first,
        conversation.internal,
        tuple(pictures)[:PICTURES],
    )


def own_words(text: str, regions: Sequence[Region]) -> list[str]:
    """What of a message its author wrote for it: quotations, signatures and notices cut out."""
    starts, ends = (0, *(one.end for one in regions)), (*(one.start for one in regions), len(text))
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def told(pieces: Iterable[str]) -> str:
    """What a contact wrote as one text, cut off where it is not compared any more."""
    text = "\n".join(pieces)[:LONGEST]
    return text if text.isascii() else fold(text).text
