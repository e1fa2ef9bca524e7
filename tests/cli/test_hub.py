"""`lurewatch hub link` as the shell knows it: what it hands on, and what it refuses."""

import subprocess
import sys
from pathlib import Path

import pytest

from lurewatch.cli.commands import run
from lurewatch.cli.launchers import Launchers, Tell
from lurewatch.flow import Options


def test_what_is_handed_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Paths, master, memory and options arrive as they were given, and what is told is shown on standard error."""
    taken: list[object] = []

    def link(source: Path, out: Path, where: tuple[str, str], options: Options, tell: Tell) -> None:
        taken.extend((source, out, where, options))
        tell("2 campaigns")

    topics = tmp_path / "topics.toml"
    topics.write_text("", encoding="utf-8")
    given = ["--master", "local[2]", "--memory", "2G", "--decided", "d.jsonl", "--topics", str(topics)]
    assert run(["hub", "link", "in", "out", *given], Launchers(hub_link=link)) == 0
    assert taken == [Path("in"), Path("out"), ("local[2]", "2g"), Options(topics=topics, decided=Path("d.jsonl"))]
    assert capsys.readouterr().err == "lurewatch: 2 campaigns\n"


@pytest.mark.parametrize("memory", ["", "4", "0g", "4t", "-1g", "4g -XX:OnError=x", "1234567g"])
def test_what_is_no_memory(memory: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Only an amount of memory reaches the command line of Java."""
    assert run(["hub", "link", "in", "out", "--memory", memory], Launchers(hub_link=_never)) == 2
    assert "an example is 4g" in capsys.readouterr().err


def _never(*_: object) -> None:
    raise AssertionError("Spark was to be started")


def test_without_what_may_reach_the_network(capsys: pytest.CaptureFixture[str]) -> None:
    """Where the shell was not handed Spark it says how to get it."""
    assert run(["hub", "link", "in", "out"]) == 2
    assert "start lurewatch from its own command" in capsys.readouterr().err


def test_without_its_extra() -> None:
    """Where pyspark is not installed, it is said how to get it."""
    code = "import sys; sys.modules['pyspark'] = None; from lurewatch.__main__ import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-c", code, "hub", "link", "in", "out"], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"which is not there; pip install 'lurewatch[spark]'" in done.stderr
