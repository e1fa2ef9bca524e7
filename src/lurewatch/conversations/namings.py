"""Which handles name which others as their own: read again, and held against what is the author's own text."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from lurewatch.conversations.ledger import CHANNELS
from lurewatch.conversations.material import Material
from lurewatch.conversations.mentions import How, Mention, mentions
from lurewatch.conversations.pairs import NOBODY
from lurewatch.conversations.regions import regions_of
from lurewatch.model.conversation import RegionKind
from lurewatch.model.message import Channel, Message
from lurewatch.text.authentication import Word, word_on

_MOST_READ = 5  # messages in which one handle names another that are read again, for one person of ours
_MOST_ANSWERED = 100  # messages of ours among which the one is looked for that a mail answers


class Naming(NamedTuple):
    """A handle's word, to one of ours, that another handle is theirs too; handles and people by number.

    `at` is when, NaN if unknown; `name` what the author was shown with. `failed` if the mail did not pass the checks of
    its domain, `proven` if nobody but the handle's owner can have written it.
    """

    by: int
    handle: int
    person: int
    at: float
    number: int
    mention: Mention
    name: str
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
    read: dict[int, int] = {}
    for number in numbers:
        people = {self_of(one) for one in material.pairs.reached(number) if one != NOBODY}
        people = {one for one in people if read.get(one, 0) < _MOST_READ}
        found = own_word(material, number, key) if people else None
        if found is None:
            continue
        message, mention = found
        is_mail = CHANNELS[material.ledger.channels[number]] is Channel.EMAIL
        word = word_on(message.headers, message.author.value.rpartition("@")[2], material.servers)
        for person in people:
            read[person] = read.get(person, 0) + 1
            proven = not is_mail or word is Word.PASSED or _answers(material, number, message, person, self_of)
            at = material.ledger.times[number]
            yield Naming(*pair, person, at, number, mention, message.author.name, word is Word.FAILED, proven)


def _answers(material: Material, number: int, message: Message, person: int, self_of: Callable[[int], int]) -> bool:
    """Whether a mail answers one that our person sent to its author, whose id no stranger knows."""
    answered = message.headers.get("in-reply-to", "")
    if not answered:
        return False
    ledger = material.ledger
    sent = [one for one in material.pairs.messages_of(ledger.authors[number]) if self_of(ledger.authors[one]) == person]
    return any(f"<{material.spool.read(one).id}>" in answered for one in sent[-_MOST_ANSWERED:])
