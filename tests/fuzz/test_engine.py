"""Every target under the fuzzing engine for twenty seconds, two side by side."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest
from fuzz.run import Run, fuzzed
from fuzz.targets import TARGETS

SECONDS = 20
MOST = 1_500  # inputs: the same ones in every run, so that a change is held against its own faults alone
FEWEST = 50  # edges that are seen
SMALL = {"heap": 40}  # a reader of one function, which has 48 in all
PACKED = {"screenshot", "marks"}  # most changes of a picture's packed bytes end at its first check
HOUSE = Path(__file__).parents[2]
PLANTED = """
import sys
from fuzz.engine import fuzz
from fuzz.targets import Target

def run(data, limits):
    if data.startswith(b"From") and b"zz" in data:
        raise ValueError("a fault")

fuzz(Target("planted", run, (b"From a",)), sys.argv[1:])
"""
VERSION = ".".join(map(str, sys.version_info[:2]))
pytestmark = [
    pytest.mark.service,
    pytest.mark.skipif(find_spec("atheris") is None, reason=f"no wheel of atheris for Python {VERSION}"),
]


@pytest.fixture(scope="module")
def runs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Run]]]:
    """The runs of all targets that are to be tested, begun at once."""
    out = tmp_path_factory.mktemp("fuzz")
    wanted = {item.name for item in request.session.items}
    chosen = [target for name, target in TARGETS.items() if f"test_a_target[{name}]" in wanted]
    with ThreadPoolExecutor(2) as pool:
        yield {target.name: pool.submit(fuzzed, target, SECONDS, out, seed=1, most=MOST) for target in chosen}
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("name", TARGETS)
def test_a_target(runs: dict[str, Future[Run]], name: str) -> None:
    """No input crashes or hangs it, breaks a claim, or takes time out of step with its size."""
    run = runs[name].result()
    assert run.faults == ()
    assert run.found == ()
    assert run.executed > len(TARGETS[name].seeds)
    assert run.covered > SMALL.get(name, FEWEST) or name in PACKED


def test_a_planted_fault(tmp_path: Path) -> None:
    """The engine finds it, and leaves the input that shows it."""
    command = [sys.executable, "-c", PLANTED, "-max_total_time=60", f"-artifact_prefix={tmp_path}/", "-seed=1"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 77, done.stderr
    assert "ValueError: a fault" in done.stderr + done.stdout
    (found,) = tmp_path.glob("crash-*")
    assert b"zz" in found.read_bytes()
