"""Writes material as JSON Lines: `python -m evaluation.planted ORDINARY CAMPAIGNS TEMPLATES FILE`."""

import sys
from pathlib import Path

from evaluation.planted.material import Amounts, records


def main(arguments: list[str]) -> int:
    """Writes the file."""
    ordinary, campaigns, templates = (int(one) for one in arguments[:3])
    with Path(arguments[3]).open("wb") as out:
        out.writelines(one.line for one in records(Amounts(ordinary, campaigns, templates)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
