"""Where a message names an address that its author calls their own: in words, in a signature, or for answers.

Looked for in every message as it is read, so cheaply: an address, then the words round it. Of what is found numbers are
kept; the text is read again only where the address turns out to be somebody's in what was read.
"""

import re
from array import array
from collections.abc import Iterator
from enum import IntEnum
from itertools import chain, islice
from typing import NamedTuple

from lurewatch.conversations.card import names_of, stands_in_card
from lurewatch.conversations.own_words import AFTER, BEFORE, is_own
from lurewatch.conversations.spotting import Seen, key_of, spotted
from lurewatch.model.message import Message
from lurewatch.text.addresses import first_address

MOST = 8  # of one message
_MAY_BE_OWN = re.compile(
    r"\b(?:my|me|mich|mir|meine?\w?|mon|ma|mi|mis|moi|bin|suis|estoy|i['’]?m|i am|i can)\b|\bm['’]|-moi\b|me\b",
    re.IGNORECASE,
)
# Mailboxes that several people read.
_SHARED = frozenset(
    """
    info contact office hello hi admin support help service sales press media jobs job career careers hr recruiting
    recruitment recruiter talent team mail post noreply no-reply donotreply kontakt bewerbung presse personal
    karriere emploi recrutement rh contacto empleo rrhh secretary secretariat reception enquiries events webmaster
    postmaster
    """.split()  # noqa: SIM905
)


class How(IntEnum):
    """In which way a message calls an address its author's own."""

    WORDS = 0
    CARD = 1
    ANSWERS = 2


class Mention(NamedTuple):
    """An address that a message calls its author's own: its key (see `spotting.key_of`), its span, and in which way.

    The span is empty where the header asks for answers there.
    """

    key: str
    start: int
    end: int
    how: How


class Mentions:
    """All mentions of what was read: the message's number, and a hash of the key; twelve bytes each."""

    def __init__(self) -> None:
        self.messages = array("I")
        self.hashes = array("q")

    def add(self, number: int, message: Message) -> None:
        """Keep what a message calls its author's own."""
        for key in {mention.key for mention in mentions(message)}:
            self.messages.append(number)
            self.hashes.append(hash(key))


def mentions(message: Message) -> list[Mention]:
    """What a message calls its author's own, at most `MOST`; bulk mail and lists call nothing so."""
    headers = message.headers
    if headers and ("list-id" in headers or "list-unsubscribe" in headers):
        return []
    found = chain(_for_answers(message), _in_text(message)) if "reply-to" in headers else _in_text(message)
    return list(islice(found, MOST))


def _in_text(message: Message) -> Iterator[Mention]:
    own = key_of(message.author)
    for seen in spotted(message.text):
        if seen.key != own and not _is_shared(seen.key) and (how := _how(message, seen)) is not None:
            yield Mention(*seen, how)


def _how(message: Message, seen: Seen) -> How | None:
    text = message.text
    if stands_in_card(text, (seen.start, seen.end), names_of(message.author)):
        return How.CARD
    if not _MAY_BE_OWN.search(text, max(0, seen.start - BEFORE), min(len(text), seen.end + AFTER)):
        return None
    before, after = text[max(0, seen.start - BEFORE) : seen.start], text[seen.end : seen.end + AFTER]
    return How.WORDS if is_own(before, after) else None


def _for_answers(message: Message) -> Iterator[Mention]:
    """Where the header asks for answers, if that is elsewhere."""
    address = first_address(message.headers["reply-to"])
    if address and address != message.author.value and not _is_shared(address):
        yield Mention(address, 0, 0, How.ANSWERS)


def _is_shared(key: str) -> bool:
    local, at, _ = key.partition("@")
    return bool(at) and local in _SHARED
