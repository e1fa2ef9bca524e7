"""All that was read, as the finding of joins needs it."""

from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from lurewatch.conversations.exchange import Exchange
from lurewatch.conversations.ledger import Ledger
from lurewatch.conversations.mentions import Mentions
from lurewatch.conversations.pairs import NOBODY, Pairs
from lurewatch.conversations.spool import Spool
from lurewatch.conversations.spotting import phone_key
from lurewatch.model.handle import Platform


@dataclass(frozen=True, slots=True)
class Material:
    """Messages, people by number, and what they call their own; `ours` marks those of ours, `keys` are handles' keys.

    `servers` are those whose results on a sender are believed; None where none is known.
    """

    ledger: Ledger
    spool: Spool
    pairs: Pairs
    ours: Sequence[int]
    keys: Sequence[str]
    mentions: Mentions
    servers: frozenset[str] | None = None

    def people(self, also: Collection[str]) -> dict[str, int]:
        """Those whose handles are called somebody's own, or stand in `also`, by key (see `spotting.key_of`).

        A phone number that two of them could mean is nobody's.
        """
        hashes = {*self.mentions.hashes, *map(hash, also)}
        found: dict[str, int] = {}
        for name, number in self.ledger.people.items():
            key = phone_key(name) if name.startswith(f"{Platform.PHONE}:") else name
            if key and hash(key) in hashes:
                found[key] = number if found.get(key, number) == number else NOBODY
        return {key: number for key, number in found.items() if number != NOBODY}

    def exchanges(self, contact: int, self_of: Callable[[int], int]) -> dict[int, Exchange]:
        """What passed between a contact's handle and each of ours, on whatever platform."""
        found: dict[int, Exchange] = {}
        for number in self.pairs.messages_of(contact):
            author = self.ledger.authors[number]
            people = self.pairs.reached(number) if author == contact else {author}
            for person in {self_of(one) for one in people - {NOBODY}}:
                exchange = found.setdefault(person, Exchange(array("I"), array("d"), array("b")))
                exchange.numbers.append(number)
                exchange.times.append(self.ledger.times[number])
                exchange.by_person.append(author != contact)
        return found
