"""Bulk: one template of an agency or a salesperson, sent to many within days under one firm's addresses."""

from collections.abc import Sequence
from random import Random

from evaluation.planted.ordinary import DAYS
from evaluation.planted.record import Record
from evaluation.planted.words import domain, firm, name

_DAYS = 5 * 24 * 60


def template(number: int, text: str, persons: Sequence[tuple[str, str]], random: Random) -> list[Record]:
    """A template's conversations; two salespeople share it."""
    house = firm(random)
    host = domain(house, random)
    sellers = [name(random) for _ in range(2)]
    start = random.randrange(DAYS - _DAYS)
    found = []
    for index, person in enumerate(persons):
        who = random.choice(sellers)
        filled = f"Hi {person[0].split('@')[0].title()},\n\n{text}\n\nBest,\n{who}\n{house}"
        handles = [f"{who.split()[0].lower()}@{host}"]
        id_ = f"b{number}-{index}"
        found.append(Record(id_, *person, who, handles, [filled], start + random.randrange(_DAYS)))
    return found
