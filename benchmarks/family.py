"""Runs a command and tells what all of its processes took: `python -m benchmarks.family COMMAND...`.

Seconds by the clock, seconds of processors (which hang less on what else the machine does), and the most memory that
they held together, in proportion where pages are shared; looked at once a second, on Linux alone.
"""

import subprocess
import sys
from collections.abc import Iterator
from os import sysconf
from pathlib import Path
from time import perf_counter, sleep

_TICKS = sysconf("SC_CLK_TCK")
_EVERY = 1.0  # seconds


class Family:
    """A process and all that it started, watched."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._used: dict[int, float] = {}
        self.most = 0

    @property
    def processor(self) -> float:
        """Seconds of processors so far, of those that have ended too."""
        return sum(self._used.values())

    def look(self) -> None:
        """Takes note of how things stand."""
        held = 0
        for pid in _family(self._root):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                held += _share(Path(f"/proc/{pid}/smaps_rollup").read_text())
            except OSError:  # it has ended
                continue
            self._used[pid] = (int(fields[11]) + int(fields[12])) / _TICKS
        self.most = max(self.most, held)


def _share(rollup: str) -> int:
    line = next((line for line in rollup.splitlines() if line.startswith("Pss:")), "Pss: 0 kB")
    return int(line.split()[1]) * 1024


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = children.read_text().split()
        except OSError:
            continue
        for child in found:
            yield from _family(int(child))


def main(command: list[str]) -> int:
    """Runs the command, and says on standard error what it took."""
    begin = perf_counter()
    with subprocess.Popen(command) as process:
        family = Family(process.pid)
        while process.poll() is None:
            family.look()
            sleep(_EVERY)
    clock = perf_counter() - begin
    said = f"{clock:.0f} s by the clock, {family.processor:.0f} s of processors, {family.most / 1e9:.1f} GB at most"
    print(said, file=sys.stderr)
    return process.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
