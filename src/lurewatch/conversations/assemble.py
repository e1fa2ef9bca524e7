"""Messages joined into conversations."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lurewatch.conversations.compose import Composer
from lurewatch.conversations.copies import Copies
from lurewatch.conversations.gathering import gathered
from lurewatch.conversations.guess import find_owners
from lurewatch.conversations.identity import Owners, parse_apart
from lurewatch.conversations.join_rules import find_joins
from lurewatch.conversations.ledger import Ledger
from lurewatch.conversations.material import Material
from lurewatch.conversations.mentions import Mentions
from lurewatch.conversations.pairs import Pairs
from lurewatch.conversations.reports import Reports
from lurewatch.conversations.servers import find_servers
from lurewatch.conversations.spool import Spool
from lurewatch.conversations.spotting import key_of
from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.conversation import Conversation
from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message

_UNKNOWN = "nobody takes part in more of it than others; each was read as a contact; name your own with --owner"


class Assembly:
    """Takes messages as they are read, and then gives the conversations that they make.

    `owners` are handles of ours: e-mail addresses, domains (`@lab.example`), profile URLs; guessed where none of them
    takes part. `apart` are pairs of handles (`A=B`) that are not to be joined; UsageError where one is not that.
    `servers` are mail servers whose results on a sender are believed; guessed when absent. A message that is not
    wanted is passed over, wherever it stands. First everything is added, then the rest is asked for. Of each message
    some sixty bytes stay in memory.
    """

    def __init__(
        self,
        owners: Sequence[str] = (),
        apart: Sequence[str] = (),
        servers: Sequence[str] = (),
        is_wanted: Callable[[Message], bool] = lambda message: True,
    ) -> None:
        self.gaps: list[Gap] = []
        self._given = tuple(owners)
        self._apart = tuple(map(parse_apart, apart))
        self._servers = tuple(servers)
        self._spool = Spool()
        self._ledger = Ledger()
        self._mentions = Mentions()
        self._reports = Reports()
        self._is_wanted = is_wanted
        self._claims: dict[str, tuple[str, ...]] = {}
        self._lists: list[tuple[str, ...]] = []
        self._owners: Owners | None = None
        self._plan: _Plan | None = None

    def add(self, item: Message | Acquaintance | Export) -> None:
        """Take a message, what a network's list says of somebody, or what belongs to one export and whose it is."""
        if isinstance(item, Export):
            self._ledger.know(item)
            return
        if isinstance(item, Acquaintance):
            self._acquaint(item)
            return
        number = len(self._ledger)
        if self._enter(item):
            self._reports.note(number, item)

    def _enter(self, message: Message) -> bool:
        """Whether a message is wanted; then it is kept."""
        if not self._is_wanted(message):
            return False
        self._mentions.add(len(self._ledger), message)
        self._spool.add(message)
        self._ledger.add(message)
        return True

    def _acquaint(self, known: Acquaintance) -> None:
        handles = (known.handle, *known.also)
        claim = _claim(known)
        for handle in handles:
            claims = self._claims.get(handle.key, ())
            if claim and claim not in claims:
                self._claims[handle.key] = (*claims, claim)
        if keys := [key for key in map(key_of, handles) if key]:
            self._lists += [tuple(keys)] if len(keys) > 1 else []

    def owners(self) -> Owners:
        """Who is ours, whether that was guessed, and a sentence that says how."""
        if self._owners is None:
            self._owners = find_owners(self._given, self._ledger)
            self.gaps.extend(Gap("who is ours", source, _UNKNOWN) for source in self._owners.unknown)
            if len(self._ledger) and not (self._owners.handles | self._owners.domains or self._owners.unknown):
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
        """Each conversation between a contact and one of ours, messages in order of time; see `contacts`."""
        return (conversation for contact in self.contacts() for conversation in contact)

    def contacts(self) -> Iterator[Iterator[Conversation]]:
        """The conversations, those of one contact together, each set to be taken before the next is asked for.

        A message to five of ours stands in five conversations; a copy of a message, read twice or reported twice,
        counts once, and tells who reported it. Mail among ours is given too, marked `internal`, with the one who wrote
        first as contact. What only ours wrote is not given, nor are their reports. Handles that are one contact's make
        one conversation with each of ours who can know it.
        """
        plan = self._plan = self._plan or self._planned()
        for holder in range(len(plan.composer.keys)):
            holders = sorted(plan.composer.joins.holders.of(holder))
            if holders[0] == holder and (found := gathered(holders, plan.pairs, plan.composer.joins, self._ledger)):
                yield plan.composer.conversations(found)

    def _planned(self) -> "_Plan":
        """Who shares messages with whom, and what belongs together: found once, however often it is asked for."""
        owners, ledger = self.owners(), self._ledger
        keys, ours = self._marked(owners)
        servers = find_servers(self._servers, ledger, ours, keys)
        self._reports.settle(owners, ledger, self._spool, self._enter)
        keys, ours = self._marked(owners)  # anew: with those who stand in what was forwarded inline
        numbers = {key: number for number, key in enumerate(keys) if ours[number]}
        pairs = Pairs(ledger, ours, {group: numbers[key] for group, key in owners.alone.items()}, self._reports)
        material = Material(ledger, self._spool, pairs, ours, keys, self._mentions, servers)
        joins = find_joins(material, self._lists, self._apart)
        copies = Copies(ledger, self._spool, self._reports)
        return _Plan(pairs, Composer(ledger, self._spool, ours, keys, joins, self._claims, servers, copies))

    def _marked(self, owners: Owners) -> tuple[list[str], bytearray]:
        """The keys of all people by number, and which of them are ours."""
        keys = [self._ledger.key(person) for person in self._ledger.people]
        return keys, bytearray(map(owners.is_ours, keys))


class _Plan(NamedTuple):
    """The pairs of all holders, and what makes conversations of them."""

    pairs: Pairs
    composer: Composer


def _claim(known: Acquaintance) -> str:
    words = " at ".join(part for part in (known.position.strip(), known.employer.strip()) if part)
    return f"{words} (as shown on the network)" if words else ""
