"""Pairs that share enough."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lurewatch.linking.candidates import Numbers, Things, pairs

POSTINGS = st.sets(st.tuples(st.integers(0, 30), st.integers(0, 19)), max_size=200)


def bits(things: Things) -> Numbers:
    """A thing weighs its number."""
    return things.astype(np.int64)


def found(postings: list[tuple[int, int]], least: tuple[int, int]) -> dict[tuple[int, int], tuple[int, int]]:
    """The pairs, with what each shares."""
    things, documents = (np.array([one[side] for one in postings], np.uint32) for side in (0, 1))
    rows = (column.tolist() for column in pairs(things, documents, bits, least))
    return {(a, b): (weight, shared) for a, b, weight, shared in zip(*rows, strict=True)}


def shared_by_each(postings: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """The same by pairing each with each."""
    who, shared = defaultdict(set), defaultdict[tuple[int, int], list[int]](list)
    for thing, document in postings:
        who[thing].add(document)
    for thing, documents in who.items():
        for pair in combinations(sorted(documents), 2):
            shared[pair].append(thing)
    return {pair: (sum(min(thing, 1023) for thing in things), len(things)) for pair, things in shared.items()}


@settings(deadline=None)
@given(POSTINGS, st.integers(0, 60), st.integers(0, 3))
def test_each_with_each(postings: set[tuple[int, int]], least: int, things: int) -> None:
    """Of few that share a thing each is paired with each, and what they share is added up, in whatever order."""
    wanted = {pair: both for pair, both in shared_by_each(postings).items() if both[0] >= least and both[1] >= things}
    assert found(sorted(postings), (least, things)) == wanted
    assert found(sorted(postings, reverse=True), (least, things)) == wanted


def test_many_that_share_a_thing() -> None:
    """Of many each is paired with its next neighbours alone, so that the work does not grow with the square."""
    many = [(7, document) for document in range(100)]
    assert set(found(many, (0, 1))) == {(a, b) for a in range(100) for b in range(a + 1, min(a + 4, 100))}


def test_more_than_one_part() -> None:
    """However many parts the work is done in, each pair is found once."""
    postings = [(thing, document) for thing in range(3000) for document in range(thing, thing + 20)]
    wanted = {pair: both for pair, both in shared_by_each(postings).items() if both[1] >= 2}
    assert found(postings, (0, 2)) == wanted
