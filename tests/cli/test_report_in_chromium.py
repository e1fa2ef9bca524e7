"""The report in a real browser."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.cli.planted import write_mailbox

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


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a campaign under three names, one of them as long, and one turned as far, as a name can be."""
    folder = tmp_path_factory.mktemp("campaign")
    names = {"Jon Reed": "W" * 300, "Elin Sorrell": "\u05d0\u05d1\u05d2 \u05d3\u05d4\u05d5"}
    source = write_mailbox(folder / "planted.mbox", names)
    command = [sys.executable, "-m", "lurewatch", "scan", str(source), "--owner", "@haldenq.example"]
    subprocess.run([*command, "--html", str(folder / "report.html")], check=True, capture_output=True, timeout=120)
    return folder / "report.html"


def test_a_campaign_that_a_browser_makes_of_it(campaign: Path, tmp_path: Path) -> None:
    """Chromium shows both drawings with a row and a dot for each of our people."""
    page = LexborHTMLParser(chromium(tmp_path, "--dump-dom", campaign.as_uri()).stdout)
    when, who = page.css("#campaign-a svg.picture")
    assert len(when.css("text.token")) == 4
    assert len(who.css("circle.dot")) == 7


@pytest.mark.parametrize("width", [390, 1280])
def test_a_picture_of_a_campaign(campaign: Path, tmp_path: Path, width: int) -> None:
    """At phone and desktop width there is a page full of it, however long a contact's name is."""
    picture = tmp_path / "campaign.png"
    address = f"{campaign.as_uri()}#campaign-a"
    chromium(tmp_path, f"--screenshot={picture}", f"--window-size={width},1600", address)
    assert picture.stat().st_size > 60_000
