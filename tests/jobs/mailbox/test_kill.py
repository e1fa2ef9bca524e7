"""A watch that is killed, again and again: nothing is lost, nothing doubled."""

import random
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from subprocess import DEVNULL, PIPE

import pytest
from tests.jobs.mailbox.dovecot import Dovecot
from tests.jobs.mailbox.made import Watched, lunch, offer

pytestmark = pytest.mark.service
ROUNDS = 20
START = 1.2  # seconds that a watch needs until it reads, on a slow machine more
# For each number n that it reads, starts a watch that kills itself before its n-th statement to the journal or call of
# the operating system on a file, of a writing after the half of it; answers how that ended.
AT_A_MOMENT = """
import os, signal, sqlite3, sys
left = 0

def count():
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

def counted(call):
    def counting(*given, **named):
        count()
        return call(*given, **named)
    return counting

def written(number, data, write=os.write):
    if left == 1:
        write(number, data[: len(data) // 2])
    count()
    return write(number, data)

def connected(*given, connect=sqlite3.connect, **named):
    rows = connect(*given, **named)
    rows.set_trace_callback(lambda statement: count())
    return rows

from lurewatch.__main__ import main
import lurewatch.jobs.mailbox.watch
for moment in map(int, sys.stdin):
    child = os.fork()
    if not child:
        left = moment
        os.fsync, os.ftruncate, os.write, sqlite3.connect = counted(os.fsync), counted(os.ftruncate), written, connected
        os._exit(main())
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.mark.parametrize("seed", [1, 2])
def test_kill_at_any_time(seed: int, server: Dovecot, tmp_path: Path) -> None:
    """Killed at random times while mail comes in and is read, the watch at last has written each finding once."""
    chance = random.Random(seed)  # noqa: S311  a test must repeat
    watched = Watched(tmp_path, server, earlier=2, mark="$Lurewatch")
    sent = 0
    for _ in range(ROUNDS):
        process = watched.start()
        for _ in range(chance.randrange(4)):
            sent += 1
            server.deliver(offer(sent), lunch(sent), offer(0, **{"from": "rep@union.example"}))
        time.sleep(chance.uniform(0, 2 * START))
        process.kill()
        process.communicate(timeout=60)
    assert watched.once() == 0
    _is_whole(watched, server, sent)


def test_kill_at_every_moment(server: Dovecot, tmp_path: Path) -> None:
    """Killed before every single thing that a watch does to a file, and once more, all is as if it never was."""
    watched = Watched(tmp_path, server, mark="$Lurewatch")
    sent = 0
    command = [sys.executable, "-c", AT_A_MOMENT, "watch", "--config", str(watched.settings), "--once"]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, text=True) as runs:
        for moment in count(1):
            if moment % 3 == 1:
                sent += 1
                server.deliver(offer(sent), lunch(sent), offer(0, **{"from": "rep@union.example"}))
            if _ending(runs, moment) == 0:
                break
    assert moment > 20
    assert watched.once() == 0
    _is_whole(watched, server, sent)


def _ending(runs: "subprocess.Popen[str]", moment: int) -> int:
    assert runs.stdin
    assert runs.stdout
    runs.stdin.write(f"{moment}\n")
    runs.stdin.flush()
    code = int(runs.stdout.readline())
    assert code in {0, -signal.SIGKILL}
    return code


def _is_whole(watched: Watched, server: Dovecot, sent: int) -> None:
    assert watched.senders() == sorted(f"r{number}@northgate.example" for number in range(1, sent + 1))
    assert watched.counts() == {"read": 2 * sent, "passed over: union": sent}
    assert _marked(server) == sent


def _marked(server: Dovecot) -> int:
    with server.client() as client:
        client.select_folder("INBOX", readonly=True)
        return len(client.search(["KEYWORD", "$Lurewatch"]))
