"""One target under the fuzzing engine, in a process of its own that never returns: `python -m fuzz.engine TARGET ...`.

What follows the target's name are libFuzzer's own options and folders. Only our modules are instrumented.
"""

import sys
from random import Random

import atheris

# What makes words harmless runs over each sign of them, which says nothing new of a reader and costs the most.
with atheris.instrument_imports(include=["lurewatch"], exclude=["lurewatch.telling.harmless"]):
    from fuzz.targets import TARGETS, Target

from fuzz.mutate.change import changed


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    return changed(data, most, Random(seed), atheris.Mutate)  # noqa: S311  # seeded by the engine


def fuzz(target: Target, options: list[str]) -> None:
    """Fuzzes a target until the engine's options or a broken claim end the process."""
    for seed in target.seeds:
        target(seed)  # what is loaded at first use is no news of the first input
    atheris.Setup(["fuzz", *options], target, custom_mutator=_mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz(TARGETS[sys.argv[1]], sys.argv[2:])
