"""`lurewatch match`: what a partner has seen as well, by files that tell nothing of the rest."""

from pathlib import Path
from typing import Unpack

import click

from lurewatch.cli.match_many import many
from lurewatch.cli.match_material import Chosen, for_material, material

_PATH = click.Path(path_type=Path)
_HELP = {
    "out": "New file to write, for your partner.",
    "items": "Items that the partner may ask about in so many days: 65536 in 30, if not said.",
    "sketches": "Folder of sketches in which what matches is looked for (docs/how-to/sketches.md).",
    "key": "File with the key of the sketches; without it LUREWATCH_SKETCH_KEY is the key.",
}


@click.group()
def match() -> None:
    """Learn which personas a partner has seen too, and nothing else (docs/private-matching.md).

    FOLDER keeps the partners and their secrets. A run is three files: your offer, the partner's answer, and the reply
    that opening it writes.
    """


@match.command()
@click.argument("folder", type=_PATH, metavar="FOLDER")
@click.argument("partner", metavar="PARTNER")
@click.option("--out", type=_PATH, metavar="FILE", help="New file for the invitation that goes to the partner.")
@click.option("--invitation", type=_PATH, metavar="FILE", help="The invitation that came from the partner.")
@click.option("--items", type=click.IntRange(256), help=_HELP["items"])
@click.option("--days", type=click.IntRange(1, 3_650), help="The days of --items.")
def pair(
    folder: Path, partner: str, out: Path | None, invitation: Path | None, items: int | None, days: int | None
) -> None:
    """Begin with a partner: write an invitation, take one, or change what the partner may ask."""
    from lurewatch.desk import matching  # noqa: PLC0415  what encrypts loads only to match

    where = matching.Where(folder, partner)
    budget = matching.Budget(items or matching.Budget().items, days or matching.Budget().days)
    if out and invitation:
        raise click.UsageError("name either --out, to invite, or --invitation", click.get_current_context())
    if out:
        matching.check_new([out])
        matching.put(out, matching.begin(where, budget))
    elif invitation:
        matching.join(where, budget, invitation)
    elif items or days:
        matching.grant(where, budget)
    else:
        raise click.UsageError("name --out, --invitation, or --items and --days", click.get_current_context())


@match.command("items")
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH...")
@for_material
def list_items(paths: tuple[Path, ...], **chosen: Unpack[Chosen]) -> None:
    """Show what would go into a run: an item a line. Nothing is sent, and no partner is needed."""
    from lurewatch.cli import matched  # noqa: PLC0415
    from lurewatch.desk.matching import seen  # noqa: PLC0415

    matched.show(seen(material(paths, chosen)))


@match.command()
@click.argument("folder", type=_PATH, metavar="FOLDER")
@click.argument("partner", metavar="PARTNER")
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH...")
@click.option("--out", required=True, type=_PATH, metavar="FILE", help=_HELP["out"])
@for_material
def offer(folder: Path, partner: str, paths: tuple[Path, ...], out: Path, **chosen: Unpack[Chosen]) -> None:
    """Begin a run about what is in files, folders and archives."""
    from lurewatch.desk import matching  # noqa: PLC0415

    matching.check_new([out])
    matching.put(out, matching.offered(matching.Where(folder, partner), material(paths, chosen)))


@match.command()
@click.argument("folder", type=_PATH, metavar="FOLDER")
@click.argument("partner", metavar="PARTNER")
@click.argument("file", type=_PATH, metavar="OFFER")
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH...")
@click.option("--out", required=True, type=_PATH, metavar="FILE", help=_HELP["out"])
@for_material
def answer(
    folder: Path, partner: str, file: Path, paths: tuple[Path, ...], out: Path, **chosen: Unpack[Chosen]
) -> None:
    """Answer a partner's offer with what is in files, folders and archives."""
    from lurewatch.desk import matching  # noqa: PLC0415

    matching.check_new([out])
    matching.put(out, matching.answered(matching.Where(folder, partner), file, material(paths, chosen)))


@match.command("open")
@click.argument("folder", type=_PATH, metavar="FOLDER")
@click.argument("partner", metavar="PARTNER")
@click.argument("file", type=_PATH, metavar="FILE")
@click.option("--out", type=_PATH, metavar="FILE", help="New file for the reply, where the partner waits for one.")
@click.option("--sketches", type=_PATH, metavar="FOLDER", help=_HELP["sketches"])
@click.option("--sketch-key", "key_file", type=_PATH, metavar="FILE", help=_HELP["key"])
def open_file(
    folder: Path, partner: str, file: Path, out: Path | None, sketches: Path | None, key_file: Path | None
) -> None:
    """Open a partner's answer, reply or release: write what both (or so many) have seen, as JSON Lines."""
    from lurewatch.cli import matched  # noqa: PLC0415
    from lurewatch.desk.matching import Where  # noqa: PLC0415

    matched.run(Where(folder, partner), file, out, (sketches, key_file))


match.add_command(many)
