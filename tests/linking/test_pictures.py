"""How alike pictures are, and by what they are found."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lurewatch.linking.pictures import NEAR, apart, bands

BITS = st.integers(0, 2**256 - 1)


def written(bits: int) -> str:
    """Bits as a mark has them."""
    return f"{bits:064x}"


@given(BITS, st.integers(0, 255))
def test_one_bit(bits: int, at: int) -> None:
    """One bit that differs is a distance of one, and nearly all bands are the same."""
    one, other = written(bits), written(bits ^ (1 << at))
    assert apart(one, other) == 1
    assert 20 <= len(bands(one) & bands(other)) < 24


@given(BITS, BITS)
def test_any_two(bits: int, other: int) -> None:
    """Distance is the same either way, and none to itself."""
    assert apart(written(bits), written(other)) == apart(written(other), written(bits))
    assert apart(written(bits), written(bits)) == 0


@pytest.mark.parametrize(("differ", "least"), [(8, 1.0), (16, 0.97), (24, 0.8), (NEAR, 0.5)])
def test_how_many_are_found(differ: int, least: float) -> None:
    """Of pictures that differ in so many bits, at least this share has a band in common."""
    random = Random(7)  # noqa: S311  # a test must repeat
    found = 0
    for _ in range(500):
        bits = random.getrandbits(256)
        other = bits
        for at in random.sample(range(256), differ):
            other ^= 1 << at
        found += bool(bands(written(bits)) & bands(written(other)))
    assert found >= least * 500


def test_pictures_of_chance() -> None:
    """Of two thousand that have nothing to do with each other hardly two share a band."""
    random = Random(8)  # noqa: S311  # a test must repeat
    all_bands = [band for _ in range(2_000) for band in bands(written(random.getrandbits(256)))]
    assert len(all_bands) - len(set(all_bands)) < 20
