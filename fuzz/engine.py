"""One target under the fuzzing engine, in a process of its own that never returns: `python -m fuzz.engine TARGET ...`.

What follows the target's name are libFuzzer's own options and folders. Only our modules are instrumented.
"""

import sys
from random import Random

import atheris

with atheris.instrument_imports(include=["lurewatch"], exclude=["lurewatch.cli.harmless"]):
    from fuzz.targets import targets

from fuzz.mutate.change import changed


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    return changed(data, most, Random(seed), atheris.Mutate)  # noqa: S311  # seeded by the engine


def main(arguments: list[str]) -> None:
    """Fuzzes the target named first until the engine's options or a broken claim end the process."""
    target = targets()[arguments[0]]
    for seed in target.seeds:
        target(seed)  # what is loaded at first use is no news of the first input
    atheris.Setup(["fuzz", *arguments[1:]], target, custom_mutator=_mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
