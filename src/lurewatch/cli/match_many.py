"""`lurewatch match many`: matching of many organisations through two hubs, neither of which can guess alone."""

from pathlib import Path
from typing import Unpack

import click

from lurewatch.cli.match_material import Chosen, for_material, material

_PATH = click.Path(path_type=Path)
_OUT = "New file to write."


@click.group()
def many() -> None:
    """Learn what at least so many organisations have seen, through a key holder and a collector.

    The key holder sees blinded points and no tags, the collector sees tags and has no key. `lurewatch match open` opens
    what the collector sends back. See docs/how-to/match.md.
    """


@many.command()
@click.argument("folder", type=_PATH, metavar="FOLDER")
@click.argument("holder", metavar="HOLDER")
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH...")
@click.option("--round", "named", required=True, metavar="NAME", help="Name of the round, the same for all.")
@click.option("--out", required=True, type=_PATH, metavar="FILE", help=_OUT)
@for_material
def ask(folder: Path, holder: str, paths: tuple[Path, ...], named: str, out: Path, **chosen: Unpack[Chosen]) -> None:
    """Organisation: ask the key holder about what is in files, folders and archives."""
    from lurewatch.desk import matching, matching_many  # noqa: PLC0415

    matching.check_new([out])
    matching.put(out, matching_many.asked(matching.Where(folder, holder), material(paths, chosen), named))


@many.command()
@click.argument("folder", type=_PATH, metavar="FOLDER")
@click.argument("organisation", metavar="ORGANISATION")
@click.argument("file", type=_PATH, metavar="FILE")
@click.option("--out", required=True, type=_PATH, metavar="FILE", help=_OUT)
def evaluate(folder: Path, organisation: str, file: Path, out: Path) -> None:
    """Key holder: answer what an organisation asked, by the round's key, without seeing what it is about."""
    from lurewatch.desk import matching, matching_many  # noqa: PLC0415

    matching.check_new([out])
    matching.put(out, matching_many.evaluated(matching.Where(folder, organisation), file))


@many.command()
@click.argument("folder", type=_PATH, metavar="FOLDER")
@click.argument("holder", metavar="HOLDER")
@click.argument("collector", metavar="COLLECTOR")
@click.argument("file", type=_PATH, metavar="FILE")
@click.option("--out", required=True, type=_PATH, metavar="FILE", help=_OUT)
def tags(folder: Path, holder: str, collector: str, file: Path, out: Path) -> None:
    """Organisation: make of the key holder's answer the file for the collector."""
    from lurewatch.desk import matching, matching_many  # noqa: PLC0415

    matching.check_new([out])
    matching.put(out, matching_many.handed_in(matching.Where(folder, holder), collector, file))


def _named(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, Path]:
    files = {}
    for value in values:
        name, sign, path = value.partition("=")
        if not sign or not path or name in files:
            raise click.BadParameter(f"{value!r} is no ORGANISATION=FILE, or its organisation stands there twice")
        files[name] = Path(path)
    return files


@many.command()
@click.argument("folder", type=_PATH, metavar="FOLDER")
@click.argument("files", nargs=-1, required=True, callback=_named, metavar="ORGANISATION=FILE...")
@click.option("--least", type=click.IntRange(2), default=3, show_default=True, help="Organisations that must have it.")
@click.option("--out", required=True, type=_PATH, metavar="DIR", help="New folder for a file for each organisation.")
def collect(folder: Path, files: dict[str, Path], least: int, out: Path) -> None:
    """Collector: tell each organisation which of its items at least so many have handed in."""
    from lurewatch.desk import matching, matching_many  # noqa: PLC0415

    matching.check_new([out])
    found = matching_many.collected(folder, files, least)
    out.mkdir(mode=0o700)
    for name, data in found:
        matching.put(out / f"{name}.release", data)
