"""Links material and tells what was found: `python -m evaluation.planted [ORDINARY [CAMPAIGNS [TEMPLATES [SEED]]]]`."""

import sys

from evaluation.planted.material import Amounts
from evaluation.planted.measured import measured
from evaluation.planted.planted import Level


def main(arguments: list[str]) -> int:
    """Prints a line for each level."""
    given = [int(one) for one in arguments]
    ordinary, campaigns, templates, seed = (*given, *(10_000, 3, 20, 1)[len(given) :])
    outcome = measured(Amounts(ordinary, campaigns, templates, seed=seed))
    for level in Level:
        pairs = f"{outcome.found[level]} of {outcome.planted[level]}"
        print(f"{level.name.lower():12} pairs found {pairs:>12}  {outcome.share(level):.3f}")
    print(f"{outcome.false} false pairs in {outcome.conversations:,}; {outcome.templates} templates called a campaign")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
