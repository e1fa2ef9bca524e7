"""`lurewatch bulletins`: what partners have reported, what of it counts, and who of ours should be told."""

import sys
from pathlib import Path

import click

from lurewatch.cli.handed import tell

_PATH = click.Path(path_type=Path)
_HELP = {
    "sketches": "Folder of sketches in which what each bulletin names is looked for (docs/how-to/sketches.md).",
    "key": "File with the key of the sketches; without it LUREWATCH_SKETCH_KEY is the key.",
}


@click.command()
@click.argument("folder", type=_PATH, metavar="DIR")
@click.option("--sketches", type=_PATH, metavar="FOLDER", help=_HELP["sketches"])
@click.option("--sketch-key", "key_file", type=_PATH, metavar="FILE", help=_HELP["key"])
def bulletins(folder: Path, sketches: Path | None, key_file: Path | None) -> None:
    """Read bulletins that partners sent (a file, or a folder of files); write those that count, as JSON Lines.

    With a folder of sketches each has the earlier conversations with what it names, and tokens of the people of ours.
    """
    from lurewatch.desk.bulletins import received  # noqa: PLC0415
    from lurewatch.model.encode import earlier_as_json  # noqa: PLC0415
    from lurewatch.model.encode_bulletin import bulletin_as_json  # noqa: PLC0415
    from lurewatch.telling.json_line import line  # noqa: PLC0415
    from lurewatch.telling.wording import plural  # noqa: PLC0415

    found = received(folder, sketches, key_file)
    for one in found.counting:
        told: dict[str, object] = {
            "id": one.series,
            "share_today": one.fresh,
            "bulletin": bulletin_as_json(one.bulletin),
        }
        told |= {"earlier": [earlier_as_json(each) for each in one.earlier]} if sketches else {}
        sys.stdout.write(line(told) + "\n")
    for gap in found.gaps:
        tell(f"{gap.where}: {gap.what} ({gap.why})")
    said = f"{len(found.counting):,} count, {found.recalled:,} recalled, {found.replaced:,} replaced by a later one"
    if sketches:
        earlier = {each.conversation: each.person for one in found.counting for each in one.earlier}
        people = len(set(earlier.values()) - {""})
        said += f"; {plural(len(earlier), 'earlier conversation')} of {plural(people, 'person')} of ours, to be told"
    tell(said)
