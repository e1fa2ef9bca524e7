"""Whether a number may be shown by itself, and how far a hidden one has to stay open."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from math import ceil

from lurewatch.model.published import Part, Rule

_OPEN = 5  # a large hidden number stays open by one part in so many, to both sides


@dataclass(frozen=True, slots=True)
class Behind:
    """Who stands behind a number: how many people, how many organisations, and how much of it each contributor carries.

    A contributor is an organisation, or a person where the rule does not ask for organisations.
    """

    count: int
    people: int
    organisations: int
    carried: Mapping[str, int]


NOBODY = Behind(0, 0, 0, {})


def behind(parts: Iterable[Part], rule: Rule) -> Behind:
    """Who stands behind some approaches. People of two organisations are two, whatever their keys."""
    people = Counter((one.organisation, one.person) for one in parts)
    organisations = Counter[str]()
    for (organisation, _), count in people.items():
        organisations[organisation] += count
    each = {f"{organisation}\0{person}": count for (organisation, person), count in people.items()}
    return Behind(people.total(), len(people), len(organisations), organisations if rule.organisations > 1 else each)


def is_safe(one: Behind, rule: Rule) -> bool:
    """Whether a number may be shown, as far as it alone is concerned. Nothing at all is no number."""
    first, second = (*nlargest(2, one.carried.values()), 0, 0)[:2]
    return (
        one.people >= rule.people
        and one.organisations >= rule.organisations
        and first <= rule.most * one.count
        and one.count - first - second >= rule.left * first
    )


def openness(number: int, floor: int, rule: Rule) -> tuple[int, int]:
    """How far a hidden number must be able to lie below and above what it is, for everybody.

    A small one: down to the least that all know of it, up to as many as may be shown. A large one: a fifth to both
    sides.
    """
    if number < rule.people:
        return number - floor, rule.people - number
    return ceil(number / _OPEN), ceil(number / _OPEN)


def openness_within(number: int, known: int, rule: Rule) -> tuple[int, int]:
    """The same for a contributor that knows so much of the number to be its own, or there: only the rest is open.

    A small rest: down to nothing, and up. A large one: a fifth to both sides.
    """
    rest = number - known
    if rest < rule.people:
        return rest, min(rest, 1)
    return ceil(rest / _OPEN), ceil(rest / _OPEN)
