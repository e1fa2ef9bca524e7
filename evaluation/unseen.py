"""How often the interval of an estimate of the unseen holds the truth, on made-up worlds whose truth is known.

`python -m evaluation.unseen RUNS SEED` prints a table: first worlds in which what the estimate takes for granted holds,
then worlds in which it does not, to show how far off it then is.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluation.metrics.proportion import share
from lurewatch.figures.histories import Histories
from lurewatch.figures.loglinear import in_all

Seen = NDArray[np.bool_]  # who was seen (rows) by which way (columns)
Draw = Callable[[np.random.Generator], Seen]


@dataclass(frozen=True, slots=True)
class World:
    """So many there are in truth; `draw` says who is seen by which way."""

    name: str
    truth: int
    draw: Draw


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many runs gave an estimate, in how many its interval held the truth, and the median of the estimates."""

    given: int
    held: int
    refused: int
    median: float


def independent(truth: int, *chances: float) -> World:
    """Everybody is as easily seen as the next, by ways that know nothing of each other."""
    said = ", ".join(f"{chance:.0%}" for chance in chances)
    return World(f"{truth} in truth, seen by {said}", truth, lambda rng: rng.random((truth, len(chances))) < chances)


def dependent(truth: int, *chances: float, again: float) -> World:
    """Whom the first way saw, the second sees with the chance `again` in place of its own."""

    def draw(rng: np.random.Generator) -> Seen:
        seen = rng.random((truth, len(chances))) < chances
        seen[:, 1] = np.where(seen[:, 0], rng.random(truth) < again, seen[:, 1])
        return seen

    said = ", ".join(f"{chance:.0%}" for chance in chances)
    return World(f"{truth}, seen by {said}; by the second {again:.0%} of the first's", truth, draw)


def uneven(truth: int, ways: int, easy: float, hard: float) -> World:
    """Half of them are easily seen by every way, and half hardly."""

    def draw(rng: np.random.Generator) -> Seen:
        chance = np.where(np.arange(truth) < truth // 2, easy, hard)
        return np.asarray(rng.random((truth, ways)) < chance[:, None])

    return World(f"{truth}, half of them seen by {easy:.0%}, half by {hard:.0%}, {ways} ways", truth, draw)


HOLDS = (
    independent(100, 0.3, 0.4),
    independent(100, 0.5, 0.5),
    independent(300, 0.2, 0.3),
    independent(200, 0.3, 0.3, 0.3),
    independent(500, 0.2, 0.3, 0.4),
    dependent(500, 0.3, 0.2, 0.4, again=0.7),
    independent(1000, 0.1, 0.2, 0.15, 0.1),
)
FAILS = (dependent(300, 0.3, 0.2, again=0.6), uneven(300, 2, 0.6, 0.1), uneven(300, 3, 0.6, 0.1))


def tried(world: World, runs: int, seed: int) -> Outcome:
    """The outcome of so many runs; those that are refused are counted apart."""
    rng = np.random.default_rng(seed)
    estimates = [in_all(_histories(world.draw(rng))) for _ in range(runs)]
    given = [one for one in estimates if one.total is not None and one.low is not None]
    held = sum((one.low or 0) <= world.truth and (one.high is None or world.truth <= one.high) for one in given)
    middle = float(np.median([one.total or 0.0 for one in given])) if given else float("nan")
    return Outcome(len(given), held, runs - len(given), middle)


def _histories(seen: Seen) -> Histories:
    table = np.zeros((2,) * seen.shape[1])
    np.add.at(table, tuple(seen.T.astype(np.int64)), 1)
    table.flat[0] = 0
    return Histories(tuple(f"way {number + 1}" for number in range(seen.shape[1])), table)


def main(arguments: Sequence[str]) -> None:
    """Prints the table."""
    runs, seed = int(arguments[0]), int(arguments[1])
    for title, worlds in (("What it takes for granted holds", HOLDS), ("It does not hold", FAILS)):
        print_table(title, worlds, runs, seed)


def print_table(title: str, worlds: Sequence[World], runs: int, seed: int) -> None:
    """Prints what became of each world, as Markdown."""
    print(f"| {title} | median estimate | 95 % intervals that hold the truth | refused |\n|---|---|---|---|")
    for world in worlds:
        found = tried(world, runs, seed)
        held = share(found.held, found.given)
        print(f"| {world.name} | {found.median:.0f} | {held} | {found.refused} of {runs} |", flush=True)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
