"""Which bulletins count: the last revision of each series, and none that was recalled."""

import random
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from tests.sharing.received.sent import OTHER, bulletin, revised

from lurewatch.sharing.received.current import current


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    """Whatever order they come in, the last revision alone counts."""
    first = bulletin()
    second, third = revised(first, 2, address="a@one.example"), revised(first, 3, address="a@two.example")

    assert all(current(order) == [third] for order in permutations([first, second, third]))


def test_a_recall_takes_the_bulletin_away_whatever_order_it_came_in() -> None:
    """Nothing of a recalled series counts, and the rest stays."""
    first, other = bulletin(), bulletin("ivo@larkmere.example")
    recall = revised(first, 2, recalled=True)

    assert all(current(order) == [other] for order in permutations([first, recall, other]))


def test_a_recall_and_a_correction_of_one_number_are_a_recall() -> None:
    """Where a sender's two revisions have one number, the cautious one holds."""
    first = bulletin()
    both = [revised(first, 2, recalled=True), revised(first, 2, address="a@one.example")]

    assert current([first, *both]) == current([*both[::-1], first]) == []


def test_another_sender_neither_recalls_nor_corrects() -> None:
    """Whoever names a series that is not theirs changes nothing of it."""
    first = bulletin()

    assert first in current([first, revised(first, 2, sender=OTHER, recalled=True)])
    assert first in current([first, revised(first, 2, sender=OTHER, address="a@one.example")])


@given(st.randoms(use_true_random=False))
def test_order_changes_nothing(order: random.Random) -> None:
    """The bulletins that count are the same in whatever order all of them came."""
    ones = [bulletin(f"a{at}@one.example") for at in range(4)]
    some = [*ones, revised(ones[0], 2, recalled=True), revised(ones[1], 2, address="b@one.example")]
    shuffled = order.sample(some, len(some))

    assert current(shuffled) == current(some)
