"""`lurewatch desk`, run in a process of its own."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.desk.approaches import LUNCH, mail
from tests.desk.written import settings
from tests.sharing.received.sent import bulletin, write


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a command."""
    command = [sys.executable, "-m", "lurewatch", "desk", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_reports_and_the_log(tmp_path: Path) -> None:
    """Mails are taken in from files, twice as once; the log is verified, and told when somebody changed it."""
    config = str(settings(tmp_path, '[judging]\nowners = ["@quietlab.example"]\n[store]\ndatabase = "cases.sqlite3"'))
    (tmp_path / "a.eml").write_bytes(mail())
    (tmp_path / "b.eml").write_bytes(mail(LUNCH, sender="ida@canteen.example"))
    files = [str(tmp_path / name) for name in ("a.eml", "b.eml", "a.eml")]
    done = run("report", *files, "--config", config)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("A-") == 3
    assert done.stdout.count("handed in before") == 1
    whole = run("verify-audit", "--config", config)
    assert (whole.returncode, whole.stdout[:9]) == (0, "2 entries"), whole.stderr
    assert run("retain", "--config", config).stderr.strip() == "lurewatch: 0 entries deleted; 0 still due"
    assert run("training", "--config", config).stdout == ""
    with sqlite3.connect(tmp_path / "cases.sqlite3") as connection:
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("UPDATE store_auditentry SET by = 'm9' WHERE number = 1")
    connection.close()
    changed = run("verify-audit", "--config", config)
    assert changed.returncode == 2
    assert "entry 1 is not what was written" in changed.stderr


def test_no_such_file(tmp_path: Path) -> None:
    """A file that cannot be read is told, with its name."""
    config = str(settings(tmp_path, '[store]\ndatabase = "cases.sqlite3"'))
    done = run("report", str(tmp_path / "none.eml"), "--config", config)
    assert done.returncode == 2
    assert "none.eml: cannot be read" in done.stderr


def test_who_had_to_do_with_a_reported_persona(tmp_path: Path) -> None:
    """A partner's bulletin finds the approach that was reported before, with the token of the person of ours."""
    config = str(settings(tmp_path, '[judging]\nowners = ["@quietlab.example"]\n[store]\ndatabase = "cases.sqlite3"'))
    (tmp_path / "a.eml").write_bytes(mail())
    assert run("report", str(tmp_path / "a.eml"), "--config", config).returncode == 0
    write(tmp_path / "sent.jsonl", [bulletin("rowan@northgate.example")])

    done = run("hunt", str(tmp_path / "sent.jsonl"), "--config", config)

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["person"]
    assert told["reported"][0]["confidence"] == "likely"
    assert "1 approach of 1 person of ours, to be told" in done.stderr
