"""Ordinary messages: everyday sentences with most of their words exchanged, from contacts who write to some of us."""

import re
from collections.abc import Sequence
from random import Random

from evaluation.planted.record import Record
from evaluation.planted.words import Vocabulary, domain, firm, name, word

_WORD = re.compile(r"[^\W\d_]{3,}")
_EXCHANGED = 0.85
_FREE = ("gmail.com", "outlook.com", "proton.me", "gmx.net", "yahoo.com")
_A_CONTACT = 3  # conversations a contact has with ours, on average
_APART = 7_919  # a prime: no two conversations have one telephone number by chance, as a few of 100,000 drawn ones had
DAYS = 90 * 24 * 60


class Ordinary:
    """Makes ordinary conversations by number; `sentences` are what the texts are made of."""

    def __init__(self, sentences: Sequence[str], vocabulary: Vocabulary, random: Random) -> None:
        self._sentences = sentences
        self._vocabulary = vocabulary
        self._random = random

    def contacts(self, conversations: int) -> list[tuple[str, str]]:
        """Names and addresses of those who write; a firm has four of them, a third use free mail."""
        random, found = self._random, []
        host = ""
        for number in range(max(1, conversations // _A_CONTACT)):
            if number % 4 == 0:
                host = domain(firm(random), random)
            who = name(random)
            at = random.choice(_FREE) if random.random() < 0.33 else host
            found.append((who, f"{who.lower().replace(' ', '.')}{number if at in _FREE else ''}@{at}"))
        return found

    def record(self, number: int, person: tuple[str, str], contact: tuple[str, str]) -> Record:
        """One conversation."""
        random = self._random
        texts = [self.text(person[0]) for _ in range(1 if random.random() < 0.8 else 2)]
        who, address = contact
        texts[0] += f"\n\n{random.choice(('Best regards', 'Thanks', 'Kind regards', 'Best'))},\n{who}"
        if random.random() < 0.3:
            texts[0] += f"\n+44 20 7{10**6 + number * _APART % (9 * 10**6)}"
        return Record(f"o{number}", *person, who, [address], texts, random.randrange(DAYS))

    def text(self, greeted: str) -> str:
        """A message's text."""
        random = self._random
        chosen = [self.sentence() for _ in range(random.randrange(2, 7))]
        opening = random.choice((f"Hi {greeted.partition('@')[0].title()},\n\n", "Hello,\n\n", "", "Good morning,\n"))
        return opening + " ".join(chosen)

    def sentence(self) -> str:
        """An everyday sentence with most of its words exchanged."""
        return exchanged(self._random.choice(self._sentences), _EXCHANGED, self._vocabulary, self._random)


def exchanged(text: str, share: float, vocabulary: Vocabulary, random: Random) -> str:
    """The text with a share of its longer words drawn anew."""
    return _WORD.sub(lambda found: vocabulary.next() if random.random() < share else found[0], text)


def people(count: int, random: Random) -> list[tuple[str, str]]:
    """Our people: handle and organisation, twenty to an organisation."""
    found = []
    for number in range(count):
        house = f"org{number // 20}"
        found.append((f"{word(random, 2)}{number}@{house}.example", house))
    return found
