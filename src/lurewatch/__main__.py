"""Starts Lurewatch from the shell: `lurewatch`, or `python -m lurewatch`."""

import sys
from pathlib import Path

from lurewatch.cli.commands import run
from lurewatch.cli.launchers import Ask, Launchers, Tell
from lurewatch.errors import UsageError


def main() -> int:
    """Runs what the command line asks for, and gives the exit code."""
    return run(launchers=Launchers(_second_opinion, _watch, _milter))


def _second_opinion(url: str, model: str) -> Ask:
    from lurewatch.jobs.second_opinion import asker  # noqa: PLC0415  nothing of the network is loaded unless asked for

    return asker(url, model)


def _watch(settings: Path, once: bool, tell: Tell) -> None:
    try:
        from lurewatch.jobs.mailbox.watch import watch  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(f"watch: needs {error.name}, which is not there; pip install 'lurewatch[watch]'") from error
    watch(settings, once, tell)


def _milter(settings: Path, tell: Tell) -> None:
    from lurewatch.jobs.milter.service import run  # noqa: PLC0415

    run(settings, tell)


if __name__ == "__main__":
    sys.exit(main())
