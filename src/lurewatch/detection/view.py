"""A conversation made ready once for all detectors."""

from collections.abc import Iterator
from dataclasses import dataclass

from lurewatch.model.conversation import Conversation, Region, Side
from lurewatch.model.message import Message
from lurewatch.text.fold import Folded, fold
from lurewatch.text.phrases import Hit, PhraseBook


@dataclass(frozen=True, slots=True)
class Part:
    """One message made ready: folded text, the hits in its author's own words, and which side wrote it.

    The subject is not part of the text: nothing in it can be quoted by offset.
    """

    index: int
    side: Side
    message: Message
    regions: tuple[Region, ...]
    folded: Folded
    hits: tuple[Hit, ...]

    @property
    def own_length(self) -> int:
        """How many code points its author wrote today: the text without quotations, footers and the like."""
        return len(self.message.text) - sum(region.end - region.start for region in self.regions)

    def is_own(self, start: int, end: int) -> bool:
        """Whether a span of the exact text is the author's own words of today."""
        return all(end <= region.start or start >= region.end for region in self.regions)


@dataclass(frozen=True, slots=True)
class View:
    """A conversation and its parts, in order."""

    conversation: Conversation
    parts: tuple[Part, ...]

    def of(self, side: Side) -> Iterator[Part]:
        """The parts that one side wrote."""
        return (part for part in self.parts if part.side is side)


LONGEST = 60_000  # code points of one message that are judged: an approach says what it wants long before


def prepare(conversation: Conversation, book: PhraseBook) -> View:
    """The view of a conversation; one pass over each text."""
    return View(
        conversation,
        tuple(
            _part(index, side, message, regions, book)
            for index, (side, message, regions) in enumerate(conversation.turns)
        ),
    )


def _part(index: int, side: Side, message: Message, regions: tuple[Region, ...], book: PhraseBook) -> Part:
    folded = fold(message.text[:LONGEST])
    hits = book.find(folded.text)
    if regions and hits:
        hits = [hit for hit in hits if _outside(folded.span(hit.start, hit.end), regions)]
    return Part(index, side, message, regions, folded, tuple(sorted(hits, key=lambda hit: hit.start)))


def _outside(span: tuple[int, int], regions: tuple[Region, ...]) -> bool:
    return all(span[1] <= region.start or span[0] >= region.end for region in regions)
