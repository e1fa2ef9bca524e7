"""Campaigns from links: what hangs together on average, so that one link never chains two groups into one."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.candidates import Numbers

Pair = tuple[int, int]

_MOST = 30.0  # decibans of one link that count: it speaks for its two ends, not for all the others
_LARGE = 1_000  # parts of one component beyond which it is left apart: nobody could look through it


def components(count: int, a: Numbers, b: Numbers) -> Numbers:
    """For each of so many, the smallest number that it hangs together with."""
    labels = np.arange(count)
    while True:
        before = labels
        labels = before.copy()
        np.minimum.at(labels, a, before[b])
        np.minimum.at(labels, b, before[a])
        labels = labels[labels]
        if np.array_equal(labels, before):
            return labels


def groups(
    links: Mapping[Pair, float],
    copies: Iterable[Pair],
    wished: Mapping[Pair, bool],
    marks: Sequence[int],
    unlinked: float,
) -> list[list[int]]:
    """Groups of two or more, by average linkage of the links' decibans above the prior, whatever their order.

    Copies of one text are never parted, unless a person parts them. `marks` break ties, so that the same conversations
    give the same groups however they are numbered. `wished` says which two (`a < b`) a person bound, or cut.
    `unlinked` is what a pair counts that has nothing in common, in decibans; no link counts less.
    """
    parted = {one for pair, bound in wished.items() if not bound for one in pair}
    held = {pair for pair in copies if parted.isdisjoint(pair)} | {pair for pair, bound in wished.items() if bound}
    strong = held | {pair for pair, decibans in links.items() if decibans > 0 and wished.get(pair, True)}
    numbers = sorted({one for pair in strong for one in pair}, key=lambda one: marks[one])
    found, whole = [], _together(numbers, strong)
    of = {number: at for at, members in enumerate(whole) for number in members}
    held_in, links_in, wished_in = _inside(held, of), _inside(links, of), _inside(wished, of)
    for at, members in enumerate(whole):
        parts = _together(members, held_in.get(at, ()))
        between = {pair: links[pair] for pair in links_in.get(at, ())}
        decided = {pair: wished[pair] for pair in wished_in.get(at, ())}
        found += _merged(parts, between, decided, unlinked)
    return [sorted(group) for group in found if len(group) > 1]


def _inside(pairs: Iterable[Pair], of: Mapping[int, int]) -> dict[int, list[Pair]]:
    """The pairs that lie in one component, by component, in one pass: there are as many components as pairs."""
    found: dict[int, list[Pair]] = {}
    for a, b in pairs:
        if (at := of.get(a)) is not None and at == of.get(b):
            found.setdefault(at, []).append((a, b))
    return found


def _together(numbers: Sequence[int], pairs: Iterable[Pair]) -> list[list[int]]:
    """Numbers by what the pairs join, in the order of the first of each."""
    place = {number: at for at, number in enumerate(numbers)}
    ends = np.array([(place[a], place[b]) for a, b in pairs], np.int64).reshape(-1, 2)
    found: dict[int, list[int]] = {}
    for number, label in zip(numbers, components(len(numbers), ends[:, 0], ends[:, 1]).tolist(), strict=True):
        found.setdefault(label, []).append(number)
    return list(found.values())


def _merged(
    parts: list[list[int]], links: Mapping[Pair, float], wished: Mapping[Pair, bool], unlinked: float
) -> list[list[int]]:
    """Parts of one component merged two by two, as long as the average of what lies between them is for it."""
    if not 1 < len(parts) <= _LARGE:
        return parts
    between, sizes = _between(parts, links, wished, unlinked), np.array([float(len(part)) for part in parts])
    alive = np.ones(len(parts), bool)
    while True:
        mean = np.where(np.outer(alive, alive), between / np.outer(sizes, sizes), -np.inf)
        np.fill_diagonal(mean, -np.inf)
        i, j = sorted(divmod(int(np.argmax(mean)), len(parts)))
        if not mean[i, j] > 0:
            return [parts[at] for at in np.flatnonzero(alive)]
        between[i] += between[j]
        between[:, i] += between[:, j]
        sizes[i] += sizes[j]
        alive[j] = False
        parts[i] = parts[i] + parts[j]


def _between(
    parts: list[list[int]], links: Mapping[Pair, float], wished: Mapping[Pair, bool], unlinked: float
) -> NDArray[np.float64]:
    """For each two parts the sum over the pairs between them."""
    sizes = np.array([len(part) for part in parts])
    between = np.outer(sizes, sizes) * unlinked
    place = {number: at for at, part in enumerate(parts) for number in part}
    for pair, decibans in links.items():
        if pair[0] in place and pair[1] in place:
            i, j = place[pair[0]], place[pair[1]]
            counted = (min(max(decibans, unlinked), _MOST) if pair not in wished else 0.0) - unlinked
            between[i, j] += counted
            between[j, i] += counted
    for pair, bound in wished.items():
        if not bound and pair[0] in place and pair[1] in place:
            i, j = place[pair[0]], place[pair[1]]
            between[i, j] = between[j, i] = -np.inf
    return between
