"""The engine's process for one target: started, watched, and what it found told."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from fuzz.corpus import kept
from fuzz.targets import targets

_HOUSE = Path(__file__).parents[1]
_SLOWEST = 25  # seconds for one input; more is a hang
_MEMORY = 1_500  # MB; the rules and word lists take a third of it
_LONGEST = 8_192  # bytes of an input
_GRACE = 120  # seconds beyond those given, to start and to end
_ENDED = {70: "a hang", 71: "out of memory", 77: "a broken claim or an exception"}
_EXECUTED = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
_COVERED = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")
_RAISED = re.compile(r"^(?:[\w.]+(?:Error|Broken|Exception)\b.*|=+ Uncaught.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of one target came to; `found` are files with the inputs that broke it."""

    target: str
    executed: int
    covered: int
    inputs: int
    found: tuple[Path, ...]
    said: str

    def line(self) -> str:
        """The run on one line."""
        end = self.said or "nothing found"
        return f"{self.target:24} {self.executed:>9} inputs, {self.covered:>5} edges, {self.inputs:>5} kept: {end}"


def fuzzed(target: str, seconds: int, out: Path, seed: int = 0) -> Run:
    """Runs the engine on a target for so many seconds; inputs that reach something new stay in `out` for the next."""
    folder = out / target
    work, seeds, found = folder / "inputs", folder / "seeds", folder / "found"
    for one in (work, seeds, found):
        one.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate((*targets()[target].seeds, *kept(target))):
        (seeds / f"{number}").write_bytes(data)
    before = set(found.iterdir())
    command = [
        *(sys.executable, "-m", "fuzz.engine", target),
        *(f"-max_total_time={seconds}", f"-timeout={_SLOWEST}", f"-rss_limit_mb={_MEMORY}", f"-max_len={_LONGEST}"),
        *("-print_final_stats=1", f"-artifact_prefix={found}/", f"-seed={seed}", str(work), str(seeds)),
    ]
    log = folder / "log"
    with log.open("wb") as stream:
        ended = subprocess.run(
            command, cwd=_HOUSE, stdout=stream, stderr=stream, timeout=seconds + _GRACE + _SLOWEST, check=False
        )
    return _run(target, ended.returncode, log, sorted(set(found.iterdir()) - before))


def _run(target: str, code: int, log: Path, found: list[Path]) -> Run:
    text = log.read_text("utf-8", "replace")
    executed = _EXECUTED.search(text)
    covered = [*_COVERED.findall(text)][-1:] or [(0, 0, 0)]
    said = ""
    if code:
        raised = _RAISED.findall(text)
        said = f"{_ENDED.get(code, f'ended with {code}')}; {raised[-1] if raised else 'see'} ({log})"
    return Run(target, int(executed[1]) if executed else 0, int(covered[0][0]), int(covered[0][2]), tuple(found), said)
