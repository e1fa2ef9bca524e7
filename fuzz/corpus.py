"""The inputs kept in the repository: one file of lines for each target, each line an input as a JSON string of bytes.

A line reads as what it is, so that a change to it can be reviewed; its code points are its bytes. `reached` holds what
goes ways that no seed goes, and is made anew; `found` holds what once broke something, and only grows.
"""

import json
from collections.abc import Iterable
from pathlib import Path

_FOLDER = Path(__file__).with_name("corpus")
REACHED, FOUND = "reached", "found"


def kept(target: str, folder: Path = _FOLDER) -> tuple[bytes, ...]:
    """The inputs kept for a target; none where there is no file."""
    return (*_read(_path(target, FOUND, folder)), *_read(_path(target, REACHED, folder)))


def keep(target: str, why: str, inputs: Iterable[bytes], folder: Path = _FOLDER) -> Path:
    """Writes a target's inputs, each once, the short ones first; gives the file's path."""
    path = _path(target, why, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = sorted(set(inputs), key=lambda data: (len(data), data))
    path.write_text("".join(json.dumps(data.decode("latin-1")) + "\n" for data in ordered), "ascii")
    return path


def add(target: str, data: bytes, folder: Path = _FOLDER) -> Path:
    """Keeps an input that broke something for good; gives the file's path."""
    return keep(target, FOUND, (*_read(_path(target, FOUND, folder)), data), folder)


def _path(target: str, why: str, folder: Path) -> Path:
    return folder / why / f"{target}.jsonl"


def _read(path: Path) -> tuple[bytes, ...]:
    if not path.is_file():
        return ()
    return tuple(json.loads(line).encode("latin-1") for line in path.read_text("ascii").splitlines())
