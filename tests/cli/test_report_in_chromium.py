"""The report in a real browser."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
# Without the last four flags Chromium calls home at every start.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-quic",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
)

pytestmark = pytest.mark.service


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the examples, made by the command itself."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    sources = [str(EXAMPLES / name) for name in ("mailbox.mbox", "linkedin-export.zip", "reported")]
    command = [sys.executable, "-m", "lurewatch", "scan", *sources, "--html", str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path


def chromium(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs Chromium on its own empty profile."""
    program = shutil.which("chromium")
    assert program, "make test HEAVY=1 installs Debian's chromium"
    command = [program, *FLAGS, f"--user-data-dir={folder / 'profile'}", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)


def test_the_page_that_a_browser_makes_of_it(report: Path, tmp_path: Path) -> None:
    """Chromium shows the headings and the marked evidence, and the page holds no script of ours or of a message."""
    page = chromium(tmp_path, "--dump-dom", report.as_uri()).stdout
    assert "Ranked, the likeliest first" in page
    assert page.count("<mark") > 20
    assert "<script" not in page


@pytest.mark.parametrize("width", [390, 1280])
def test_a_picture_of_it(report: Path, tmp_path: Path, width: int) -> None:
    """At phone and desktop width Chromium draws a page full of text, not an empty one."""
    picture = tmp_path / "report.png"
    chromium(tmp_path, f"--screenshot={picture}", f"--window-size={width},1600", report.as_uri())
    assert picture.stat().st_size > 60_000
