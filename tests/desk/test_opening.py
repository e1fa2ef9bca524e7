"""The store opened by a process of its own, as a command does."""

import os
import subprocess
import sys
from pathlib import Path

from tests.desk.written import settings

_OPEN = """
import sys
from pathlib import Path
from lurewatch.desk.opening import opened
from lurewatch.errors import UsageError
try:
    opened(Path(sys.argv[1]))
except UsageError as error:
    sys.exit(str(error))
"""
_NO_DJANGO = """
import sys
import lurewatch.desk.reporting, lurewatch.desk.queue, lurewatch.desk.approach, lurewatch.desk.campaigns
import lurewatch.desk.deciding, lurewatch.desk.revealing, lurewatch.desk.auditing, lurewatch.desk.opening
sys.exit("django" in sys.modules)
"""


def run(code: str, *arguments: str, key: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a few lines in a process of their own."""
    environment = {**os.environ, **({"LUREWATCH_STORE_KEY": key} if key else {})}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_a_new_store(tmp_path: Path) -> None:
    """A store that is not there yet is made, with a key beside it that nobody but its owner can read."""
    file = str(settings(tmp_path, '[store]\ndatabase = "desk/cases.sqlite3"'))
    done = run(_OPEN, file)
    assert done.returncode == 0, done.stderr
    key = tmp_path / "desk" / "cases.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert run(_OPEN, file).returncode == 0
    key.chmod(0o644)
    assert "others than its owner" in run(_OPEN, file).stderr


def test_another_key(tmp_path: Path) -> None:
    """A store does not open with a key that is not its own, and a lost key is never replaced by a new one."""
    file = str(settings(tmp_path, '[store]\ndatabase = "cases.sqlite3"'))
    assert run(_OPEN, file).returncode == 0
    assert "not the one that this store was made with" in run(_OPEN, file, key="ab" * 32).stderr
    assert "no key, which is 64 hex digits" in run(_OPEN, file, key="a password").stderr
    (tmp_path / "cases.key").unlink()
    assert "cannot be read" in run(_OPEN, file).stderr


def test_requests_without_a_store() -> None:
    """Naming a request loads no Django; only asking it does."""
    assert run(_NO_DJANGO).returncode == 0
