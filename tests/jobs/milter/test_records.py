"""Records: what an id stands for, for a while, for its owner alone."""

import json
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lurewatch.errors import UsageError
from lurewatch.jobs.milter.records import Records


def test_record(tmp_path: Path) -> None:
    """Its line holds the id, the time, the mail's name in the queue and what was found; nobody else may read it."""
    records = Records(tmp_path / "records", 90)
    identity = records.keep({"id": "another", "verdict": "likely"}, "Q1")
    (path,) = (tmp_path / "records").iterdir()
    line = json.loads(path.read_text(encoding="ascii"))
    assert (line["id"], line["queue_id"]) == (identity, "Q1")
    assert line["mail"] == {"id": "another", "verdict": "likely"}
    assert datetime.fromisoformat(line["at"]).tzinfo is UTC
    assert path.name == f"{line['at'][:10]}.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_ids(tmp_path: Path) -> None:
    """Two mails alike get two ids, which have nothing in common with each other or with what was found."""
    records = Records(tmp_path, 90)
    found = {records.keep({"verdict": "likely"}, "Q1") for _ in range(100)}
    assert len(found) == 100
    assert all(len(one) == 16 and int(one, 16) >= 0 for one in found)


def test_old_records(tmp_path: Path) -> None:
    """Days that are over their time go when a new day begins; nothing else in the folder does."""
    today = date(2026, 3, 31)
    for name in ("2026-03-01.jsonl", "2026-03-02.jsonl", "2020-01-01.jsonl", "2020-01-01.txt", "notes.jsonl"):
        (tmp_path / name).write_text("{}\n", encoding="ascii")
    records = Records(tmp_path, 10_000)
    assert len(list(tmp_path.iterdir())) == 5
    Records(tmp_path, 29).forget(today)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert "2020-01-01.jsonl" not in left
    assert {"2020-01-01.txt", "notes.jsonl"} <= set(left)
    assert records.keep({}, "")


def test_last_day_kept(tmp_path: Path) -> None:
    """A day stays for as many days as said, and goes on the next."""
    today = datetime.now(UTC).date()
    for days in (3, 4):
        (tmp_path / f"{today - timedelta(days=days)}.jsonl").write_text("{}\n", encoding="ascii")
    Records(tmp_path, 3)
    assert [path.name for path in tmp_path.iterdir()] == [f"{today - timedelta(days=3)}.jsonl"]


def test_folder_that_cannot_be(tmp_path: Path) -> None:
    """It is told before anything is served."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="no records can be kept there"):
        Records(tmp_path / "file", 90)


def test_link_in_the_way(tmp_path: Path) -> None:
    """A link where today's file should be is not followed."""
    target = tmp_path / "elsewhere"
    records = Records(tmp_path / "records", 90)
    (tmp_path / "records" / f"{datetime.now(UTC):%Y-%m-%d}.jsonl").symlink_to(target)
    with pytest.raises(OSError, match=r"symbolic links|loop"):
        records.keep({}, "Q1")
    assert not target.exists()
