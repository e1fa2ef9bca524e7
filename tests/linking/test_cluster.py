"""Groups from links: what hangs together on average, whatever the order."""

from collections.abc import Iterable, Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from lurewatch.linking import cluster
from lurewatch.linking.cluster import Pair

MARKS = list(range(100))
PAIRS = st.tuples(st.integers(0, 14), st.integers(0, 14)).filter(lambda pair: pair[0] < pair[1])
LINKS = st.dictionaries(PAIRS, st.floats(-20, 60), max_size=40)


def groups(
    links: Mapping[Pair, float], copies: Iterable[Pair], wished: Mapping[Pair, bool], marks: Sequence[int]
) -> list[list[int]]:
    """The groups, where two that have nothing in common count -6."""
    return cluster.groups(links, copies, wished, marks, -6.0)


def clique(*numbers: int, decibans: float = 30.0) -> dict[tuple[int, int], float]:
    """Links between all of these."""
    return {(a, b): decibans for a in numbers for b in numbers if a < b}


def test_two_groups_with_one_link_between() -> None:
    """One strong link between two groups of four does not chain them into one."""
    links = clique(0, 1, 2, 3) | clique(4, 5, 6, 7) | {(3, 4): 60.0}
    assert groups(links, [], {}, MARKS) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_a_third_that_one_of_two_knows() -> None:
    """Three of whom each neighbours share something are one group: a persona may change everything but one trait."""
    assert groups({(0, 1): 25.0, (1, 2): 25.0}, [], {}, MARKS) == [[0, 1, 2]]


def test_links_below_the_prior() -> None:
    """What does not outweigh the prior joins nothing."""
    assert groups({(0, 1): -0.1}, [], {}, MARKS) == []


def test_a_weak_link_beside_strong_ones() -> None:
    """Two that share a little do not hold their group apart more than two that share nothing."""
    links = {(0, 1): 30.0, (1, 2): 30.0, (2, 3): 30.0}
    weak = {(0, 2): -40.0, (0, 3): -40.0, (1, 3): -40.0}
    assert groups(links | weak, [], {}, MARKS) == groups(links, [], {}, MARKS) == [[0, 1, 2, 3]]


def test_copies_are_never_parted() -> None:
    """Copies of one text stay together though only neighbours among them were compared."""
    chain = [(n, n + 1) for n in range(40)]
    assert groups(dict.fromkeys(chain, 20.0), chain, {}, MARKS) == [list(range(41))]


def test_a_cut_among_copies() -> None:
    """A person's cut parts even copies, and only the two that it names."""
    found = groups(clique(0, 1, 2, 3), [(0, 1), (1, 2), (2, 3)], {(0, 3): False}, MARKS)
    assert all(not {0, 3} <= set(group) for group in found)
    assert any({1, 2} <= set(group) for group in found)


def test_what_a_person_bound() -> None:
    """Two that a person bound are together, whatever their link weighs."""
    assert groups({(0, 1): -50.0}, [], {(0, 1): True}, MARKS) == [[0, 1]]


@given(LINKS, st.permutations(range(15)))
def test_other_numbers(links: dict[tuple[int, int], float], numbers: list[int]) -> None:
    """The groups are the same however the conversations are numbered."""
    marks = [0] * 15
    for old, new in enumerate(numbers):
        marks[new] = old
    renumbered = {tuple(sorted((numbers[a], numbers[b]))): value for (a, b), value in links.items()}
    found = groups(renumbered, [], {}, marks)  # type: ignore[arg-type]
    back = {frozenset(numbers.index(one) for one in group) for group in found}
    assert back == {frozenset(group) for group in groups(links, [], {}, MARKS)}


@given(LINKS)
def test_nobody_twice(links: dict[tuple[int, int], float]) -> None:
    """Nobody is in two groups, and no group is of one."""
    found = [one for group in groups(links, [], {}, MARKS) for one in group]
    assert len(found) == len(set(found))
    assert all(len(group) > 1 for group in groups(links, [], {}, MARKS))


@given(LINKS)
def test_one_link_more_far_away(links: dict[tuple[int, int], float]) -> None:
    """A link between two others changes no group."""
    more = groups(links | {(50, 51): 40.0}, [], {}, MARKS)
    assert [50, 51] in more
    assert [group for group in more if group != [50, 51]] == groups(links, [], {}, MARKS)
