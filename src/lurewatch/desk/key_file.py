"""A key in a file of its owner's alone."""

import os
import secrets
import stat
from pathlib import Path

from lurewatch.errors import UsageError

_BYTES = 32
_MOST = 1024  # bytes of a key file


def make(file: Path) -> None:
    """Makes a new key of 64 hex digits; UsageError where there is a file."""
    try:
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise UsageError(f"{file}: no key can be made there ({error.strerror}); name a new file") from error
    with os.fdopen(number, "w", encoding="ascii") as written:
        written.write(secrets.token_hex(_BYTES) + "\n")


def in_file(file: Path) -> str:
    """What stands in a key file; UsageError where it cannot be read, or others may read it."""
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            text = opened.read(_MOST)
    except OSError as error:
        raise UsageError(f"{file}: the key cannot be read ({error.strerror}); name the file that holds it") from error
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UsageError(f"{file}: others than its owner may read the key; `chmod 600` it, or make a new one")
    return text.decode("ascii", "replace")
