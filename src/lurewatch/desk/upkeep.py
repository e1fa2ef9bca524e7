"""The upkeep of a folder of sketches: begun, counted, emptied of what has had its time and of people who are erased."""

from dataclasses import dataclass, field
from pathlib import Path

from lurewatch.desk.sketch_key import key_of, make_key, opened
from lurewatch.errors import UsageError
from lurewatch.linking.kept.contents import DAYS, NAME
from lurewatch.linking.kept.folder import Counted, Folder, begin
from lurewatch.linking.sketch import token
from lurewatch.text.handles import handle_of


@dataclass(frozen=True, slots=True)
class Stock:
    """What a folder holds and has deleted: days of keeping, counts, deletions by day, files that are damaged.

    `erased` is how many sketches the request itself deleted (None: it named nobody); `tokens` those
    of the handles asked for.
    """

    days: int
    counted: Counted
    deleted: tuple[tuple[str, int, int], ...]
    damaged: tuple[str, ...]
    erased: int | None = None
    tokens: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What somebody wants of a folder of sketches: to make it or change its days, to erase people, to know tokens."""

    folder: Path
    key_file: Path | None = None
    days: int | None = None
    erase: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()


def upkept(wanted: Upkeep) -> Stock:
    """Does what is wanted, deletes what has had its time, and tells what there is."""
    if wanted.days is not None:
        _begun(wanted.folder, wanted.key_file, wanted.days)
    folder = opened(wanted.folder, wanted.key_file)
    if wanted.days is not None and wanted.days != folder.contents.days:
        folder.keep_days(wanted.days)
    people = {number for handle in wanted.erase for number in _people(folder, handle)}
    erased = folder.erase(people) if people else None
    tokens = {one: tuple(map(token, _people(folder, one))) for one in wanted.tokens}
    contents = folder.contents
    return Stock(contents.days, folder.counted(), contents.deleted, tuple(folder.damaged()), erased, tokens)


def _begun(folder: Path, key_file: Path | None, days: int) -> None:
    if days not in DAYS:
        raise UsageError(f"{days} days: out of bounds; give {DAYS[0]} to {DAYS[-1]}")
    if key_file and not key_file.exists() and not (folder / NAME).exists():
        make_key(key_file)
    begin(folder, key_of(key_file), days)


def _people(folder: Folder, written: str) -> list[int]:
    """The tokens under which a handle of ours may be kept: as a reader makes it, and as a line of JSON may have it."""
    return [folder.key.of("person", one) for one in dict.fromkeys((handle_of(written).key, written.strip()))]
