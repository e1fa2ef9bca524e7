"""Writes a nation: `python -m evaluation.nation FOLDER [ORGANISATIONS [MESSAGES [SEED]]]`."""

import sys
from pathlib import Path

from evaluation.nation.plan import Plan
from evaluation.nation.written import write


def main(arguments: list[str]) -> int:
    """The folder gets `handed`, a file for each organisation, and the truth beside."""
    given = [int(one) for one in arguments[1:]]
    organisations, messages, seed = (*given, *(100, 10_000, 1)[len(given) :])
    write(Plan(organisations, messages, seed), Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
