"""How often the interval holds the truth in a nation: `python -m evaluation.nation.coverage RUNS SEED`.

The nation stays as it is; who sees what is drawn anew in each run. Worlds in which what the estimate takes for granted
holds come first, then those in which it does not.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from evaluation.nation.plan import Plan, Seeing
from evaluation.nation.world import seen as seen_in
from evaluation.nation.world import world
from evaluation.unseen import Seen, World, print_table

ALIKE = Seeing(spread=0.0)
HOLDS = (
    ("all organisations alike, 2 ways", ALIKE, 2),
    ("all organisations alike, 3 ways", ALIKE, 3),
    ("organisations differ, each way by itself, 2 ways", Seeing(), 2),
    ("organisations differ, each way by itself, 3 ways", Seeing(), 3),
    ("what was reported is read more often (60%), 3 ways", replace(ALIKE, again=0.6), 3),
)
FAILS = (
    ("what was reported is read more often (60%), 2 ways", replace(ALIKE, again=0.6), 2),
    ("who reports well reads well (little), 3 ways", Seeing(together=True), 3),
    ("who reports well reads well (much), 3 ways", Seeing(spread=1.5, together=True), 3),
    ("half of the people three times as easily seen, 3 ways", replace(ALIKE, easy=3.0), 3),
)


def worlds(plan: Plan, cases: Sequence[tuple[str, Seeing, int]]) -> list[World]:
    """The nation of a plan under each way of seeing."""
    given = world(plan)

    def of(name: str, seeing: Seeing, ways: int) -> World:
        def draw(rng: np.random.Generator) -> Seen:
            return seen_in(given, seeing, rng)[:, :ways]

        return World(f"{given.approaches:,} approaches; {name}", given.approaches, draw)

    return [of(*case) for case in cases]


def main(arguments: Sequence[str]) -> None:
    """Prints the tables, of a nation with a million messages."""
    runs, seed = int(arguments[0]), int(arguments[1])
    plan = Plan(10_000, 1_000_000, seed)
    print_table("What it takes for granted holds", worlds(plan, HOLDS), runs, seed)
    print_table("It does not hold", worlds(plan, FAILS), runs, seed)


if __name__ == "__main__":
    main(sys.argv[1:])
