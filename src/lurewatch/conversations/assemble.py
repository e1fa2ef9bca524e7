"""Messages joined into conversations."""

import hashlib
import math
from collections.abc import Iterator, Sequence

from lurewatch.conversations.guess import find_owners
from lurewatch.conversations.identity import Owners, same_house
from lurewatch.conversations.ledger import CHANNELS, Ledger
from lurewatch.conversations.pairs import NOBODY, Pair, Pairs
from lurewatch.conversations.regions import regions
from lurewatch.conversations.spool import Spool
from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.conversation import Contact, Conversation, Region, Side, Turn
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message

MOST_TURNS = 500  # a longer correspondence is given in parts, so that no single contact can fill the memory
MOST_BYTES = 4 << 20
_SHARED = 64  # messages read for one person of ours that are kept for the next whom they reached
_SMALL = 64 << 10  # bytes; larger ones are read again

_Read = tuple[Message, tuple[Region, ...]]


class Assembly:
    """Takes messages as they are read, and then gives the conversations that they make.

    `owners` are handles of ours: e-mail addresses, domains (`@lab.example`), profile URLs; guessed where none of them
    takes part. First everything is added, then the rest is asked for. Of each message some sixty bytes stay in memory.
    """

    def __init__(self, owners: Sequence[str] = ()) -> None:
        self.gaps: list[Gap] = []
        self._given = tuple(owners)
        self._spool = Spool()
        self._ledger = Ledger()
        self._claims: dict[str, tuple[str, ...]] = {}
        self._owners: Owners | None = None

    def add(self, item: Message | Acquaintance) -> None:
        """Take a message, or what a network's list of connections says of somebody."""
        if isinstance(item, Acquaintance):
            claim = _claim(item)
            known = self._claims.get(item.handle.key, ())
            if claim and claim not in known:
                self._claims[item.handle.key] = (*known, claim)
            return
        self._spool.add(item)
        self._ledger.add(item)

    def owners(self) -> Owners:
        """Who is ours, whether that was guessed, and a sentence that says how."""
        if self._owners is None:
            self._owners = find_owners(self._given, self._ledger)
            if len(self._ledger) and not self._owners.handles | self._owners.domains:
                self.gaps.append(
                    Gap("who is ours", "all that was read", "no address takes part in enough of it to tell")
                )
        return self._owners

    def several_people(self) -> bool:
        """Whether more than one of ours takes part in what was read."""
        owners = self.owners()
        ours = {key for key in map(self._ledger.key, self._ledger.people) if owners.is_ours(key)}
        return len(ours) > 1

    def conversations(self) -> Iterator[Conversation]:
        """Each conversation between a contact and one of ours, all of one contact in a row, messages in order of time.

        A message to five of ours stands in five conversations; a copy of a message, read twice, counts once. Mail
        among ours is given too, marked `internal`, with the one who wrote first as contact. What only ours wrote is
        not given.
        """
        owners, ledger = self.owners(), self._ledger
        keys = [ledger.key(person) for person in ledger.people]
        ours = bytearray(owners.is_ours(key) for key in keys)
        numbers = {key: number for number, key in enumerate(keys) if ours[number]}
        alone = {group: numbers[key] for group, key in owners.alone.items()}
        for pairs in Pairs(ledger, ours, alone):
            shared: dict[int, _Read] | None = {} if len(pairs) > 1 else None
            for pair in pairs:
                yield from self._joined(pair, keys, bool(ours[pair.contact]), shared)

    def _joined(
        self, pair: Pair, keys: list[str], is_internal: bool, shared: dict[int, _Read] | None
    ) -> Iterator[Conversation]:
        """A pair's conversation, in parts where it is very long."""
        messages = self._in_order(pair.messages)
        contact, person = pair.contact, pair.person
        if is_internal and self._ledger.authors[messages[0]] != contact:
            contact, person = person, contact
        person_key = keys[person] if person != NOBODY else ""
        for part, numbers in enumerate(self._parts(messages)):
            turns = tuple(self._turn(number, contact, shared) for number in numbers)
            if not any(turn.side is Side.CONTACT for turn in turns):
                continue
            yield Conversation(
                id=_id(self._ledger.lasting_name(contact), person_key, CHANNELS[pair.channel], part),
                channel=CHANNELS[pair.channel],
                contact=self._contact(turns),
                turns=turns,
                person=person_key,
                gaps=_gaps(len(messages), len(numbers)),
                internal=is_internal or same_house(keys[contact], person_key),
            )

    def _in_order(self, numbers: list[int]) -> list[int]:
        """Messages by time, each once; one without a time stays behind the one read before it."""
        ledger, seen, last = self._ledger, set[int](), -math.inf
        keyed: list[tuple[float, int]] = []
        for number in numbers:
            mark, at = ledger.prints[number], ledger.times[number]
            if mark not in seen:
                seen.add(mark)
                last = last if math.isnan(at) else at
                keyed.append((last, number))
        return [number for _, number in sorted(keyed)]

    def _parts(self, messages: list[int]) -> Iterator[list[int]]:
        part: list[int] = []
        held = 0
        for number in messages:
            size = self._spool.size(number)
            if part and (len(part) >= MOST_TURNS or held + size > MOST_BYTES):
                yield part
                part, held = [], 0
            part.append(number)
            held += size
        yield part

    def _turn(self, number: int, contact: int, shared: dict[int, _Read] | None) -> Turn:
        read = shared.get(number) if shared else None
        if read is None:
            message = self._spool.read(number)
            read = message, regions(message.text)
            if shared is not None and len(shared) < _SHARED and self._spool.size(number) < _SMALL:
                shared[number] = read
        return Turn(Side.CONTACT if self._ledger.authors[number] == contact else Side.PERSON, *read)

    def _contact(self, turns: tuple[Turn, ...]) -> Contact:
        """The contact as shown in these turns: the first name that their address was shown with."""
        authors = [turn.message.author for turn in turns if turn.side is Side.CONTACT]
        shown = next((author for author in authors if author.name), authors[0])
        return Contact((shown,), shown.name, self._claims.get(shown.key, ()))


def _claim(known: Acquaintance) -> str:
    words = " at ".join(part for part in (known.position.strip(), known.employer.strip()) if part)
    return f"{words} (as shown on the network)" if words else ""


def _id(contact: str, person: str, channel: str, part: int) -> str:
    """The same for the same contact, person and channel whenever and wherever it is read."""
    named = "\0".join((contact, person, channel, *([str(part)] if part else [])))
    return hashlib.blake2b(named.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _gaps(all_messages: int, here: int) -> tuple[Gap, ...]:
    if here == all_messages:
        return ()
    why = f"it has {all_messages} messages; these {here} were judged by themselves"
    return (Gap("a long correspondence as a whole", "this conversation", why),)
