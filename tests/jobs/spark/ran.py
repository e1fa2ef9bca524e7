"""The command that links on Spark, run in a process of its own and watched while it runs."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LISTENING = "0A"
_LOOPBACK = ("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000")
_PATIENCE = 600.0  # seconds: a Java that starts beside other work takes its time


@dataclass(frozen=True, slots=True)
class Ran:
    """How it ended, what it said, and the addresses that it or a child of it listened on, as /proc writes them."""

    code: int
    said: str
    listened: frozenset[str]

    @property
    def reachable(self) -> frozenset[str]:
        """The addresses that another machine could reach."""
        return frozenset(one for one in self.listened if one.partition(":")[0] not in _LOOPBACK)


def hub_link(source: Path, out: Path, *options: str) -> Ran:
    """Links Parquet on two cores of this machine."""
    return hub("link", str(source), str(out), "--master", "local[2]", *options)


def hub(*arguments: str) -> Ran:
    """Asks the hub for something."""
    command = [sys.executable, "-m", "lurewatch", "hub", *arguments]
    listened = set[str]()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        end = time.monotonic() + _PATIENCE
        while process.poll() is None:
            listened.update(_listened(process.pid))
            if time.monotonic() > end:
                process.kill()
            time.sleep(0.2)
        assert process.stderr
        said = process.stderr.read().decode()
    return Ran(process.returncode, said, frozenset(listened))


def _listened(pid: int) -> Iterator[str]:
    sockets = {link for one in _family(pid) for link in _sockets(one)}
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            _, local, _, state, *rest = line.split()
            if state == _LISTENING and f"socket:[{rest[5]}]" in sockets:
                yield local


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = children.read_text().split()
        except OSError:
            continue
        for child in found:
            yield from _family(int(child))


def _sockets(pid: int) -> Iterator[str]:
    try:
        for one in Path(f"/proc/{pid}/fd").iterdir():
            yield str(one.readlink())
    except OSError:  # the process has ended, or closed the file
        return
