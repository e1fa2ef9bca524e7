"""What a run of private matching brought, as JSON Lines."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from lurewatch.desk.again import earlier_with
from lurewatch.desk.matching import Kept, Opened, Where, asks_back, check_new, ended, opened, put
from lurewatch.errors import UsageError
from lurewatch.model.earlier import Earlier
from lurewatch.model.encode import earlier_as_json
from lurewatch.telling.json_line import line
from lurewatch.telling.wording import plural

_WORDING = "wording"


def run(where: Where, file: Path, out: Path | None, sketches: tuple[Path | None, Path | None]) -> None:
    """Opens a partner's file, writes the reply if there is one, then what both have seen and what came before."""
    check_new([out] if out else [])
    waits = UsageError(f"{file}: your partner waits for a reply; name a new file for it with --out")
    if out is None and asks_back(file):
        raise waits
    found = opened(where, file)
    if found.reply is not None:
        if out is None:
            raise waits
        put(out, found.reply)
    folder, key_file = sketches
    handles = [one for one in found.both if one.kind != _WORDING]
    earlier = earlier_with(folder, key_file, [(one.kind, one.value) for one in handles]) if folder else []
    show(found.both)
    for one in earlier:
        sys.stdout.write(line({"earlier": earlier_as_json(one)}) + "\n")
    _tell(found, earlier)
    ended(where, file)


def show(items: Sequence[Kept]) -> None:
    """Writes a line for each address, and for each conversation how many bands of its wording are among the items."""
    bands = Counter(id_ for one in items if one.kind == _WORDING for id_ in one.conversations)
    for one in items:
        if one.kind != _WORDING:
            told = {"item": one.kind, "value": one.value, "conversations": list(one.conversations)}
            sys.stdout.write(line({**told}) + "\n")
    for id_, many in bands.items():
        sys.stdout.write(line({"item": _WORDING, "bands": many, "conversations": [id_]}) + "\n")


def _tell(found: Opened, earlier: Sequence[Earlier]) -> None:
    conversations = {id_ for one in found.both for id_ in one.conversations}
    where = f"in at least {found.least} organisations" if found.least else "in both"
    said = f"{len(found.both):,} of {plural(found.items, 'item')} {where}"
    said += f", from {plural(len(conversations), 'conversation')}"
    people = len({one.person for one in earlier if one.person})
    if earlier:
        said += f"; {plural(len(earlier), 'earlier conversation')} of {plural(people, 'person')} of ours, to be told"
    click.echo(f"lurewatch: {said}", err=True)
