"""A conversation made ready once for all detectors."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lurewatch.model.conversation import Conversation, Region, RegionKind, Side
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.text.fold import Folded, fold, without_marks
from lurewatch.text.phrases import PhraseBook, Places, Span
from lurewatch.text.subjects import is_answer


@dataclass(frozen=True, slots=True)
class Part:
    """One message made ready: which side wrote it, its folded text, and where each concept stands in it.

    In `own` and in `folded`, its copy to match on, what are not its author's own words of today (see `regions`) is
    blank. The subject is no part of the text: nothing in it can be quoted by offset.
    """

    index: int
    side: Side
    message: Message
    regions: tuple[Region, ...]
    folded: Folded
    places: Places
    own: str

    @property
    def own_length(self) -> int:
        """How many code points its author wrote today: the text without quotations, footers and the like."""
        return len(self.message.text) - sum(region.end - region.start for region in self.regions)

    def first(self, *concepts: int) -> Span | None:
        """The first span of the folded text at which one of these concepts stands."""
        return min((self.places[concept][0] for concept in concepts if concept in self.places), default=None)


@dataclass(frozen=True, slots=True)
class View:
    """A conversation and its parts, in order; `servers` are those whose results on a sender are believed, if known."""

    conversation: Conversation
    parts: tuple[Part, ...]
    servers: frozenset[str] | None = None

    def of(self, side: Side) -> Iterator[Part]:
        """The parts that one side wrote."""
        return (part for part in self.parts if part.side is side)


LONGEST = 30_000  # code points of one message that are judged: an approach says what it wants long before


def prepare(conversation: Conversation, book: PhraseBook, servers: frozenset[str] = frozenset()) -> View:
    """The view of a conversation, in one pass over each text; `servers`, where given, go before the conversation's."""
    parts: list[Part] = []
    wrote: set[Side] = set()
    for index, (side, message, regions) in enumerate(conversation.turns):
        answers = bool(wrote - {side}) or _says_that_it_answers(message)
        wrote.add(side)
        parts.append(_part(index, side, message, regions if answers else _believed(regions), book))
    return View(conversation, tuple(parts), servers or conversation.servers)


def _says_that_it_answers(message: Message) -> bool:
    """Whether its header says so, or its subject where the header was lost when it was forwarded inline."""
    return "in-reply-to" in message.headers or (message.is_inline and is_answer(message.subject))


def _believed(regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The regions of a message that answers nothing: nobody said what it marks as quoted, so it is its own words."""
    return tuple(region for region in regions if region.kind is not RegionKind.QUOTED)


def unjudged(view: View) -> Iterator[Gap]:
    """A gap for each message that is longer than what is judged of one."""
    for part in view.parts:
        if len(part.message.text) > LONGEST:
            why = f"longer than {LONGEST} characters; the rest was not judged"
            yield Gap("the end of a message", f"message {part.index}", why)


def _part(index: int, side: Side, message: Message, regions: tuple[Region, ...], book: PhraseBook) -> Part:
    own, folded, places = _matched(_own(message.text[:LONGEST], regions), book)
    return Part(index, side, message, regions, folded, places, own)


def _own(text: str, regions: tuple[Region, ...]) -> str:
    """A text with its regions blank."""
    pieces: list[str] = []
    at = 0
    for region in regions:
        if region.start >= len(text):
            break
        end = min(region.end, len(text))
        pieces += text[at : region.start], " " * (end - region.start)
        at = end
    return "".join([*pieces, text[at:]]) if pieces else text


@lru_cache(maxsize=64)  # one mail to five of ours is five conversations, one after the other, and the same text
def _matched(own: str, book: PhraseBook) -> tuple[str, Folded, Places]:
    folded = fold(without_marks(own))
    return own, folded, book.find(folded.text)
