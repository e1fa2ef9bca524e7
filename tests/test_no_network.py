"""A scan and an assessment open no socket, whatever library they use."""

import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"
# An audit hook hears of every socket that any code in the process makes, compiled code excepted.
GUARDED = """
import sys

def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "smtplib.", "subprocess.", "os.system")):
        raise RuntimeError(event)

sys.addaudithook(refuse)
from lurewatch.__main__ import main
sys.exit(main())
"""


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the command line under the guard."""
    command = [sys.executable, "-c", GUARDED, *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, timeout=60)


def test_a_scan_of_the_examples(tmp_path: Path) -> None:
    """Reading, judging and reporting the examples opens no socket and starts no program."""
    paths = [str(EXAMPLES / name) for name in ("mailbox.mbox", "linkedin-export.zip", "reported")]
    done = run("scan", *paths, "--html", str(tmp_path / "report.html"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "report.html").stat().st_size > 10_000


def test_an_assessment_on_a_pipe() -> None:
    """Assessing a conversation opens no socket and starts no program."""
    done = run("assess", stdin='{"id": "a", "messages": [{"from": "contact", "text": "see https://x.example"}]}\n')
    assert done.returncode == 0, done.stderr
    assert '"id": "a"' in done.stdout
