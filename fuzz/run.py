"""The two processes that try a target: the engine, and the one that looks how time grows with size."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from fuzz.targets import Target

_HOUSE = Path(__file__).parents[1]
_MEMORY_DISK = Path("/dev/shm")  # noqa: S108  # each input is written to a folder once
_PREFIX = "lurewatch-fuzz-"
_SLOWEST = 25  # seconds for one input; more is a hang
_MEMORY = 1_500  # MB; rules and word lists take a tenth of it
_LONGEST = 16 << 10  # bytes of an input
_GROWTH = 10  # a tenth of the time looks for growth
_EACH = 100  # inputs of the engine for one that is looked at for growth
_GRACE = 180  # seconds beyond those given, to start and to end on a busy machine
_ENDED = {70: "a hang", 71: "out of memory", 77: "a claim is broken, or an exception"}
_EXECUTED = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
_COVERED = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")
_RAISED = re.compile(r"^(?:[\w.]*(?:Error|Broken|Exception|Exit)\b.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of one target came to; `found` are files with the inputs that broke it, `faults` say how."""

    target: str
    executed: int
    covered: int
    found: tuple[Path, ...]
    faults: tuple[str, ...]

    def line(self) -> str:
        """The run on one line."""
        end = "; ".join(self.faults) or "nothing found"
        return f"{self.target:24} {self.executed:>9} inputs, {self.covered:>5} edges: {end}"


def fuzzed(target: Target, seconds: int, out: Path, seed: int = 0, most: int = -1) -> Run:
    """Tries a target for so many seconds; inputs that reach something new stay in `out` for the next time.

    With a seed and `most` inputs the run is the same on every machine that is fast enough.
    """
    folder = (out / target.name).resolve()
    found = folder / "found"
    for one in ("inputs", "seeds", "found"):
        (folder / one).mkdir(parents=True, exist_ok=True)
    for number, data in enumerate((*target.seeds, *target.kept)):
        (folder / "seeds" / f"{number}").write_bytes(data)
    before = set(found.iterdir())
    growth = max(1, seconds // _GROWTH)
    ended = [
        _process(
            folder / "engine.log", seconds, "fuzz.engine", target.name, *_options(folder, seconds - growth, seed, most)
        ),
        _process(
            folder / "growth.log",
            growth,
            *("fuzz.growth", target.name, str(growth), str(found), str(seed), str(most // _EACH if most > 0 else most)),
        ),
    ]
    text = (folder / "engine.log").read_text("utf-8", "replace")
    executed, covered = _EXECUTED.search(text), _COVERED.findall(text)
    return Run(
        target.name,
        int(executed[1]) if executed else 0,
        int(covered[-1][0]) if covered else 0,
        tuple(sorted(set(found.iterdir()) - before)),
        tuple(fault for fault in ended if fault),
    )


def _options(folder: Path, seconds: int, seed: int, most: int) -> tuple[str, ...]:
    """libFuzzer's: https://llvm.org/docs/LibFuzzer.html#options."""
    return (
        *(f"-max_total_time={max(1, seconds)}", f"-timeout={_SLOWEST}", f"-rss_limit_mb={_MEMORY}"),
        *(
            f"-max_len={_LONGEST}",
            "-print_final_stats=1",
            f"-seed={seed}",
            f"-runs={most}",
            f"-artifact_prefix={folder}/found/",
        ),
        *(f"{folder}/inputs", f"{folder}/seeds"),
    )


def swept(where: Path) -> None:
    """Removes what earlier runs left there that were ended before they could do so themselves."""
    for folder in where.glob(f"{_PREFIX}*-*"):
        process = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if process.isdigit() and not _is_running(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _process(log: Path, seconds: int, module: str, *arguments: str) -> str:
    """Runs a module to its end; says how it ended if not well."""
    with log.open("wb") as stream:
        command = [sys.executable, "-m", module, *arguments]
        try:
            code = ended(command, stream, seconds + _GRACE)
        except subprocess.TimeoutExpired:
            return f"did not end ({log})"
    if not code:
        return ""
    raised = _RAISED.findall(log.read_text("utf-8", "replace"))
    return f"{_ENDED.get(code, f'ended with {code}')}: {raised[-1] if raised else 'see'} ({log})"


def ended(command: list[str], stream: IO[bytes], seconds: int) -> int:
    """The exit code of a command, of whose temporary files none is left: the engine ends without cleaning up."""
    where = _MEMORY_DISK if _MEMORY_DISK.is_dir() else None
    swept(where or Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", dir=where) as folder:
        given = os.environ | {"TMPDIR": folder}
        done = subprocess.run(
            command, cwd=_HOUSE, stdout=stream, stderr=stream, timeout=seconds, check=False, env=given
        )
    return done.returncode
