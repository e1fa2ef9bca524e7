"""What a scan's reader is shown: the highest-ranked conversations with their text, and counts of all the others.

Memory stays bounded however large the mailbox: only the conversations that will be shown are held.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush

from lurewatch.model.kind import CUTS, NOT_JUDGED, Kind, Verdict
from lurewatch.model.source_read import SourceRead
from lurewatch.outcome import Judged
from lurewatch.telling.before import MOST, Before, before_of
from lurewatch.telling.gap_list import GapList
from lurewatch.telling.joined import Joined
from lurewatch.telling.row import Row, row_of
from lurewatch.telling.wording import plural

SHOWN_FROM = CUTS[1]  # "unlikely": below it a conversation is only counted
MOST_SHOWN = 200
MOST_SCAMS = 50
MOST_UNJUDGED = 50
MOST_CHARACTERS = 30_000_000  # of all texts held together


_QUIET = frozenset({Verdict.REMOTE, Verdict.HIGHLY_UNLIKELY, Verdict.UNLIKELY})


class Ranked:
    """The highest-scored conversations, as many as the two limits allow; of equal ones, those read first."""

    def __init__(self, limit: int, characters: int = MOST_CHARACTERS) -> None:
        self._limit = limit
        self._room = characters
        self._heap: list[tuple[float, int, Judged]] = []
        self.seen = 0

    def add(self, score: float, one: Judged) -> None:
        """Takes a conversation, and lets go of the lowest ones for which there is no room."""
        self.seen += 1
        self._room -= _characters(one)
        heappush(self._heap, (score, -self.seen, one))
        while len(self._heap) > self._limit or (self._room < 0 and len(self._heap) > 1):
            self._room += _characters(heappop(self._heap)[2])

    def __iter__(self) -> Iterator[Judged]:
        """From the highest score down."""
        return (one for *_, one in sorted(self._heap, reverse=True))

    def __len__(self) -> int:
        return len(self._heap)


def _characters(one: Judged) -> int:
    return sum(len(turn.message.text) for turn in one.conversation.turns)


@dataclass(slots=True)
class Findings:
    """The outcome of a scan: what is shown, how many there are of the rest, and what the figures stand on."""

    approaches: Ranked = field(default_factory=lambda: Ranked(MOST_SHOWN))
    scams: Ranked = field(default_factory=lambda: Ranked(MOST_SCAMS))
    conversations: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    unjudged: int = 0  # those in a language that is not judged: they have no verdict
    unjudged_rows: list[Row] = field(default_factory=list)
    rest: Counter[Kind] = field(default_factory=Counter)
    rest_rows: list[Row] | None = None  # filled where every conversation is to be shown
    gaps: GapList = field(default_factory=GapList)
    sources: list[SourceRead] = field(default_factory=list)
    owners: str = ""
    joined: Joined = field(default_factory=Joined)
    before: list[Before] = field(default_factory=list)  # of those that share something with kept sketches
    more_before: int = 0

    def add(self, one: Judged) -> None:
        """Counts a conversation, and keeps it if it may be shown."""
        self.conversations += 1
        self.joined.add(one)
        self._add_before(one)
        unjudged = one.assessment.said == NOT_JUDGED
        self.verdicts[one.assessment.verdict] += not unjudged
        self.unjudged += unjudged
        self.gaps.add(one.assessment.gaps, f"conversation {one.conversation.id}")
        if one.assessment.probability >= SHOWN_FROM:
            self.approaches.add(one.assessment.probability, one)
        elif one.assessment.kind is Kind.SCAM:
            self.scams.add(one.assessment.kinds[Kind.SCAM], one)
        elif unjudged:
            if len(self.unjudged_rows) < MOST_UNJUDGED or self.rest_rows is not None:
                self.unjudged_rows.append(row_of(one))
        else:
            self.rest[one.assessment.kind] += 1
            if self.rest_rows is not None:
                self.rest_rows.append(row_of(one))

    def _add_before(self, one: Judged) -> None:
        if before := before_of(one):
            if len(self.before) < MOST:
                self.before.append(before)
            else:
                self.more_before += 1

    @property
    def alarming(self) -> int:
        """How many conversations are at "realistic possibility" or above."""
        return sum(count for verdict, count in self.verdicts.items() if verdict not in _QUIET)

    @property
    def headline(self) -> str:
        """The answer in one sentence: how many of the conversations look like a covert approach."""
        if not self.conversations:
            return "No conversation was read"
        read = plural(self.conversations, "conversation")
        not_judged = f"; {self.unjudged:,} could not be judged for the language" if self.unjudged else ""
        if self.alarming:
            verb = "indicates" if self.alarming == 1 else "indicate"
            return f"{self.alarming:,} of {read} {verb} a covert approach{not_judged}"
        return f"None of {read} indicates a covert approach{not_judged}"

    @property
    def messages(self) -> int:
        """How many messages were read from all sources."""
        return sum(source.messages for source in self.sources)


@dataclass(frozen=True, slots=True)
class Group:
    """Conversations of one contact with equal result: the strongest, and the others in order of rank."""

    first: Judged
    others: tuple[Judged, ...] = ()

    @property
    def people(self) -> int:
        """How many of our people the contact wrote to; at least one."""
        return len({one.conversation.person or one.conversation.id for one in (self.first, *self.others)})

    def marks(self, letters: Mapping[str, str]) -> tuple[str, ...]:
        """The letters of the campaigns that its conversations belong to, in order."""
        ids = (one.conversation.id for one in (self.first, *self.others))
        return tuple(sorted({letters[id_] for id_ in ids if id_ in letters}))

    @property
    def reported(self) -> int:
        """How many of our people reported any of them."""
        return len({who.key for one in (self.first, *self.others) for who in one.conversation.reported_by})


def group(ranked: Iterable[Judged]) -> list[Group]:
    """Puts conversations of one contact with the same verdict and kind together, in order of the strongest."""
    groups: dict[object, list[Judged]] = {}
    for one in ranked:
        groups.setdefault(_same_result(one), []).append(one)
    return [Group(members[0], tuple(members[1:])) for members in groups.values()]


def _same_result(one: Judged) -> object:
    return one.conversation.contact_key, one.assessment.verdict, one.assessment.kind
