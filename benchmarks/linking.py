"""`lurewatch link` on generated material of growing size, and how the whole of its processes grows."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, sleep

from evaluation.planted.material import Amounts, records

from benchmarks.measured import Usage
from benchmarks.ours import COMMAND

SIZES = (10_000, 100_000, 1_000_000)
_TEMPLATES = {1_000_000: 500}
_PAUSE = 0.2  # seconds between two looks at the memory


def write_material(path: Path, size: int) -> None:
    """Writes so many conversations: planted campaigns, templates, and for the rest ordinary ones."""
    special = sum(1 for _ in records(_amounts(0, size)))
    with path.open("wb") as out:
        for record in records(_amounts(max(0, size - special), size)):
            out.write(record.line)


def _amounts(ordinary: int, size: int) -> Amounts:
    return Amounts(ordinary, campaigns=3 if size > 10_000 else 1, templates=_TEMPLATES.get(size, size // 2_000))


def linked(path: Path) -> Usage:
    """What linking a file took: seconds, and the most memory that all its processes held at once."""
    begin, most = perf_counter(), 0.0
    process = subprocess.Popen([*COMMAND, "link", str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, sum(map(_megabytes, _family(process.pid))))
        sleep(_PAUSE)
    return Usage(perf_counter() - begin, most, process.returncode)


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started, where the system tells (Linux)."""
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(path).split():
            yield from _family(int(child))


def _megabytes(pid: int) -> float:
    fields = _read(Path(f"/proc/{pid}/statm")).split()
    return int(fields[1]) * 4096 / 1e6 if len(fields) > 1 else 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except OSError:  # it has ended
        return ""


if __name__ == "__main__":
    sys.stdout.write(f"{linked(Path(sys.argv[1]))}\n")
