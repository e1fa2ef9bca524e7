"""How rare word pairs are, counted in one go or in parts."""

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lurewatch.linking.rarity import COMMON, Rarity

PAIRS = st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=30, unique=True), max_size=6)


def counted(conversations: list[list[int]]) -> Rarity:
    """The counts over conversations of so many word pairs each."""
    rarity = Rarity()
    for one in conversations:
        rarity.count(np.array(sorted(one), np.uint32), 1)
    return rarity


@settings(max_examples=20, deadline=None)
@given(PAIRS, PAIRS)
def test_two_parts_put_together(left: list[list[int]], right: list[list[int]]) -> None:
    """What two parts counted adds up to what one counts over both."""
    whole, parts = counted(left + right), counted(left)
    parts.take(*counted(right).cells(), len(right))
    pairs = np.array([pair for one in left + right for pair in one], np.uint32)
    assert parts.here(pairs).tolist() == whole.here(pairs).tolist()
    assert parts.bits(pairs).tolist() == whole.bits(pairs).tolist()
    assert parts.population == whole.population


def test_counts_beyond_all_bounds() -> None:
    """Parts that have counted as far as they can stay there, and what is common stays common."""
    rarity = Rarity()
    for _ in range(3):
        rarity.take(np.array([5]), np.array([60_000]), 60_000)
    assert rarity.here(np.array([5 << 6], np.uint32)).tolist() == [65_535]
    assert rarity.bits(np.array([5 << 6], np.uint32)).tolist() == [0]


def test_counts_in_a_file(tmp_path: Path) -> None:
    """Counts that were written are the same where they are looked at in their file."""
    rarity = counted([[7, 1 << 20], [7]] * COMMON)
    rarity.write(tmp_path / "rarity.npy")
    pairs = np.array([7, 1 << 20, 99 << 10], np.uint32)
    again = Rarity.at(tmp_path / "rarity.npy", rarity.conversations)
    assert again.bits(pairs).tolist() == rarity.bits(pairs).tolist()
    assert again.population == rarity.population
