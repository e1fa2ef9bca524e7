"""The attacks: what they change, and what they must not."""

from random import Random

import pytest
from evaluation.attacks.catalogue import ATTACKS
from evaluation.case import Document, messages


def seeded() -> Random:
    """The same chance each time."""
    return Random(7)  # noqa: S311


THREAD: Document = {
    "messages": [
        {"from": "contact", "text": "Could you share your internal report with our client? It stays confidential."},
        {"from": "person", "text": "Which client would that be, please?"},
    ]
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack(name: str) -> None:
    """It rewrites the contact, leaves our person alone, and does the same each time."""
    once = ATTACKS[name](THREAD, seeded())
    assert once == ATTACKS[name](THREAD, seeded())
    assert [one for one in messages(once) if one["from"] == "person"] == messages(THREAD)[1:]
    assert messages(once)[0] != messages(THREAD)[0] or name == "HTML: entities"


def test_entities_read_back() -> None:
    """A text all in entities is read as it was written."""
    assert messages(ATTACKS["HTML: entities"](THREAD, seeded()))[0]["text"].strip() == messages(THREAD)[0]["text"]
