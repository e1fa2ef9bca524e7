"""`lurewatch hub`: what is asked for many organisations at once."""

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from lurewatch.cli.handed import HELP as _HELP
from lurewatch.cli.handed import absent, memory_of, tell
from lurewatch.cli.hub_figures import figures

if TYPE_CHECKING:
    from lurewatch.cli.launchers import Launchers

_PATH = click.Path(path_type=Path)
_EXISTING = click.Path(exists=True, path_type=Path)


class _Link(TypedDict):
    source: Path
    out: Path
    master: str
    memory: str
    decided: Path | None
    topics: Path | None
    weights: Path | None


@click.group()
def hub() -> None:
    """Serve many organisations at once."""


@hub.command()
@click.argument("source", type=_PATH, metavar="IN")
@click.argument("out", type=_PATH, metavar="OUT")
@click.option("--master", default="local[*]", show_default=True, metavar="URL", help=_HELP["master"])
@click.option("--memory", default="4g", show_default=True, callback=memory_of, metavar="SIZE", help=_HELP["memory"])
@click.option("--decided", type=_PATH, metavar="FILE", help=_HELP["decided"])
@click.option("--topics", type=_EXISTING, metavar="FILE", help=_HELP["topics"])
@click.option("--weights", type=_EXISTING, metavar="DIR", help=_HELP["weights"])
def link(**chosen: Unpack[_Link]) -> None:
    """Link conversations in Parquet (a file, or a folder of files) on Apache Spark; write the campaigns among them.

    The same campaigns as `lurewatch link`, for more conversations than one machine takes. OUT is a new folder.
    """
    from lurewatch.flow import Options  # noqa: PLC0415

    launchers: Launchers | None = click.get_current_context().obj
    if launchers is None or launchers.hub_link is None:
        raise absent("hub link")
    options = Options(topics=chosen["topics"], weights=chosen["weights"], decided=chosen["decided"])
    launchers.hub_link(chosen["source"], chosen["out"], (chosen["master"], chosen["memory"]), options, tell)


hub.add_command(figures)
