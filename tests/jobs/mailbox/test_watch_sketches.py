"""A watch that keeps sketches of what it reads under its recorded basis."""

import json
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from tests.jobs.mailbox.dovecot import Dovecot
from tests.jobs.mailbox.made import Watched, lunch, offer

from lurewatch.cli.commands import run

pytestmark = pytest.mark.service


@pytest.fixture
def watched(server: Dovecot, tmp_path: Path) -> Watched:
    """A watch whose settings name a folder of sketches."""
    watched = Watched(tmp_path, server)
    with watched.settings.open("a") as file:
        file.write('\n[sketches]\nfolder = "kept"\nkey_file = "key"\n')
    assert run(["sketches", str(tmp_path / "kept"), "--days", "90", "--sketch-key", str(tmp_path / "key")]) == 0
    return watched


def test_a_later_offer(watched: Watched, server: Dovecot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a watch finds is told with what came before it; of mail on a skip-list nothing is kept."""
    today = {"date": format_datetime(datetime.now(UTC))}
    server.deliver(offer(1, **today), lunch(1, **today), offer(3, **today, **{"from": "rep@union.example"}))
    assert watched.once() == 0
    server.deliver(offer(2, **today, **{"from": "Wren Halloway <wren@southgate.example>"}))
    assert watched.once() == 0
    first, second = watched.lines()
    assert first["recalled"]["earlier"] == []  # type: ignore[index]
    (earlier,) = second["recalled"]["earlier"]  # type: ignore[index]
    assert earlier["conversation"] == first["recalled"]["conversation"]  # type: ignore[index]
    capsys.readouterr()
    assert run(["sketches", str(tmp_path / "kept"), "--sketch-key", str(tmp_path / "key")]) == 0
    assert json.loads(capsys.readouterr().out)["conversations"] == 3


def test_no_folder(watched: Watched, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A watch whose folder of sketches is not there refuses to start, before it reads anything."""
    (tmp_path / "kept" / "sketches.json").unlink()
    assert watched.once() == 2
    assert "kept: no sketches are kept there; make the folder" in capsys.readouterr().err
