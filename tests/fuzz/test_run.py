"""The processes that fuzz, beside the engine."""

import sys
from pathlib import Path
from tempfile import TemporaryFile

from fuzz.run import ended

ENDS_HARD = "import os, sys, tempfile; print(tempfile.mkdtemp()); sys.stdout.flush(); os._exit(77)"


def test_a_process_that_ends_hard() -> None:
    """Nothing is left of its temporary files."""
    with TemporaryFile() as said:
        assert ended([sys.executable, "-c", ENDS_HARD], said, 60) == 77
        said.seek(0)
        folder = Path(said.read().decode().strip())
    assert "lurewatch-fuzz-" in folder.parent.name
    assert not folder.parent.exists()
