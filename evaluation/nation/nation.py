"""What each organisation of a nation hands over: approaches that were seen, ordinary mail, and what goes wrong."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

import numpy as np

from evaluation.nation.plan import DAYS, WAYS, Plan
from evaluation.nation.wordings import Approaches, Everyday, Turn
from evaluation.nation.world import Bools, World, seen, world
from evaluation.planted.words import word

_FIRST = datetime(2026, 1, 5, tzinfo=UTC)
_FUTURE = timedelta(days=5 * 365)
_MEAN = 2.5  # messages of an ordinary conversation
_FREE = ("gmail.com", "outlook.com", "proton.me", "gmx.net")
_NAMES = 2_000


class Sent(NamedTuple):
    """A row: a conversation as its organisation has it, and the ways by which it was seen."""

    line: bytes
    seen_by: list[str]


class Nation:
    """A nation under a plan; organisations are made one by one, each the same whatever was made before."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.world: World = world(plan)
        self.seen: Bools = seen(self.world, plan.seeing, np.random.default_rng([plan.seed, 1]))
        self._approaches = Approaches()
        self._everyday = Everyday()
        self._index = _index_in_persona(self.world)
        rng = np.random.default_rng([plan.seed, 3])
        self._doubles = rng.random(plan.organisations) < plan.double
        self._names = _names()
        self._shares = self.world.people / self.world.people.sum()

    def rows(self, organisation: int) -> Iterator[Sent]:
        """What an organisation hands over: approaches that it saw, ordinary conversations, repetitions."""
        rng = np.random.default_rng([self.plan.seed, 4, organisation])
        self._everyday.begin((self.plan.seed, 5, organisation))
        for approach in np.flatnonzero(self.world.organisation == organisation).tolist():
            if self.seen[approach].any():
                yield from self._approach(organisation, approach, rng)
        conversations = rng.poisson(self.plan.messages * self._shares[organisation] / _MEAN)
        for number in range(conversations):
            yield self._ordinary(organisation, number, rng)

    def _approach(self, organisation: int, approach: int, rng: np.random.Generator) -> Iterator[Sent]:
        ways = [way for way, by in zip(WAYS, self.seen[approach].tolist(), strict=True) if by]
        ahead = self._ahead(rng)
        yield Sent(self.approach(approach, ahead=ahead), ways)
        if self._doubles[organisation] and WAYS[0] in ways:
            yield Sent(self.approach(approach, "-again", ahead), [WAYS[0]])

    def approach(self, number: int, again: str = "", ahead: timedelta = timedelta()) -> bytes:
        """An approach as its organisation would hand it over, seen or not."""
        given = self.world
        persona = int(given.persona[number])
        turns = self._approaches.conversation(persona, self._index[number], self.plan.seed)
        contact = self._contact(10**9 + persona, is_free=persona % 2 == 0)
        start = _FIRST + timedelta(days=int(given.day[number]), hours=10) + ahead
        known = int(given.organisation[number]), int(given.person[number]), contact, start
        return _line(f"a{number}{again}", known, turns)

    def _ahead(self, rng: np.random.Generator) -> timedelta:
        return _FUTURE if rng.random() < self.plan.future else timedelta()

    def _ordinary(self, organisation: int, number: int, rng: np.random.Generator) -> Sent:
        people = int(self.world.people[organisation])
        count = min(8, int(rng.geometric(1 / _MEAN)))
        lengths = rng.integers(2, 7, count).tolist()
        person, of_house, start = int(rng.random() * people), rng.random(), int(rng.integers(0, DAYS * 1440))
        who = int(rng.random() * max(1, people * 8)) + (organisation << 16 if of_house < 0.8 else 1 << 40)
        texts = [self._everyday.text(length) for length in lengths]
        turns = [Turn("contact" if at % 2 == 0 else "person", text) for at, text in enumerate(texts)]
        began = _FIRST + timedelta(minutes=start) + self._ahead(rng)
        known = organisation, person, self._contact(who, is_free=who % 3 == 0), began
        ways = [WAYS[1], *([WAYS[0]] if rng.random() < self.plan.false_reports else [])]
        return Sent(_line(f"o{number}", known, turns), ways)

    def _contact(self, who: int, *, is_free: bool) -> tuple[str, str]:
        """The name and address of whoever has this number."""
        first, last, house = (self._names[who * prime % _NAMES] for prime in (7919, 104729, 15485863))
        host = _FREE[who % len(_FREE)] if is_free else f"{house}-{self._names[who // 4 % _NAMES]}.example"
        return f"{first.capitalize()} {last.capitalize()}", f"{first}.{last}{who % 997}@{host}"


def _names() -> list[str]:
    random = Random(9)  # noqa: S311  repeatable by design
    return [word(random, 2) for _ in range(_NAMES)]


def _index_in_persona(given: World) -> list[int]:
    """Of each approach, the how-manieth it is of its persona."""
    at: dict[int, int] = {}
    found = []
    for persona in given.persona.tolist():
        found.append(at.get(persona, 0))
        at[persona] = found[-1] + 1
    return found


def name_of(organisation: int) -> str:
    """An organisation's key."""
    return f"org{organisation:05d}"


def _line(id_: str, known: tuple[int, int, tuple[str, str], datetime], turns: list[Turn]) -> bytes:
    organisation, person, (name, address), start = known
    house = name_of(organisation)
    sent = (f"{start + timedelta(hours=20 * at):%Y-%m-%dT%H:%M:%SZ}" for at in range(len(turns)))
    told = [{"from": side, "sent_at": at, "text": text} for (side, text), at in zip(turns, sent, strict=True)]
    contact = {"name": name, "handles": [address]}
    value = {"id": f"{house}/{id_}", "organisation": house, "person": f"t{person:05d}", "channel": "email"}
    return json.dumps(value | {"contact": contact, "messages": told}).encode()
