"""Starts Lurewatch from the shell: `lurewatch`, or `python -m lurewatch`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lurewatch.cli.commands import run
from lurewatch.cli.launchers import Ask, Launchers, Tell
from lurewatch.errors import UsageError

if TYPE_CHECKING:
    from lurewatch.desk.figures import Told
    from lurewatch.flow import Options
    from lurewatch.model.figures import Period


def main() -> int:
    """Runs what the command line asks for, and gives the exit code."""
    return run(
        launchers=Launchers(
            _second_opinion, _watch, _milter, _hub_link, _serve, _add_account, _change_account, _hub_figures
        )
    )


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


def _hub_link(source: Path, out: Path, where: tuple[str, str], options: "Options", tell: Tell) -> None:
    try:
        from lurewatch.jobs.spark.link import link  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(f"hub link: needs {error.name}, which is not there; pip install 'lurewatch[spark]'") from error
    link(source, out, where, options, tell)


def _serve(settings: Path | None, where: tuple[str, int], workers: int, tell: Tell) -> None:
    try:
        from lurewatch.web.serving import serve  # noqa: PLC0415  Django loads for pages alone
    except ModuleNotFoundError as error:
        raise UsageError(f"serve: needs {error.name}, which is not there; pip install 'lurewatch[desk]'") from error
    serve(settings, where, workers, tell)


def _add_account(settings: Path | None, name: str, role: str, address: str, password: str) -> None:
    from lurewatch.web.commands import add_account  # noqa: PLC0415

    add_account(settings, name, role, address, password)


def _change_account(settings: Path | None, name: str, change: str) -> str:
    from lurewatch.web.commands import change_account  # noqa: PLC0415

    return change_account(settings, name, change)


def _hub_figures(
    source: Path, out: Path, where: tuple[str, str], wanted: "tuple[Period, Sequence[str], Options]"
) -> "Told":
    try:
        from lurewatch.jobs.hub.counting import Wanted  # noqa: PLC0415
        from lurewatch.jobs.hub.figures import figures  # noqa: PLC0415

        return figures(source, out, where, Wanted(*wanted))
    except ModuleNotFoundError as error:
        sentence = f"hub figures: needs {error.name}, which is not there; pip install 'lurewatch[spark]'"
        raise UsageError(sentence) from error


if __name__ == "__main__":
    sys.exit(main())
