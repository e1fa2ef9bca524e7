"""`lurewatch hub figures`: how many, over what very many organisations handed over."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from lurewatch.cli.handed import HELP, absent, memory_of, tell

if TYPE_CHECKING:
    from lurewatch.cli.launchers import Launchers

_PATH = click.Path(path_type=Path)
_EXISTING = click.Path(exists=True, path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])
_WAYS = ("reports by staff", "reading of mailboxes")
_MASTER = f"{HELP['master'].rstrip('.')}; or embedded: without Spark, in this process."
_SEEN_BY = "A way of seeing that estimates of what was not seen rest on, as the column seen_by names it."


class _Figures(TypedDict):
    source: Path
    out: Path
    ways: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    master: str
    memory: str
    prior: float
    topics: Path | None
    weights: Path | None


@click.command()
@click.argument("source", type=_PATH, metavar="IN")
@click.option(
    "--out", required=True, type=_PATH, metavar="DIR", help="New folder for the figures and what they rest on."
)
@click.option("--seen-by", "ways", multiple=True, default=_WAYS, show_default=True, metavar="WAY", help=_SEEN_BY)
@click.option("--from", "first", type=_DAY, metavar="DAY", help="First day that counts, as 2026-03-02.")
@click.option("--to", "last", type=_DAY, metavar="DAY", help="Last day that counts.")
@click.option("--master", default="local[*]", show_default=True, metavar="URL", help=_MASTER)
@click.option("--memory", default="4g", show_default=True, callback=memory_of, metavar="SIZE", help=HELP["memory"])
@click.option("--prior", default=0.01, show_default=True, type=click.FloatRange(0, 1, min_open=True, max_open=True),
              help="Share of covert approaches expected among the conversations read.")  # fmt: skip
@click.option("--topics", type=_EXISTING, metavar="FILE", help=HELP["topics"])
@click.option("--weights", type=_EXISTING, metavar="DIR", help=HELP["weights"])
def figures(**chosen: Unpack[_Figures]) -> None:
    """Count the approaches in what organisations handed over, in Parquet (a file, or a folder with one of each).

    Conversations are assessed and linked over all organisations; each is counted once, however often it was handed
    over. Prints the figures, and writes them with the campaigns and what could not be counted. They are for the hub:
    small numbers stand as they are.
    """
    from lurewatch.cli.figures import table  # noqa: PLC0415
    from lurewatch.flow import Options  # noqa: PLC0415
    from lurewatch.model.figures import Period  # noqa: PLC0415

    first, last = (day.date() if day else None for day in (chosen["first"], chosen["last"]))
    if first and last and last < first:
        raise click.UsageError(f"--to {last} lies before --from {first}", click.get_current_context())
    launchers: Launchers | None = click.get_current_context().obj
    if launchers is None or launchers.hub_figures is None:
        raise absent("hub figures")
    options = Options(chosen["prior"], topics=chosen["topics"], weights=chosen["weights"])
    where = chosen["master"], chosen["memory"]
    found = launchers.hub_figures(
        chosen["source"], chosen["out"], where, (Period(first, last), chosen["ways"], options)
    )
    for gap in found.gaps:
        tell(f"{gap.what}: {gap.where}: {gap.why}")
    click.echo("\n".join(table(found)))
