"""`lurewatch again`: a confirmed trait in, the earlier conversations that have it out, as JSON Lines."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from lurewatch.desk.again import again
from lurewatch.model.encode import earlier_as_json
from lurewatch.telling.json_line import line
from lurewatch.telling.wording import plural


def run(folder: Path, key_file: Path | None, traits: Sequence[str]) -> None:
    """Writes a line for each earlier conversation, and tells on standard error how many of our people they are of."""
    found = again(folder, key_file, traits)
    for one in found:
        sys.stdout.write(line(earlier_as_json(one)) + "\n")
    people = len({one.person for one in found if one.person})
    said = f"{plural(len(found), 'earlier conversation')} of {plural(people, 'person')} of ours"
    click.echo(f"lurewatch: {said}", err=True)
