"""The processes that fuzz, beside the engine."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

from fuzz.run import ended, swept

ENDS_HARD = "import os, sys, tempfile; print(tempfile.mkdtemp()); sys.stdout.flush(); os._exit(77)"


def test_a_process_that_ends_hard() -> None:
    """Nothing is left of its temporary files."""
    with TemporaryFile() as said:
        assert ended([sys.executable, "-c", ENDS_HARD], said, 60) == 77
        said.seek(0)
        folder = Path(said.read().decode().strip())
    assert "lurewatch-fuzz-" in folder.parent.name
    assert not folder.parent.exists()


def test_what_an_earlier_run_left(tmp_path: Path) -> None:
    """It is removed where that run is over; what a run that goes on uses stays, and what is another's."""
    with subprocess.Popen([sys.executable, "-c", ""]) as over:
        over.wait()
    names = (f"lurewatch-fuzz-{over.pid}-a", f"lurewatch-fuzz-{os.getpid()}-b", "lurewatch-fuzz-c", "lurewatch-1-d")
    for name in names:
        (tmp_path / name / "inner").mkdir(parents=True)
    swept(tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(names[1:])
