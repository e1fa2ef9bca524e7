"""What is fuzzed, run without the engine: the seeds, what earlier runs found, and changes to them."""

from random import Random

import pytest
from fuzz.growth import growths
from fuzz.mutate.change import changed, flipped
from fuzz.targets import SLOW, TARGETS

CHANGED = 60
GROWN = 3
each_target = pytest.mark.parametrize("name", TARGETS)


@each_target
def test_what_is_kept(name: str) -> None:
    """Under small bounds and the usual ones, no claim is broken by any seed or by what earlier runs found."""
    target = TARGETS[name]
    for data in (*target.seeds, *target.kept):
        target.both(data)


@each_target
def test_a_few_changes(name: str) -> None:
    """Nor by a seed in which a few things have been changed."""
    target, random = TARGETS[name], Random(name)  # noqa: S311  # the same each time
    for _ in range(CHANGED // 20 if name in SLOW else CHANGED):
        target(changed(random.choice(target.seeds), 8_192, random, flipped(random)))


@each_target
def test_growth(name: str) -> None:
    """What is ten times as long takes about ten times as long."""
    growing = growths(TARGETS[name], Random(name))  # noqa: S311  # the same each time
    found = [next(growing) for _ in range(1 if name in SLOW else GROWN)]
    assert [one.line() for one in found if one.is_suspect] == []
