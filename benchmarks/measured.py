"""Runs a command and prints its seconds and its peak of memory in MB: `python -m benchmarks.measured COMMAND...`.

A process of its own, since a child's peak includes that of the process which started it until it begins to run.
"""

import json
import os
import subprocess
import sys
from time import perf_counter
from typing import NamedTuple, cast


class Usage(NamedTuple):
    """What a command took: seconds by the clock, megabytes (10^6 bytes) at most, and its exit code."""

    seconds: float
    megabytes: float
    code: int


def usage_of(command: list[str]) -> Usage:
    """The usage of a command, run in a process that is small itself; what it prints is passed over."""
    runner = [sys.executable, "-m", "benchmarks.measured", *command]
    done = subprocess.run(runner, stdout=subprocess.PIPE, check=True)
    seconds, megabytes, code = cast("tuple[float, float, int]", json.loads(done.stdout))
    return Usage(seconds, megabytes, code)


def main(command: list[str]) -> None:
    """Runs the command and prints a JSON list."""
    begin = perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere: getrusage(2)
    sys.stdout.write(json.dumps([perf_counter() - begin, used.ru_maxrss * unit / 1e6, child.returncode]))


if __name__ == "__main__":
    main(sys.argv[1:])
