"""Conversations for linking, of invented texts, and a linker's answer over them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from lurewatch.conversations.regions import marked
from lurewatch.detection.assessor import Assessor
from lurewatch.linking.linker import Linker
from lurewatch.linking.looked import Looked, looked
from lurewatch.linking.outline import outline
from lurewatch.model.campaign import Campaign, Decided
from lurewatch.model.conversation import Contact, Conversation, Side, Turn
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.text.handles import NOBODY, handle_of

ASSESSOR = Assessor()
FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)
APPROACH = (
    "I advise a client, whom I cannot name yet, on where superconducting readout is going. They pay 900 dollars for a "
    "short report of two pages on what your group has not published, and I would rather you told nobody at work about "
    "it. Could you tell me who works on the amplifiers, and send me the internal figures before Thursday?"
)


def sent(
    number: int,
    text: str,
    *,
    sender: str = "rowan@northgate.example",
    name: str = "Rowan Ashby",
    day: int = 0,
    pictures: tuple[str, ...] = (),
) -> Conversation:
    """One message to a person of ours, each number another person."""
    message = Message(
        id=f"c{number}/0",
        author=NOBODY,
        recipients=(),
        text=text,
        channel=Channel.EMAIL,
        place=Place("made"),
        sent_at=FIRST + timedelta(days=day),
        pictures=pictures,
    )
    contact = Contact((handle_of(sender),), name)
    turns = (Turn(Side.CONTACT, message),)
    return Conversation(f"c{number}", Channel.EMAIL, contact, turns, f"p{number}@haldenq.example", "haldenq")


def from_others(count: int, first: int = 0) -> list[Conversation]:
    """Ordinary messages of as many contacts, of which no two share wording."""
    return [
        sent(1000 + n, f"The {_word(n)} of {_word(n + 7)} was {_word(n + 13)} by {_word(n + 29)} on Monday.",
             sender=f"{_word(n)}@{_word(n + 3)}.example", name=_word(n).title())
        for n in range(first, first + count)
    ]  # fmt: skip


def _word(number: int) -> str:
    return "".join("bdfglmnprstv"[number // 12**place % 12] + "aeiou"[(number + place) % 5] for place in range(4))


def campaigns(conversations: Iterable[Conversation], decided: Sequence[Decided] = ()) -> list[Campaign]:
    """What the linker makes of conversations."""
    held = list(conversations)
    linker = Linker(ASSESSOR.weights.words)
    for one in held:
        linker.add(outline(one))

    def look(numbers: Sequence[int]) -> Iterator[Looked]:
        for number in numbers:
            conversation = marked(held[number])
            yield looked(conversation, ASSESSOR.assess(conversation))

    return linker.campaigns(look, decided)


def ids(found: Iterable[Campaign]) -> set[tuple[str, ...]]:
    """The conversations of each campaign that is not bulk."""
    return {one.conversations for one in found if not one.bulk}
