"""The key of an organisation's sketches, from where it is kept: the environment or a file; never the settings."""

import os
import secrets
import stat
from pathlib import Path

from lurewatch.errors import UsageError
from lurewatch.linking.kept.folder import Folder
from lurewatch.linking.sketch import KEY, Key

VARIABLE = "LUREWATCH_SKETCH_KEY"
_MOST = 1024  # bytes of a key file


def key_of(file: Path | None) -> Key:
    """The key in a file, or in the environment where none is named; a fault is told without showing what is there."""
    return _key(_in_file(file), str(file)) if file else _key(os.environ.get(VARIABLE, ""), VARIABLE)


def opened(folder: Path, key_file: Path | None) -> Folder:
    """The folder of sketches, with the key in a file or in the environment."""
    return Folder(folder, key_of(key_file))


def make_key(file: Path) -> None:
    """Makes a new key in a file of its owner's alone; UsageError where there is one."""
    try:
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise UsageError(f"{file}: no key can be made there ({error.strerror}); name a new file") from error
    with os.fdopen(number, "w", encoding="ascii") as written:
        written.write(secrets.token_hex(KEY) + "\n")


def _in_file(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            text = opened.read(_MOST)
    except OSError as error:
        raise UsageError(f"{file}: the key cannot be read ({error.strerror}); name the file that holds it") from error
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UsageError(f"{file}: others than its owner may read the key; `chmod 600` it, or make a new one")
    return text.decode("ascii", "replace")


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
