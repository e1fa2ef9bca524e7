"""What goes into a run of private matching, as somebody chooses it in the shell."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar

import click

if TYPE_CHECKING:
    from lurewatch.desk.matching import Material

_Command = TypeVar("_Command", bound=Callable[..., object])
_VERDICTS = ("realistic possibility", "likely", "highly likely", "almost certain")
_LEAST = "Least verdict of a conversation whose contact goes in."
_OWNER = "A handle that is ours; repeatable. Guessed when absent."


class Chosen(TypedDict):
    """The options that `for_material` adds."""

    owners: tuple[str, ...]
    verdict: str


def for_material(command: _Command) -> _Command:
    """The options that every command has which reads what was seen."""
    verdicts = click.Choice(_VERDICTS)
    verdict = click.option("--verdict", type=verdicts, default="likely", show_default=True, help=_LEAST)
    return verdict(click.option("--owner", "owners", multiple=True, metavar="HANDLE", help=_OWNER)(command))


def material(paths: tuple[Path, ...], chosen: Chosen) -> "Material":
    """What was seen, as it is read."""
    from lurewatch.desk.matching import Material  # noqa: PLC0415
    from lurewatch.flow import Options  # noqa: PLC0415
    from lurewatch.model.kind import Verdict  # noqa: PLC0415

    return Material(paths, Options(owners=chosen["owners"]), Verdict(chosen["verdict"]))
