"""Where `lurewatch watch` keeps sketches of what it read, if it is to keep any."""

from dataclasses import dataclass
from pathlib import Path

from lurewatch.config.table import Table


@dataclass(frozen=True, slots=True)
class Sketches:
    """The folder of sketches, and the file of its key (None: the environment holds the key)."""

    folder: Path
    key_file: Path | None


def sketches_of(table: Table) -> Sketches:
    """What the table `[sketches]` sets."""
    folder = table.path("folder")
    if folder is None:
        table.fault("folder", "missing; name the folder that `lurewatch sketches` made")
    sketches = Sketches(folder or Path(), table.path("key_file"))
    table.end(("folder", "key_file"))
    return sketches
