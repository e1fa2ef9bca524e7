"""Files that results are written to."""

import os
import stat
from pathlib import Path

import pytest

from lurewatch.cli.outputs import check, opened
from lurewatch.errors import UsageError


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    """Until the end the old content stands; then the new, readable by its owner alone."""
    path = tmp_path / "report.html"
    path.write_text("old")
    with opened(path) as stream:
        stream.write("new")
        stream.flush()
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption(tmp_path: Path) -> None:
    """Nothing half-written is left behind."""

    def interrupted() -> None:
        with opened(tmp_path / "report.html") as stream:
            stream.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not list(tmp_path.iterdir())


def test_a_device() -> None:
    """What is no regular file is written to, not replaced."""
    with opened(Path(os.devnull)) as stream:
        stream.write("gone")
    assert not Path(os.devnull).is_file()


def test_broken_text(tmp_path: Path) -> None:
    """Half a surrogate pair does not stop the writing."""
    with opened(tmp_path / "out") as stream:
        stream.write("a\ud800b")
    assert (tmp_path / "out").read_text() == "a?b"


def test_outputs_that_make_no_sense(tmp_path: Path) -> None:
    """A folder, a missing folder, one name for two outputs, and an input are refused before any work."""
    mailbox = tmp_path / "mail.mbox"
    mailbox.write_text("From ")
    for outputs, words in (
        ([tmp_path], "is a folder"),
        ([tmp_path / "missing" / "out"], "there is no folder"),
        ([tmp_path / "out", tmp_path / "out"], "two outputs"),
        ([tmp_path / ".." / tmp_path.name / "mail.mbox"], "would be overwritten"),
    ):
        with pytest.raises(UsageError, match=words):
            check(outputs, [mailbox])
