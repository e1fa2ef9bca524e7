"""Generates campaigns, shares them, looks for leaks: `python -m evaluation.leaks [CAMPAIGNS [SEED]]`."""

import sys

from evaluation.leaks.measured import measured


def main(arguments: list[str]) -> int:
    """Prints what was found; 1 where anything leaked."""
    count, seed = (*map(int, arguments), *(10_000, 1)[len(arguments) :])
    outcome = measured(count, seed)
    print(f"{outcome.campaigns:,} campaigns; {outcome.left:,} bulletins left in {outcome.size:,} bytes")
    print(f"{outcome.handles:,} handles and {outcome.templates:,} templates in them, each counted once")
    print(f"stopped at the door: {dict(outcome.stopped) or 'none'}")
    print(f"leaked: {dict(outcome.leaked) or 'none'}")
    return bool(outcome.leaked)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
