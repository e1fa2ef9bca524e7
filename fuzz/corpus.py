"""The inputs kept in the repository: one file of lines for each target, each line an input as a JSON string of bytes.

A line reads as what it is, so that a change to it can be reviewed; its code points are its bytes.
"""

import json
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).with_name("corpus")


def kept(target: str, folder: Path = FOLDER) -> tuple[bytes, ...]:
    """The inputs kept for a target, in order; none where there is no file."""
    path = folder / f"{target}.jsonl"
    if not path.is_file():
        return ()
    return tuple(json.loads(line).encode("latin-1") for line in path.read_text("ascii").splitlines())


def keep(target: str, inputs: Iterable[bytes], folder: Path = FOLDER) -> None:
    """Writes a target's inputs, each once, the short ones first."""
    ordered = sorted(set(inputs), key=lambda data: (len(data), data))
    lines = [json.dumps(data.decode("latin-1")) + "\n" for data in ordered]
    (folder / f"{target}.jsonl").write_text("".join(lines), "ascii")
