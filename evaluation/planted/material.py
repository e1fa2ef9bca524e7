"""All of it together: so many ordinary conversations, bulk templates, and campaigns of every size and level."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from evaluation.case import messages
from evaluation.planted import bulk, planted
from evaluation.planted.ordinary import Ordinary, exchanged, people
from evaluation.planted.planted import SIZES, Level
from evaluation.planted.record import Record
from evaluation.planted.words import Vocabulary
from evaluation.twin import Pair, pairs_of
from lurewatch.model.message import Message
from lurewatch.sources.catalogue import read

_HOME = Path(__file__).parents[2]
TWINS, MAILBOX = _HOME / "training" / "twins", _HOME / "examples" / "mailbox.mbox"
_SENTENCE = re.compile(r"[A-Z][^.!?\n\d]{20,200}[.!?]")
_A_PERSON = 25  # conversations of one of ours
_BULK = ("recruiter", "retained search", "conference", "consultancy", "expert network")
_WORDS = 200_000
_EXCHANGED = 0.5
_SHORTEST, _LONGEST = 350, 2_500  # characters of an opening


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much of each: conversations in ordinary, campaigns of each size and level, templates and their copies."""

    ordinary: int
    campaigns: int = 1
    templates: int = 20
    copies: tuple[int, int] = (60, 400)
    seed: int = 1


def records(amounts: Amounts) -> Iterator[Record]:
    """The conversations, in an order that tells nothing; ids begin with o, b or p, and `p3-1-0` is of campaign p3-1."""
    random = Random(amounts.seed)  # noqa: S311  repeatable by design
    made = Ordinary(_everyday(), Vocabulary(_WORDS, random), random)
    special = [*_planted(amounts, made, random), *_bulk(amounts, random)]
    random.shuffle(special)
    every = max(1, amounts.ordinary // max(1, len(special)))
    for number, record in enumerate(_ordinary(amounts, made, random)):
        yield record
        if number % every == 0 and special:
            yield special.pop()
    yield from special


def campaign_of(id_: str) -> str:
    """The planted campaign that a conversation belongs to; empty for all others."""
    return id_.rpartition("-")[0] if id_.startswith("p") else ""


def level_of(campaign: str) -> Level:
    """The level of rewording of a planted campaign."""
    return Level(int(campaign.partition("-")[2]))


@cache
def _everyday() -> Sequence[str]:
    """Sentences of the example organisation's ordinary mail."""
    texts = (one.text for one in read([MAILBOX]) if isinstance(one, Message))
    return [sentence for text in texts for sentence in _SENTENCE.findall(text)]


def _ordinary(amounts: Amounts, made: Ordinary, random: Random) -> Iterator[Record]:
    contacts = made.contacts(amounts.ordinary)
    persons = people(max(30, amounts.ordinary // _A_PERSON), random)
    for number in range(amounts.ordinary):
        yield made.record(number, random.choice(persons), contacts[number % len(contacts)])


class _Deck:
    """Openings of approaches, each dealt once; when all have been dealt, again with half of their words exchanged."""

    def __init__(self, vocabulary: Vocabulary, random: Random) -> None:
        english = (_texts(one.approach.document) for one in _pairs() if one.trait("lang") == "en")
        # Of a correspondence that begins with a greeting alone, all that the contact writes.
        openings = ("\n".join(texts) if len(texts[0]) < _SHORTEST else texts[0] for texts in english)
        self._openings = [one for one in openings if _SHORTEST <= len(one) < _LONGEST]
        self._vocabulary, self._random = vocabulary, random
        self._left: list[str] = []
        self._round = 0

    def deal(self, count: int) -> list[str]:
        """So many wordings that nobody else is given."""
        while len(self._left) < count:
            share = 0.0 if self._round == 0 else _EXCHANGED
            fresh = [exchanged(one, share, self._vocabulary, self._random) for one in self._openings]
            self._random.shuffle(fresh)
            self._left += fresh
            self._round += 1
        return [self._left.pop() for _ in range(count)]


def _planted(amounts: Amounts, made: Ordinary, random: Random) -> Iterator[Record]:
    tools = Vocabulary(_WORDS, random)
    deck = _Deck(tools, random)
    persons = people(5000, random)
    number = 0
    for _ in range(amounts.campaigns):
        for level in Level:
            for size in SIZES:
                wording, *others = deck.deal(1 + (size if level is Level.PARAPHRASE else 0))
                sentences = [made.sentence() for _ in range(60)]
                hand = planted.hand(wording, others, sentences, random)
                yield from planted.campaign(number, level, hand, random.sample(persons, size), tools, random)
                number += 1


def _bulk(amounts: Amounts, random: Random) -> Iterator[Record]:
    texts = [_texts(pair.benign.document)[0] for pair in _pairs() if pair.trait("pretext") in _BULK]
    persons = people(5000, random)
    for number in range(amounts.templates):
        text = " ".join(random.sample(texts, k=2)) + random.choice(("", "\n\nUnsubscribe: reply STOP."))
        yield from bulk.template(number, text, random.sample(persons, random.randint(*amounts.copies)), random)


@cache
def _pairs() -> Sequence[Pair]:
    return [pair for path in sorted(TWINS.glob("*.jsonl")) for pair in pairs_of(path)]


def _texts(document: object) -> list[str]:
    return [one["text"] for one in messages(document) if one["from"] == "contact"]  # type: ignore[arg-type]
