"""What a folder of sketches says of itself, in one small file: it alone says which files count."""

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NamedTuple

from lurewatch.errors import DefinitionError, UsageError

NAME, PART, PREFIX = "sketches.json", "sketches.part", "sketches-"
FORM = 1
DAYS = range(1, 3651)
_MOST = 4 << 20  # bytes
_REMEMBERED = 400  # days whose deletions are told one by one; older ones are told together


class File(NamedTuple):
    """A file of sketches: its number, how many, on which days the first and the last of them go, a print of its bytes.

    Days are counted from 1970.
    """

    number: int
    sketches: int
    first_goes: int
    last_goes: int
    print: str

    @property
    def name(self) -> str:
        """Its name in the folder."""
        return f"{PREFIX}{self.number}"


class Deleted(NamedTuple):
    """How many sketches were deleted on a day: those whose time had come, and those of people who were erased."""

    day: str
    expired: int
    erased: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The folder's form, for how many days it keeps, with whose key, its files, and what was deleted."""

    key: str
    days: int
    next: int = 1
    files: tuple[File, ...] = ()
    deleted: tuple[Deleted, ...] = ()
    form: int = FORM

    def without(self, day: str, expired: int, erased: int) -> "Contents":
        """With so many more deleted on a day."""
        if not expired and not erased:
            return self
        counted = {one.day: one for one in self.deleted}
        before = counted.get(day, Deleted(day, 0, 0))
        counted[day] = Deleted(day, before.expired + expired, before.erased + erased)
        rows = sorted(counted.values())
        while len(rows) > _REMEMBERED:
            old, older = rows[1], rows.pop(0)
            rows[0] = Deleted(old.day, old.expired + older.expired, old.erased + older.erased)
        return replace(self, deleted=tuple(rows))


def read(folder: Path) -> Contents:
    """What the folder says; UsageError where it holds no sketches, DefinitionError where that makes no sense."""
    path = folder / NAME
    try:
        with path.open("rb") as file:
            data = file.read(_MOST)
    except FileNotFoundError:
        raise UsageError(
            f"{folder}: no sketches are kept there; make the folder with `lurewatch sketches {folder} --days DAYS`"
        ) from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); see whose the folder is") from error
    try:
        told = json.loads(data)
        form = told["form"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _wrong(path, "not what a folder of sketches says of itself") from None
    if form != FORM:
        raise _wrong(path, f"of form {str(form)[:20]!a}, another version's; this one reads form {FORM}")
    try:
        return Contents(
            str(told["key"]),
            int(told["days"]),
            int(told["next"]),
            tuple(File(int(one[0]), int(one[1]), int(one[2]), int(one[3]), str(one[4])) for one in told["files"]),
            tuple(Deleted(str(one[0]), int(one[1]), int(one[2])) for one in told["deleted"]),
        )
    except (ValueError, KeyError, TypeError, IndexError):
        raise _wrong(path, "an entry is missing or of another kind") from None


def _wrong(path: Path, what: str) -> DefinitionError:
    return DefinitionError([f"{path}: {what}; put the folder back from a copy, or begin a new one"])


def write(folder: Path, contents: Contents) -> None:
    """Makes the contents true, all at once; what a kill leaves behind is swept at the next opening."""
    part = folder / PART
    number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(number, "w", encoding="ascii") as file:
        json.dump(asdict(contents), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / NAME)
    keep_names(folder)


def keep_names(folder: Path) -> None:
    """Makes the names in a folder last as the files do."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
