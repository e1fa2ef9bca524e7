"""Indicators seen, and what they weigh."""

from dataclasses import dataclass
from typing import NamedTuple


class Sighting(NamedTuple):
    """An indicator seen by a rule at a span of a message's text (code points), not yet weighed.

    A sighting from a header or from the course of a conversation has an empty span (start == end == 0). `strength`,
    from -1 to 1, is the share of the indicator's weight that it earns; what is simply seen earns all of it. `source`
    says in words where it comes from, where that is no text of the conversation.
    """

    indicator: str
    rule: str
    message: int
    start: int
    end: int
    strength: float = 1.0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sighting with its weight in decibans (after caps; below zero speaks against), exact quote and reason."""

    indicator: str
    rule: str
    family: str
    decibans: float
    message: int
    start: int
    end: int
    quote: str
    reason: str
    innocent: str = ""
