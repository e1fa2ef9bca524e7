"""One signature's details under several names: an address, a number and a post that go with whoever is played."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lurewatch.model.conversation import Conversation, RegionKind, Side, Turn
from lurewatch.model.evidence import Sighting
from lurewatch.model.handle import Handle
from lurewatch.text.domains import registrable
from lurewatch.text.fold import fold

MOST = 50_000  # signatures remembered, some hundred bytes each
_MOST_TURNS = 5  # of one conversation
_MOST_USERS = 3  # of one signature: what more people have is a program's, or a house style
_FEWEST = 25  # letters and digits that make it telling, of which so many digits:
_FEWEST_DIGITS = 7
_WORDS = re.compile(r"[^\W_]+")


class _Users(NamedTuple):
    """Who signed so: the words of their names, and the houses that they wrote from."""

    names: list[frozenset[str]]
    houses: list[str]


class Signatures:
    """Remembers the details of the signatures in what was judged: the second to use them is told, not the first."""

    def __init__(self) -> None:
        self._users: dict[int, _Users] = {}

    def reused(self, conversation: Conversation) -> list[Sighting]:
        """At most one sighting: a turn of the contact signed with the details of somebody else at another house."""
        found: list[Sighting] = []
        signed = [(place, turn) for place, turn in enumerate(conversation.turns) if turn.side is Side.CONTACT]
        for place, turn in signed[:_MOST_TURNS]:
            for start, end in _details(turn):
                if self._is_anothers(turn.message.text[start:end], turn.message.author) and not found:
                    found.append(Sighting("reused-signature", "signatures-reused", place, start, end))
        return found

    def _is_anothers(self, block: str, author: Handle) -> bool:
        """Whether a block has been somebody else's; it is this author's from now on, too."""
        names = _names(author)
        details = _without(block, names)
        letters = "".join(details)
        if len(letters) < _FEWEST or sum(map(str.isdigit, letters)) < _FEWEST_DIGITS or not names:
            return False
        key = hash(details)
        users = self._users.get(key)
        house = registrable(author.value.rpartition("@")[2])
        if users is None:
            if len(self._users) < MOST:
                self._users[key] = _Users([names], [house])
            return False
        if house in users.houses or any(names & other for other in users.names):
            return False
        users.names.append(names)
        users.houses.append(house)
        return len(users.names) <= _MOST_USERS


def _details(turn: Turn) -> Iterator[tuple[int, int]]:
    """The spans of a turn's signatures, save in what goes to many."""
    headers = turn.message.headers
    if "list-id" not in headers and "list-unsubscribe" not in headers:
        for region in turn.regions:
            if region.kind is RegionKind.SIGNATURE:
                yield region.start, region.end


def _names(author: Handle) -> frozenset[str]:
    shown = author.name or author.value.partition("@")[0]
    return frozenset(word for word in _WORDS.findall(fold(shown).text) if len(word) > 1)


def _without(block: str, names: frozenset[str]) -> tuple[str, ...]:
    """The words of a signature, folded, without its first line (a closing, a name) and lines with a name or address."""
    words: list[str] = []
    for line in block.split("\n")[1:]:  # folding makes line ends spaces
        own = _WORDS.findall(fold(line).text)
        if "@" not in line and not names.intersection(own):
            words += own
    return tuple(words)
