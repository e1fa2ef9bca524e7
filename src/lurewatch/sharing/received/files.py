"""Bulletins out of a folder of files that partners sent, as lines of JSON or STIX: a stranger's text, bounded."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lurewatch.errors import BulletinFault, UsageError
from lurewatch.model.bulletin import Bulletin
from lurewatch.model.decode_bulletin import bulletin_of_json
from lurewatch.model.gap import Gap
from lurewatch.sharing.received.bundle import LONGEST as BUNDLE
from lurewatch.sharing.received.bundle import bulletins_in, is_bundle

LONGEST, MOST, FILES = 1 << 20, 100_000, 10_000  # bytes of a line, bulletins in all, files in a folder


def bulletins(folder: Path) -> Iterator[Bulletin | Gap]:
    """The bulletins in a file, or in the files of a folder by name; a Gap for each that is none, and for each bound."""
    found = 0
    for path in _files(folder):
        for one in _of_file(path):
            yield one
            found += isinstance(one, Bulletin)
            if found == MOST:
                yield Gap("bulletins not read", str(path), f"{MOST:,} bulletins are the most; the rest do not count")
                return


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_file():
        yield folder
        return
    try:
        names = sorted(one for one in folder.iterdir() if one.is_file() and not one.name.startswith("."))
    except OSError as error:
        raise UsageError(f"{folder}: cannot be read ({error.strerror}); name a folder of bulletins") from error
    if len(names) > FILES:
        raise UsageError(
            f"{folder}: {len(names):,} files; {FILES:,} is the most, move those aside that are no bulletins"
        )
    yield from names


def _of_file(path: Path) -> Iterator[Bulletin | Gap]:
    try:
        with path.open("rb") as file:
            head = file.peek()
            if is_bundle(head):
                yield from bulletins_in(file.read(BUNDLE + 1), str(path))
            else:
                yield from _of_lines(path, file)
    except OSError as error:
        yield Gap("bulletins not read", str(path), f"cannot be read ({error.strerror})")


def _of_lines(path: Path, file: BinaryIO) -> Iterator[Bulletin | Gap]:
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        place = f"{path}, line {number}"
        if len(line) > LONGEST:
            yield Gap("bulletins not read", place, f"longer than {LONGEST:,} bytes; the rest of the file is left out")
            return
        if line.strip():
            yield _bulletin(line, place)


def _bulletin(line: bytes, place: str) -> Bulletin | Gap:
    try:
        return bulletin_of_json(json.loads(line))
    except (ValueError, RecursionError):
        return Gap("bulletin not read", place, "no JSON; it does not count")
    except BulletinFault as fault:
        return Gap("bulletin not read", place, str(fault))
