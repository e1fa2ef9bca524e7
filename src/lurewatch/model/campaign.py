"""Conversations joined by links."""

from dataclasses import dataclass
from typing import NamedTuple


class TraitShared(NamedTuple):
    """A trait that two conversations share (or differ in), its part of the link's decibans, and a sentence."""

    trait: str
    decibans: float
    detail: str


class Decided(NamedTuple):
    """What a person decided of two conversations, by their ids: bound together or kept apart, and why."""

    a: str
    b: str
    bound: bool
    reason: str


class Link(NamedTuple):
    """Two conversations, by their ids in order, and why they belong together; `decibans` is the sum of the traits.

    `apart` where the contacts appear as different parties; `bound` is why a person bound them, if one did.
    """

    a: str
    b: str
    decibans: float
    traits: tuple[TraitShared, ...]
    apart: bool = False
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """Conversations of two or more of our people, joined by links; ids and links in order.

    `bulk` where it is one text sent to many, or a newsletter: recognised, and set apart; `reason` says why. What a
    link has to outweigh is `prior_decibans`: the log-odds that two conversations at random are of one campaign.
    """

    id: str
    bulk: bool
    conversations: tuple[str, ...]
    people: int
    links: tuple[Link, ...]
    prior_decibans: float = 0.0
    reason: str = ""
