"""Starts Lurewatch from the shell: `lurewatch`, or `python -m lurewatch`."""

import sys

from lurewatch.cli.commands import run
from lurewatch.cli.launchers import Ask, Launchers


def main() -> int:
    """Runs what the command line asks for, and gives the exit code."""
    return run(launchers=Launchers(_second_opinion))


def _second_opinion(url: str, model: str) -> Ask:
    from lurewatch.jobs.second_opinion import asker  # noqa: PLC0415  nothing of the network is loaded unless asked for

    return asker(url, model)


if __name__ == "__main__":
    sys.exit(main())
