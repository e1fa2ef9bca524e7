"""A pair's messages as a conversation: in order, each with its side and regions; and the contact as they show it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lurewatch.conversations.copies import Copies
from lurewatch.conversations.identity import same_house
from lurewatch.conversations.joins import Joins
from lurewatch.conversations.ledger import CHANNELS, Ledger
from lurewatch.conversations.pairs import NOBODY, Pair
from lurewatch.conversations.reconstruct import missing
from lurewatch.conversations.regions import regions_of
from lurewatch.conversations.spool import Spool
from lurewatch.model.conversation import Contact, Conversation, Joined, Region, Side, Turn
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Message

MOST_TURNS = 500  # a longer correspondence is given in parts, so that no single contact can fill the memory
MOST_BYTES = 4 << 20
_SHARED = 64  # messages read for one person of ours that are kept for the next whom they reached
_SMALL = 64 << 10  # bytes; larger ones are read again

Read = tuple[Message, tuple[Region, ...]]


@dataclass(frozen=True, slots=True)
class Composer:
    """Makes conversations of pairs; `claims` are what a network shows of a handle's owner, by the handle's key."""

    ledger: Ledger
    spool: Spool
    ours: Sequence[int]
    keys: Sequence[str]
    joins: Joins
    claims: Mapping[str, tuple[str, ...]]
    servers: frozenset[str] | None
    copies: Copies

    def conversations(self, pairs: Sequence[Pair]) -> Iterator[Conversation]:
        """The conversations of one contact's pairs."""
        shared: dict[int, Read] | None = {} if len(pairs) > 1 else None
        for pair in pairs:
            yield from self._of_pair(pair, shared)

    def _of_pair(self, pair: Pair, shared: dict[int, Read] | None) -> Iterator[Conversation]:
        """A pair's conversation, in parts where it is very long."""
        copies = self.copies.in_order(pair.messages)
        messages = list(copies)
        is_internal = bool(self.ours[pair.contact])
        if is_internal and self.ledger.authors[messages[0]] != pair.contact:
            pair = pair._replace(contact=pair.person, person=pair.contact)
        person = self.keys[pair.person] if pair.person != NOBODY else ""
        is_internal = is_internal or all(same_house(self.keys[one], person) for one in pair.contacts)
        for part, numbers in enumerate(self._parts(messages)):
            turns = tuple(self._turn(number, pair, copies[number], shared) for number in numbers)
            if not any(turn.side is Side.CONTACT for turn in turns):
                continue
            yield Conversation(
                id=_id(self.ledger.lasting_name(pair.contact), person, CHANNELS[pair.channel], part),
                channel=turns[0].message.channel,
                contact=self._contact(pair, turns, numbers),
                turns=turns,
                person=person,
                gaps=(*_gaps(len(messages), len(numbers)), *_missing(turns)),
                internal=is_internal,
                servers=self.servers,
            )

    def _parts(self, messages: list[int]) -> Iterator[list[int]]:
        part: list[int] = []
        held = 0
        for number in messages:
            size = self.spool.size(number)
            if part and (len(part) >= MOST_TURNS or held + size > MOST_BYTES):
                yield part
                part, held = [], 0
            part.append(number)
            held += size
        yield part

    def _turn(self, number: int, pair: Pair, copies: Sequence[int], shared: dict[int, Read] | None) -> Turn:
        read = shared.get(number) if shared else None
        if read is None:
            message = self.spool.read(number)
            read = message, regions_of(message)
            if shared is not None and len(shared) < _SHARED and self.spool.size(number) < _SMALL:
                shared[number] = read
        author = self.ledger.authors[number]
        side = Side.CONTACT if author == pair.contact or author in pair.others else Side.PERSON
        if reports := self.copies.reports_of(copies):
            return Turn(side, replace(read[0], reports=reports), read[1])
        return Turn(side, *read)

    def _contact(self, pair: Pair, turns: Sequence[Turn], numbers: Sequence[int]) -> Contact:
        """The contact as shown in these turns: the first name that their address was shown with."""
        authors = [turn.message.author for turn in turns if turn.side is Side.CONTACT]
        name = next((author.name for author in authors if author.name), "")
        if not pair.others:
            shown = next((author for author in authors if author.name), authors[0])
            return Contact((shown,), shown.name, self.claims.get(shown.key, ()))
        handles = {one: self._handle(one, authors) for one in (pair.contact, *pair.others)}
        claims = (claim for handle in handles.values() for claim in self.claims.get(handle.key, ()))
        return Contact(
            tuple(handles.values()), name, tuple(dict.fromkeys(claims)), tuple(self._joined(pair, handles, numbers))
        )

    def _handle(self, number: int, authors: Sequence[Handle]) -> Handle:
        """A contact's handle, with a name if it was shown with one here."""
        platform, _, value = self.keys[number].partition(":")
        plain = Handle(Platform(platform), value)
        return next((author for author in authors if author.key == plain.key and author.name), plain)

    def _joined(self, pair: Pair, handles: Mapping[int, Handle], numbers: Sequence[int]) -> Iterator[Joined]:
        places = {self.ledger.prints[number]: place for place, number in enumerate(numbers)}
        for one in self.joins.why(pair.contact, pair.person):
            place = places.get(self.ledger.prints[one.number]) if one.number >= 0 else None
            span = (one.start, one.end) if place is not None else (0, 0)
            yield Joined(handles[one.handle], handles[one.by], one.reason, place, *span)


def _id(contact: str, person: str, channel: str, part: int) -> str:
    """The same for the same contact, person and channel whenever and wherever it is read."""
    named = "\0".join((contact, person, channel, *([str(part)] if part else [])))
    return hashlib.blake2b(named.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _missing(turns: tuple[Turn, ...]) -> Iterator[Gap]:
    return (gap for number, turn in enumerate(turns) for gap in missing(turn.message, number))


def _gaps(all_messages: int, here: int) -> tuple[Gap, ...]:
    if here == all_messages:
        return ()
    why = f"it has {all_messages} messages; these {here} were judged by themselves"
    return (Gap("a long correspondence as a whole", "this conversation", why),)
