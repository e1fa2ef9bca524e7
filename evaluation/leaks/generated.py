"""Campaigns whose conversations are full of what must not leave, and the list of all of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import tomli

from evaluation.planted.words import Vocabulary, domain, firm, name, word
from lurewatch.conversations.regions import marked
from lurewatch.model.campaign import Campaign
from lurewatch.model.conversation import Contact, Conversation, Side, Turn
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place

_START = datetime(2026, 1, 5, 8, tzinfo=UTC)
_DAYS = 80
_TEXTS = tomli.loads(Path(__file__).with_name("texts.toml").read_text("utf-8"))
_OPENINGS, _FOLLOWING, _ANSWERS = _TEXTS["openings"], _TEXTS["following"], _TEXTS["answers"]


@dataclass(frozen=True, slots=True)
class Secrets:
    """What of our people's side stands in a campaign, by kind, as it was written."""

    names: tuple[str, ...]
    handles: tuple[str, ...]
    organisations: tuple[str, ...]
    topics: tuple[str, ...]
    said: tuple[str, ...]  # sentences that our people wrote, of eight words and more


@dataclass(frozen=True, slots=True)
class Made:
    """A campaign, its conversations, and what must not leave."""

    campaign: Campaign
    conversations: tuple[Conversation, ...]
    secrets: Secrets


@dataclass(frozen=True, slots=True)
class _Person:
    full: str
    address: str
    house: str
    host: str
    number: str


def made(count: int, seed: int) -> Iterator[Made]:
    """So many campaigns."""
    random = Random(seed)  # noqa: S311  repeatable by design
    words = Vocabulary(20_000, random)
    for number in range(count):
        yield _made(number, words, random)


def _made(number: int, words: Vocabulary, random: Random) -> Made:
    house = f"{word(random, 2).capitalize()} {random.choice(('Photonics', 'Systems', 'Labs', 'Institute'))}"
    host = f"{house.lower().replace(' ', '-')}.example"
    people = [_person(house, host, random) for _ in range(random.choice((2, 3, 5, 8)))]
    topics = tuple(f"{word(random, 2)} {random.choice(('resonator', 'lattice', 'doping', 'assay'))}" for _ in range(2))
    site = domain(firm(random), random)
    contact = _contact(people, site, host, random)
    opening, said = random.choice(_OPENINGS), []
    conversations = []
    for at, person in enumerate(people):
        sentence = " ".join([*(words.next() for _ in range(5)), "and", topics[0], *(words.next() for _ in range(5))])
        said.append(sentence)
        filled = _filler(person, people, topics, sentence, site)
        texts = [opening.format(**filled), random.choice(_ANSWERS).format(**filled)]
        texts += [one.format(**filled) for one in random.sample(_FOLLOWING, k=2)]
        conversations.append(marked(_conversation(f"m{number}-{at}", person, contact, texts, random)))
    campaign = Campaign(f"m{number}", bulk=False, conversations=tuple(one.id for one in conversations),
                        people=len(people), links=())  # fmt: skip
    names = tuple(one.full for one in people)
    handles = (*(one.address for one in people), *(one.number for one in people))
    return Made(campaign, tuple(conversations), Secrets(names, handles, (house, host), topics, tuple(said)))


def _person(house: str, host: str, random: Random) -> _Person:
    full = name(random)
    return _Person(full, f"{full.lower().replace(' ', '.')}@{host}", house, host, f"7{random.randrange(10**6, 10**7)}")


def _filler(person: _Person, people: Sequence[_Person], topics: Sequence[str], said: str, site: str) -> dict[str, str]:
    return {
        "full": person.full, "given": person.full.split()[0], "house": person.house, "host": person.host,
        "topic": topics[1], "said": said, "site": site, "address": person.address, "number": person.number,
        "local": person.address.partition("@")[0], "house_label": person.host.partition(".")[0],
        "colleague": people[0].full,
    }  # fmt: skip


def _contact(people: Sequence[_Person], site: str, host: str, random: Random) -> Contact:
    """A persona with handles of its own, and now and then one that is made of ours."""
    who, victim = name(random), people[0]
    local = victim.address.partition("@")[0]
    handles = [Handle(Platform.EMAIL, f"{who.split()[0].lower()}@{site}", who)]
    handles += random.sample(
        [
            Handle(Platform.EMAIL, f"bounce+{local}={host}@{site}"),
            Handle(Platform.EMAIL, f"office@{host.partition('.')[0]}-careers.example"),
            Handle(Platform.PROFILE, f"linkedin.example/in/{local.replace('.', '-')}-talent"),
            Handle(Platform.ACCOUNT, f"telegram/{local.replace('.', '')}"),
            Handle(Platform.NAME, victim.full.casefold(), victim.full),
            Handle(Platform.PROFILE, f"linkedin.example/in/{who.lower().replace(' ', '-')}"),
            Handle(Platform.PHONE, f"+44{random.randrange(10**8, 10**9)}"),
        ],
        k=random.randrange(4),
    )
    return Contact(tuple(handles), who)


def _conversation(id_: str, person: _Person, contact: Contact, texts: Sequence[str], random: Random) -> Conversation:
    ours, theirs = Handle(Platform.EMAIL, person.address, person.full), contact.handles[0]
    start = _START + timedelta(days=random.randrange(_DAYS))
    turns = []
    for number, text in enumerate(texts):
        side = Side.PERSON if number == 1 else Side.CONTACT
        author, recipient = (ours, theirs) if side is Side.PERSON else (theirs, ours)
        message = Message(f"{id_}/{number}", author, (recipient,), text, Channel.EMAIL, Place("generated", number),
                          start + timedelta(days=number))  # fmt: skip
        turns.append(Turn(side, message))
    return Conversation(id_, Channel.EMAIL, contact, tuple(turns), ours.key, person.house)
