"""`lurewatch share`: campaigns as bulletins, the exact bytes."""

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from lurewatch.cli.handed import HELP, tell
from lurewatch.cli.outputs import check, opened

if TYPE_CHECKING:
    from lurewatch.desk.exchange import Prepared

_PATH = click.Path(path_type=Path)
_EXISTING = click.Path(exists=True, path_type=Path)
_TLP = ("clear", "green", "amber", "amber+strict", "red")
_HELP = {
    **HELP,
    "format": "Form of what would leave.",
    "tlp": "Who may see it (Traffic Light Protocol 2.0).",
    "out": "Write the bytes there instead of to standard output.",
    "campaign": "Share these campaigns alone, whatever was thought of them; repeatable.",
    "reviewed": "An officer has looked at the evidence and stands by it.",
    "owner": "A handle or name of ours beside those of the file, repeatable: it must not leave.",
    "organisation": "A name or domain of ours beside those of the file, repeatable: it must not leave.",
}


class _Share(TypedDict):
    source: Path
    form: str
    tlp: str
    out: Path | None
    campaigns: tuple[str, ...]
    reviewed: bool
    handles: tuple[str, ...]
    organisations: tuple[str, ...]
    topics: Path | None
    decided: Path | None
    weights: Path | None


@click.command()
@click.argument("source", type=_EXISTING, metavar="CONVERSATIONS")
@click.option("--format", "form", type=click.Choice(("json", "stix")), default="stix", show_default=True,
              help=_HELP["format"])  # fmt: skip
@click.option("--tlp", type=click.Choice(_TLP), default="amber", show_default=True, help=_HELP["tlp"])
@click.option("--out", type=_PATH, metavar="FILE", help=_HELP["out"])
@click.option("--campaign", "campaigns", multiple=True, metavar="ID", help=_HELP["campaign"])
@click.option("--reviewed", is_flag=True, help=_HELP["reviewed"])
@click.option("--owner", "handles", multiple=True, metavar="HANDLE", help=_HELP["owner"])
@click.option("--organisation", "organisations", multiple=True, metavar="NAME", help=_HELP["organisation"])
@click.option("--topics", type=_EXISTING, metavar="FILE", help=_HELP["topics"])
@click.option("--decided", type=_EXISTING, metavar="FILE", help=_HELP["decided"])
@click.option("--weights", type=_EXISTING, metavar="DIR", help=_HELP["weights"])
def share(**chosen: Unpack[_Share]) -> None:
    """Make bulletins of the campaigns among conversations (JSON Lines, as `link` reads them); show the exact bytes.

    Nothing is sent. Nobody who was approached is in a bulletin; what may not leave is refused.
    """
    from lurewatch.desk import exchange  # noqa: PLC0415
    from lurewatch.flow import Options  # noqa: PLC0415

    if chosen["out"]:
        check([chosen["out"]], [chosen["source"]])
    options = Options(topics=chosen["topics"], decided=chosen["decided"], weights=chosen["weights"])
    terms = exchange.terms(chosen["tlp"], reviewed=chosen["reviewed"])
    form = exchange.Form(chosen["form"])
    also = exchange.Also(chosen["handles"], chosen["organisations"])
    wanted = exchange.Wanted(chosen["source"], options, terms, form, also, chosen["campaigns"])
    found = exchange.prepared(wanted)
    _told(found)
    _write(found.written(), chosen["out"])


def _told(found: "Prepared") -> None:
    """Says what became of the campaigns, on standard error."""
    gone = [sum(column) for column in zip(*found.withheld, strict=True)] or [0, 0, 0, 0]
    left_out = f"{gone[0]} handles, {gone[1]} domains, {gone[2]} links, {gone[3]} words"
    tell(f"{len(found.bulletins)} bulletins; left out of them because it is ours: {left_out}")
    if found.below or found.bulk:
        below = f"{found.below} campaigns below a realistic possibility (--campaign ID shares one of them)"
        tell(f"not shared: {found.bulk} mailings, {below}")
    for one in found.refused:
        tell(f"campaign {one.campaign}: {one.why}")


def _write(written: bytes, out: Path | None) -> None:
    with opened(out) as stream:
        stream.write(written.decode("ascii"))
