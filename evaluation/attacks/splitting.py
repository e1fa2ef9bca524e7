"""One message sent as several."""

import re

from evaluation.attacks.rewriting import Message, on_messages

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


def _by(pieces: list[str], one: Message) -> list[Message]:
    """The message in pieces; the first alone keeps the subject."""
    rest = {key: value for key, value in one.items() if key != "subject"}
    return [{**(rest if number else one), "text": piece} for number, piece in enumerate(pieces)] or [one]


def _sentences(one: Message) -> list[Message]:
    return _by([piece for piece in _SENTENCE_END.split(one["text"]) if piece.strip()], one)


def _halves(one: Message) -> list[Message]:
    middle = one["text"].find(" ", len(one["text"]) // 2)
    return [one] if middle < 0 else _by([one["text"][:middle], one["text"][middle + 1 :]], one)


by_sentence = on_messages(_sentences)
in_halves = on_messages(_halves)
