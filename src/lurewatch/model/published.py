"""What may be published: numbers that stand, and numbers that are hidden."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Part(NamedTuple):
    """One approach as a chain of tables counts it: whose it is, and its class in each dimension, in the chain's order.

    `person` and `organisation` are only compared. An empty key counts as one person, one organisation.
    """

    person: str
    organisation: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a number needs to be shown.

    So many `people` behind it and so many `organisations`; nobody carries more than `most` of it; what the two largest
    leave over is at least `left` of the largest. `organisations` above one: these are who carries it; else people are.
    """

    people: int = 5
    organisations: int = 1
    most: float = 0.5
    left: float = 0.2


HOUSE, HUB = Rule(), Rule(organisations=3)


@dataclass(frozen=True, slots=True)
class Chain:
    """Tables that may be published together: each dimension by itself, and each with the next.

    `margins[i]` holds the classes of `dimensions[i]`, `pairs[i]` those of that dimension with the next. None stands for
    a number that is hidden; a class without anything in it is not there, which is to be shown as if it were hidden.
    `refused` says why nothing of it may be published; beyond the total, where that is there.
    """

    dimensions: tuple[str, ...]
    total: int | None = None
    margins: tuple[Mapping[str, int | None], ...] = ()
    pairs: tuple[Mapping[tuple[str, str], int | None], ...] = field(default=())
    refused: str = ""
