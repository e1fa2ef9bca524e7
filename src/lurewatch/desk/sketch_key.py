"""The key of an organisation's sketches, from where it is kept: the environment or a file; never the settings."""

import os
from pathlib import Path

from lurewatch.desk.key_file import in_file, make
from lurewatch.errors import UsageError
from lurewatch.linking.kept.folder import Folder
from lurewatch.linking.sketch import KEY, Key

VARIABLE = "LUREWATCH_SKETCH_KEY"


def key_of(file: Path | None) -> Key:
    """The key in a file, or in the environment where none is named; a fault is told without showing what is there."""
    return _key(in_file(file), str(file)) if file else _key(os.environ.get(VARIABLE, ""), VARIABLE)


def opened(folder: Path, key_file: Path | None) -> Folder:
    """The folder of sketches, with the key in a file or in the environment."""
    return Folder(folder, key_of(key_file))


def make_key(file: Path) -> None:
    """Makes a new key in a file of its owner's alone; UsageError where there is one."""
    make(file)


def _key(text: str, place: str) -> Key:
    digits = text.strip()
    if not digits:
        raise UsageError(
            f"{place}: no key of the sketches there; set {VARIABLE}, or name its file (docs/how-to/sketches.md)"
        )
    try:
        secret = bytes.fromhex(digits)
    except ValueError:
        secret = b""
    if len(secret) != KEY:
        raise UsageError(f"{place}: what is there is no key, which is {2 * KEY} hex digits; set it anew")
    return Key(secret)
