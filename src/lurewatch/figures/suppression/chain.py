"""A chain of tables as a network: a margin for each class, and a number for each class with one of the next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from lurewatch.figures.suppression.network import Arc, Network, Node
from lurewatch.figures.suppression.rule import Behind, behind
from lurewatch.model.published import Part, Rule

_ENDS: tuple[Node, Node] = (("from",), ("to",))

At = tuple[int, tuple[str, ...]]  # a dimension's place; one class of it, or one with one of the next dimension


class Group(NamedTuple):
    """Numbers, by their arcs, that add up to another: a margin, or to the total where that is None."""

    of: int | None
    arcs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """The numbers of a chain, each by its place, with who stands behind it; in the order of the network's arcs."""

    numbers: Mapping[At, Behind]
    network: Network
    groups: tuple[Group, ...]
    parts: tuple[Sequence[Part], ...]


def laid(parts: Iterable[Part], dimensions: int, rule: Rule) -> Laid:
    """The network of some approaches. A pair of classes that nobody is in is hidden like a small one."""
    gathered: dict[At, list[Part]] = {}
    for part in parts:
        for at in _places(part.of):
            gathered.setdefault(at, []).append(part)
    empty: dict[At, list[Part]] = {at: [] for at in _pairs(gathered, dimensions) if at not in gathered}
    every: dict[At, list[Part]] = dict(sorted((gathered | empty).items()))
    numbers = {at: behind(found, rule) for at, found in every.items()}
    network = Network([_arc(at, one, dimensions) for at, one in numbers.items()])
    return Laid(numbers, network, tuple(_groups(numbers, dimensions)), tuple(every.values()))


def _places(of: Sequence[str]) -> Iterator[At]:
    yield from ((place, (one,)) for place, one in enumerate(of))
    yield from ((place, pair) for place, pair in enumerate(pairwise(of)))


def _pairs(found: Iterable[At], dimensions: int) -> Iterator[At]:
    classes: list[list[str]] = [[] for _ in range(dimensions)]
    for place, one in found:
        if len(one) == 1:
            classes[place].extend(one)
    for place, (these, those) in enumerate(pairwise(classes)):
        yield from ((place, (a, b)) for a in these for b in those)


def _groups(numbers: Iterable[At], dimensions: int) -> Iterator[Group]:
    arcs = {at: arc for arc, at in enumerate(numbers)}
    members: dict[tuple[int, str, bool], list[int]] = {}
    for (place, classes), arc in arcs.items():
        if len(classes) == 2:
            members.setdefault((place, classes[0], True), []).append(arc)
            members.setdefault((place + 1, classes[1], False), []).append(arc)
    for place in range(dimensions):
        yield Group(None, tuple(arc for (of, classes), arc in arcs.items() if of == place and len(classes) == 1))
    for (place, one, _), found in members.items():
        yield Group(arcs[place, (one,)], tuple(found))


def _arc(at: At, one: Behind, dimensions: int) -> Arc:
    """A class is named, so it is not empty; a pair may be."""
    return Arc(_tail(at), _head(at, dimensions), one.count, floor=1 if len(at[1]) == 1 else 0)


def _tail(at: At) -> Node:
    place, classes = at
    if len(classes) == 2:
        return ("out", place, classes[0])
    return ("in", place, classes[0]) if place else _ENDS[0]


def _head(at: At, dimensions: int) -> Node:
    place, classes = at
    if len(classes) == 2:
        return ("in", place + 1, classes[1])
    return ("out", place, classes[0]) if place < dimensions - 1 else _ENDS[1]
