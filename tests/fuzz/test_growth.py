"""How time is seen to grow."""

from random import Random

from fuzz.growth import Growth, growths
from fuzz.targets import Target

from lurewatch.sources.interface import Limits

SIZES = (20_000, 200_000)


def test_ten_times_as_long_for_ten_times_as_many() -> None:
    """It is in step."""
    assert not Growth(0.1, 1.0, SIZES, b"").is_suspect


def test_a_hundred_times_as_long_for_ten_times_as_many() -> None:
    """It is suspect, and more so when it goes on like that."""
    assert Growth(0.01, 1.0, SIZES, b"").is_suspect
    assert Growth(0.01, 1.0, SIZES, b"", (4.0, 16.0)).is_suspect


def test_a_time_without_end() -> None:
    """It is suspect, however it goes on."""
    assert Growth(0.01, 9.0, SIZES, b"", (18.0, 36.0)).is_suspect


def test_work_that_begins_at_a_bound() -> None:
    """It is not suspect, since it goes on in step: here from two thirds of the larger input."""
    assert not Growth(0.01, 0.7, SIZES, b"", (2.7, 6.7)).is_suspect


def test_a_short_time() -> None:
    """Nothing is said of it: the clock is too coarse."""
    assert not Growth(0.0001, 0.1, SIZES, b"").is_suspect


def test_what_is_measured() -> None:
    """Each input is made at two sizes, and a linear target is never suspect."""
    seen: list[int] = []

    def run(data: bytes, _: Limits) -> None:
        seen.append(len(data))

    growing = growths(Target("counted", run, (b"a" * 50,)), Random(1))  # noqa: S311  # the same each time
    assert not any(next(growing).is_suspect for _ in range(3))
    assert [size >= SIZES[at % 2] for at, size in enumerate(seen)] == [True] * 6
