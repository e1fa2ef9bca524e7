"""What every attack is made of: the contact's texts rewritten, the person's left alone, the same each time."""

from collections.abc import Callable
from random import Random
from typing import TypeAlias

from evaluation.case import Document, messages

Attack: TypeAlias = Callable[[Document, Random], Document]
Rewrite: TypeAlias = Callable[[str, Random], str]


def on_texts(rewrite: Rewrite) -> Attack:
    """An attack that rewrites each text of the contact by itself."""

    def attack(document: Document, random: Random) -> Document:
        turns = [
            {**one, "text": rewrite(one["text"], random)} if one["from"] == "contact" else one
            for one in messages(document)
        ]
        return {**document, "messages": turns}

    return attack


def on_letters(table: dict[str, str], share: float) -> Rewrite:
    """A rewriting that puts another sign for this share of the letters in the table."""

    def rewrite(text: str, random: Random) -> str:
        return "".join(table[c] if c in table and random.random() < share else c for c in text)

    return rewrite


def on_words(change: Rewrite, share: float, shortest: int = 5) -> Rewrite:
    """A rewriting that changes this share of the words of at least so many letters."""

    def rewrite(text: str, random: Random) -> str:
        pieces = text.split(" ")
        return " ".join(
            change(piece, random) if len(piece) >= shortest and piece.isalpha() and random.random() < share else piece
            for piece in pieces
        )

    return rewrite
