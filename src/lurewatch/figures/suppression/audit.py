"""What somebody could still work out from what is shown, and whether that is too much."""

from collections.abc import Collection, Iterator
from itertools import chain

from lurewatch.figures.suppression.chain import Group, Laid
from lurewatch.figures.suppression.network import Move, Moved
from lurewatch.figures.suppression.rule import behind, is_safe, openness, openness_within
from lurewatch.model.published import Rule


def narrow(laid: Laid, hidden: Collection[int], rule: Rule) -> Iterator[Move]:
    """How every number that may not be shown should be able to move and cannot: for all, and for each contributor."""
    for arc, one in enumerate(laid.numbers.values()):
        if not one.count or is_safe(one, rule):
            continue
        floor = laid.network.arcs[arc].floor
        for wanted, up in zip(openness(one.count, floor, rule), (False, True), strict=True):
            move = Move(arc, up, wanted)
            moved = laid.network.flow(move, hidden)
            if moved.by < wanted or arc not in hidden:
                yield move
            else:
                yield from _narrow_within(laid, hidden, move, moved, rule)


def _narrow_within(laid: Laid, hidden: Collection[int], move: Move, moved: Moved, rule: Rule) -> Iterator[Move]:
    """The same for contributors. Those whose own numbers bear how it moved for everybody need no flow of their own."""
    behinds = list(laid.numbers.values())
    floor, number = laid.network.arcs[move.arc].floor, behinds[move.arc].count
    for who in sorted(_held_back(laid, moved) | {*behinds[move.arc].carried}):
        known = {arc: one.carried[who] for arc, one in enumerate(behinds) if who in one.carried}
        needs = openness_within(number, max(floor, known.get(move.arc, 0)), rule)
        own = Move(move.arc, move.up, needs[move.up], known)
        if laid.network.flow(own, hidden).by < own.wanted:
            yield own


def _held_back(laid: Laid, moved: Moved) -> set[str]:
    """Contributors who carry more of some number than was left of it when it shrank."""
    behinds = list(laid.numbers.values())
    shrunk = ((behinds[arc], by) for arc, by in moved.moved.items() if by < 0)
    return {who for one, by in shrunk for who, own in one.carried.items() if own > one.count + by}


def given_away(laid: Laid, hidden: Collection[int], rule: Rule) -> Iterator[Group]:
    """Where what is shown gives away a sum of hidden numbers that may not be shown itself."""
    for group in laid.groups:
        inside = [arc for arc in group.arcs if arc in hidden]
        parts = list(chain.from_iterable(laid.parts[arc] for arc in inside))
        if parts and (group.of is None or group.of not in hidden) and not is_safe(behind(parts, rule), rule):
            yield group


def interval(laid: Laid, hidden: Collection[int], arc: int) -> tuple[int, int]:
    """The least and the most that a number can be, for whoever knows what is shown."""
    number = laid.network.arcs[arc].number
    if arc not in hidden:
        return number, number
    total = sum(one.count for (place, classes), one in laid.numbers.items() if place == 0 and len(classes) == 1)
    low, high = (laid.network.flow(Move(arc, up, total), hidden).by for up in (False, True))
    return max(number - low, laid.network.arcs[arc].floor), number + high
