"""Planted campaigns: one hand writes to several of us under one or several names, reworded at five levels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from random import Random

from evaluation.planted.ordinary import DAYS
from evaluation.planted.record import Record
from evaluation.planted.words import Vocabulary, domain, firm, name

SIZES = (2, 3, 5, 10, 20)
_WORD = re.compile(r"[a-z]{3,}")
_SENTENCE = re.compile(r"[^\s.!?][^.!?]*[.!?]+")


class Level(IntEnum):
    """How far the wording of one campaign differs between two of its conversations."""

    SLOTS = 0  # names alone
    TENTH = 1  # and every tenth word
    HALF = 2  # and half of the sentences
    MOST = 3  # and four sentences in five
    PARAPHRASE = 4  # every sentence; another name, another address; one rare trait in common


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes a campaign: the sentences of its pretext, and what the hand cannot help having in common."""

    wording: str
    others: Sequence[str]  # wordings of the same pretext with nothing in common, at least as many as there are persons
    sentences: Sequence[str]
    trait: str
    who: str
    address: str


def campaign(number: int, level: Level, hand: Hand, persons: Sequence[tuple[str, str]], tools: Vocabulary,
             random: Random) -> list[Record]:  # fmt: skip
    """A campaign's conversations, one for each person, spread over ninety days."""
    found = []
    for index, person in enumerate(persons):
        other = (level >= Level.HALF and random.random() < 0.5) or level is Level.PARAPHRASE
        who, address = _identity(random) if other else (hand.who, hand.address)
        text = _reworded(hand, level, tools, random) if level < Level.PARAPHRASE else hand.others[index]
        if level >= Level.MOST:
            text += f" {hand.trait}"
        text = f"Dear {person[0].split('@')[0].title()},\n\n{text}\n\nBest regards,\n{who}"
        id_ = f"p{number}-{int(level)}-{index}"
        found.append(Record(id_, *person, who, [address], [text], random.randrange(DAYS)))
    return found


def _identity(random: Random) -> tuple[str, str]:
    who = name(random)
    return who, f"{who.split()[0].lower()}@{domain(firm(random), random)}"


def hand(wording: str, others: Sequence[str], sentences: Sequence[str], random: Random) -> Hand:
    """A hand with a pretext's wording and a rare trait: a telephone number, a link or a second address."""
    traits = (
        f"You can reach me on +44 7{random.randrange(10**8, 10**9)}.",
        f"See https://{domain(firm(random), random)}/brief for the outline.",
        f"Please use {name(random).lower().replace(' ', '_')}{random.randrange(100)}@proton.me for this.",
    )
    return Hand(wording, others, sentences, random.choice(traits), *_identity(random))


def _reworded(hand: Hand, level: Level, tools: Vocabulary, random: Random) -> str:
    text = hand.wording
    share = {Level.HALF: 0.5, Level.MOST: 0.8}.get(level, 0.0)
    if share:
        sentences = _SENTENCE.findall(text)
        for at in random.sample(range(len(sentences)), k=round(share * len(sentences))):
            sentences[at] = random.choice(hand.sentences)
        text = " ".join(sentences)
    if level >= Level.TENTH:
        text = _WORD.sub(lambda found: tools.next() if random.random() < 0.1 else found[0], text)
    return text
