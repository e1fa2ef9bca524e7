"""The pairs of a contact, those of handles that were joined as one."""

import math
from collections.abc import Sequence

from lurewatch.conversations.joins import Joins
from lurewatch.conversations.ledger import Ledger
from lurewatch.conversations.pairs import NOBODY, Pair, Pairs


def gathered(holders: Sequence[int], pairs: Pairs, joins: Joins, ledger: Ledger) -> list[Pair]:
    """The pairs of contacts that are gathered at once, with joined handles merged for each person of ours."""
    if len(holders) == 1:
        return pairs.of(holders[0])
    groups: dict[object, list[Pair]] = {}
    for pair in (pair for holder in holders for pair in pairs.of(holder, unanswered=True)):
        handles = joins.contact_of(pair.contact, pair.person) if pair.person != NOBODY else [pair.contact]
        joined = (joins.self_of(pair.person), min(handles)) if len(handles) > 1 else None
        groups.setdefault(joined or (pair.contact, pair.person, pair.channel, ""), []).append(pair)
    return [_merged(group, joins, ledger) for group in groups.values()]


def _merged(group: list[Pair], joins: Joins, ledger: Ledger) -> Pair:
    """One pair of several, known by the one in which the contact wrote first, so that it keeps its id as more come."""
    first = min(group, key=lambda pair: _began(pair, ledger))
    if first.person == NOBODY:
        return first
    others = tuple(one for one in joins.contact_of(first.contact, first.person) if one != first.contact)
    messages = sorted({number for pair in group for number in pair.messages})
    return first._replace(messages=messages, others=others)


def _began(pair: Pair, ledger: Ledger) -> tuple[float, float]:
    """When the contact first wrote, and in which message; undated ones come last, and pairs in which they did not."""
    wrote = [number for number in pair.messages if ledger.authors[number] == pair.contact]
    times = [(math.inf if math.isnan(ledger.times[number]) else ledger.times[number], number) for number in wrote]
    return min(times, default=(math.inf, math.inf))
