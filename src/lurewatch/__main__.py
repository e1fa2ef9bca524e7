"""Starts Lurewatch from the shell: `lurewatch`, or `python -m lurewatch`."""

import sys

from lurewatch.cli.commands import run


def main() -> int:
    """Runs what the command line asks for, and gives the exit code."""
    return run()


if __name__ == "__main__":
    sys.exit(main())
