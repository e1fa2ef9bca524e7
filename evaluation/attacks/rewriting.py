"""What all attacks share: they change what the contact wrote, and nothing else of a conversation."""

import re
from collections.abc import Callable, Mapping
from random import Random

from evaluation.case import Document, messages
from lurewatch.model.conversation import Side

Attack = Callable[[Document], Document]
Message = Mapping[str, str]
_WORD = re.compile(r"[^\W\d_]+")


def on_messages(change: Callable[[Message], list[Message]]) -> Attack:
    """An attack that puts several messages (or one) for each of the contact's."""

    def attack(document: Document) -> Document:
        found = [
            new for one in messages(document) for new in (change(one) if one["from"] == Side.CONTACT.value else [one])
        ]
        return {**document, "messages": found}

    return attack


def on_texts(change: Callable[[str], str]) -> Attack:
    """An attack that rewrites the text of each of the contact's messages."""
    return on_messages(lambda one: [{**one, "text": change(one["text"])}])


def on_words(change: Callable[[str], str], shortest: int = 1) -> Attack:
    """An attack that rewrites each word of so many letters or more."""
    return on_texts(lambda text: _WORD.sub(lambda found: _if_long(found[0], change, shortest), text))


def drawn(text: str) -> Random:
    """Chance that falls alike in each run, for one text."""
    return Random(text)  # noqa: S311  drawn alike in each run


def _if_long(word: str, change: Callable[[str], str], shortest: int) -> str:
    return change(word) if len(word) >= shortest else word
