"""The desk killed in the middle of its work, by a signal that nothing can catch."""

import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from tests.desk.approaches import AUDITOR, LEAD, LUNCH, OFFICER, PAID, SETTINGS, mail, reported
from tests.store.opened import SECRET, Kept

from lurewatch.desk.auditing import verify
from lurewatch.desk.deciding import decide
from lurewatch.desk.queue import count, queue
from lurewatch.desk.retention import deletions, retain, still_due
from lurewatch.model.approach import State
from lurewatch.model.kind import Kind
from lurewatch.model.queue import Wanted

_BEGIN = """
import sys
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from lurewatch.store.keys import use
from lurewatch.store.opening import ready
from lurewatch.store.settings import DjangoPart
from tests.desk.approaches import KIM, LEAD, OFFICER, SETTINGS, mail
use(bytes.fromhex(sys.argv[2]))
ready(DjangoPart({0!r}))
print("ready", flush=True)
"""
_INTAKE = """
from lurewatch.desk.reporting import Reporting
reporting = Reporting(SETTINGS)
print("begun", flush=True)
for number in range(400):
    reporting.mail(KIM, mail(sender=f"a{number}@firm{number}.example"))
"""
_DECISION = """
from lurewatch.desk.deciding import decide
from lurewatch.desk.queue import queue
from lurewatch.model.kind import Kind
from lurewatch.model.queue import Wanted
names = [line.id for line in queue(OFFICER, Wanted(states=(), most=200)).lines]
print("begun", flush=True)
for number in range(400):
    decide(OFFICER, names, list(Kind)[number % 4], "a reason", once=f"form-{number}")
"""
_RETENTION = """
from lurewatch.desk.retention import retain
from lurewatch.store import retention
retention._AT_ONCE = 1
print("begun", flush=True)
retain(LEAD, SETTINGS, date(2040, 1, 1))
"""


def killed(code: str, kept: Kept, seconds: float) -> None:
    """Runs code on the store in a process of its own, and kills it some time after it has begun."""
    root = str(Path(__file__).parents[2])
    program = _BEGIN.format(kept.part.databases) + code
    command = [sys.executable, "-c", program, root, SECRET.hex()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout
        assert any(line == "begun\n" for line in process.stdout)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)


@pytest.fixture
def ten(store: Kept) -> list[str]:
    """Ten approaches."""
    return reported(*(mail(PAID if at % 2 else LUNCH, sender=f"b{at}@firm{at}.example") for at in range(10)))


@pytest.mark.parametrize("seconds", [0.05, 0.4])
def test_during_intake(store: Kept, seconds: float) -> None:
    """Every report is there whole or not at all; taking all of them in again doubles none."""
    killed(_INTAKE, store, seconds)
    before = count(OFFICER, Wanted(states=()))
    assert verify(AUDITOR).entries == before
    assert {line.reports for line in queue(OFFICER, Wanted(states=())).lines} <= {1}
    reported(*(mail(sender=f"a{number}@firm{number}.example") for number in range(before + 2)))
    assert count(OFFICER, Wanted(states=())) == before + 2
    found = verify(AUDITOR)
    assert (found.entries, found.fault) == (before + 2, "")


@pytest.mark.parametrize("seconds", [0.05, 0.4])
def test_during_a_decision(store: Kept, ten: list[str], seconds: float) -> None:
    """A decision on several counts for all of them or for none, and each stands once in the log."""
    from lurewatch.store import models  # noqa: PLC0415  once a store is open

    killed(_DECISION, store, seconds)
    by_form = [models.Decision.objects.filter(once=f"form-{number}").count() for number in range(400)]
    assert set(by_form) <= {0, len(ten)}
    found = verify(AUDITOR)
    assert (found.entries, found.fault) == (len(ten) + sum(by_form), "")
    last = sum(map(bool, by_form)) - 1
    decide(OFFICER, ten, Kind.COVERT, "a reason", once=f"form-{max(last, 0)}")
    assert models.Decision.objects.filter(once=f"form-{max(last, 0)}").count() == len(ten)


@pytest.mark.parametrize("seconds", [0.0, 0.05])
def test_during_retention(store: Kept, ten: list[str], seconds: float) -> None:
    """What is gone is on record, what is not on record is there, and the next run goes on."""
    from lurewatch.store import models  # noqa: PLC0415

    killed(_RETENTION, store, seconds)
    gone = count(OFFICER, Wanted(states=(State.GONE,)))
    there = models.Content.objects.count()
    lines = sum(one.number for one in deletions(AUDITOR))
    assert there + gone == models.Approach.objects.count()
    assert lines == (len(ten) - there) + (len(ten) - models.Approach.objects.count())
    assert not verify(AUDITOR).fault
    retain(LEAD, SETTINGS, date(2040, 1, 1))
    assert not any(still_due(LEAD, SETTINGS, date(2040, 1, 1)).values())
