"""Which handles name which others as their own: read again, and held against what is the author's own text."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from lurewatch.conversations.exchange import Exchange
from lurewatch.conversations.ledger import CHANNELS
from lurewatch.conversations.material import Material
from lurewatch.conversations.mentions import How, Mention, mentions
from lurewatch.conversations.pairs import NOBODY
from lurewatch.conversations.regions import regions_of
from lurewatch.model.conversation import RegionKind
from lurewatch.model.message import Channel, Message
from lurewatch.text.authentication import Word, word_on

_MOST_READ = 20  # messages in which one handle may name another that are read again, for one person of ours
_MOST_ANSWERED = 100  # messages of ours among which the one is looked for that a mail answers


class Naming(NamedTuple):
    """A handle's word, to one of ours, that another handle is theirs too; handles and people by number.

    `at` is when, NaN if unknown; `name` what the author was shown with; `answered` the ids of mails that it answers.
    `failed` if a mail did not pass its domain's checks, `proven` if nobody but the handle's owner can have written it.
    """

    by: int
    handle: int
    person: int
    at: float
    number: int
    mention: Mention
    name: str
    answered: str
    failed: bool
    proven: bool


def candidates(material: Material, people: Mapping[str, int]) -> dict[tuple[int, int], list[int]]:
    """The messages, in order of time, in which one handle seems to name another; of both ours, or of neither."""
    by_hash = {hash(key): number for key, number in people.items()}
    found: dict[tuple[int, int], list[int]] = {}
    for number, mark in zip(material.mentions.messages, material.mentions.hashes, strict=True):
        author, handle = material.ledger.authors[number], by_hash.get(mark, NOBODY)
        if handle not in {NOBODY, author} and bool(material.ours[author]) == bool(material.ours[handle]):
            found.setdefault((author, handle), []).append(number)
    times = material.ledger.times
    for numbers in found.values():
        numbers.sort(key=lambda number: (math.inf if math.isnan(times[number]) else times[number], number))
    return found


def own_word(material: Material, number: int, key: str) -> tuple[Message, Mention] | None:
    """A message, and where it calls a handle its author's own; None where that is quoted, or stands in a notice."""
    message = material.spool.read(number)
    foreign = [one for one in regions_of(message) if one.kind is not RegionKind.SIGNATURE]
    for mention in mentions(message):
        quoted = mention.how is not How.ANSWERS and any(one.start <= mention.start < one.end for one in foreign)
        if mention.key == key and not quoted:
            return message, mention
    return None


def namings(
    material: Material, pair: tuple[int, int], key: str, numbers: Iterable[int], self_of: Callable[[int], int]
) -> Iterator[Naming]:
    """How the first handle of a pair names the other, whose key is given: some of the messages that may do so."""
    read = Counter[int]()
    for number in numbers:
        people = {self_of(one) for one in material.pairs.reached(number) if one != NOBODY}
        people = {one for one in people if read[one] < _MOST_READ}
        if not people:
            continue
        read.update(people)
        if found := own_word(material, number, key):
            yield from _named(material, pair, number, people, *found)


def _named(
    material: Material, pair: tuple[int, int], number: int, people: Iterable[int], message: Message, mention: Mention
) -> Iterator[Naming]:
    """One naming for each person whom a message reached."""
    is_mail = CHANNELS[material.ledger.channels[number]] is Channel.EMAIL
    word = word_on(message.headers, message.author.value.rpartition("@")[2], material.servers)
    for person in people:
        yield Naming(
            *pair,
            person,
            at=material.ledger.times[number],
            number=number,
            mention=mention,
            name=message.author.name,
            answered=message.headers.get("in-reply-to", ""),
            failed=word is Word.FAILED,
            proven=not is_mail or word is Word.PASSED,
        )


def is_answer(material: Material, naming: Naming, exchange: Exchange) -> bool:
    """Whether a mail answers one that our person had sent to its author, whose id no stranger knows."""
    if not naming.answered:
        return False
    sent = [number for number, by in zip(exchange.numbers, exchange.by_person, strict=True) if by]
    return any(f"<{material.spool.read(one).id}>" in naming.answered for one in sent[-_MOST_ANSWERED:])
