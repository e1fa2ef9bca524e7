"""The mail filter as a process of its own, on loopback, as somebody would start it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.desk.written import BASIS, SKIP, settings

APPROACH = (
    "Your expertise in quantum computing caught my eye. My client, who prefers not to be named, pays 900 for a short "
    "report on what you have not published yet. Please keep this between us, and do not tell your employer."
)
SECONDS = 2  # for judging one mail


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@dataclass
class Filter:
    """The running filter: where it listens, its process, what it wrote."""

    port: int
    process: subprocess.Popen[bytes]
    folder: Path

    @property
    def log(self) -> str:
        """What it said so far."""
        return (self.folder / "log").read_text(encoding="utf-8")

    @property
    def records(self) -> str:
        """All records that it kept, a line each."""
        return "".join(path.read_text(encoding="ascii") for path in sorted((self.folder / "records").glob("*.jsonl")))

    @property
    def workers(self) -> list[int]:
        """The ids of its judging processes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return [int(one) for one in children.split()]

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ends it by a signal and gives its exit code."""
        self.process.send_signal(number)
        return self.process.wait(60)


@contextmanager
def running(folder: Path, port: int, *more: str, seconds: int = SECONDS) -> Iterator[Filter]:
    """A filter that listens on a port until the end of the block; `more` are further lines of `[milter]`."""
    table = f'[milter]\nlisten = "127.0.0.1:{port}"\nrecords = "records"\nseconds = {seconds}'
    folder.mkdir(exist_ok=True)
    config = settings(folder, BASIS, SKIP, table, *more)
    command = [sys.executable, "-m", "lurewatch", "milter", "--config", str(config)]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        found = Filter(port, process, folder)
        try:
            until(lambda: "listening" in found.log or process.poll() is not None)
            assert process.poll() is None, found.log
            yield found
        finally:
            _kill(process)


def until(is_so: Callable[[], bool], seconds: float = 60.0) -> None:
    """Waits until something is so; AssertionError where it is not in time."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.02)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.kill(process.pid, signal.SIGCONT)
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
