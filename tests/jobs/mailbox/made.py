"""Mails and settings for watches, and watches themselves."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Protocol

from tests.desk.written import BASIS, SKIP, settings
from tests.jobs.mailbox.authority import Authority
from tests.jobs.mailbox.dovecot import PASSWORD, USER
from tests.sources.made import mail

from lurewatch.cli.commands import run
from lurewatch.cli.launchers import Launchers
from lurewatch.jobs.mailbox.journal import Journal
from lurewatch.jobs.mailbox.watch import watch

LAUNCHERS = Launchers(watch=watch)
OFFER = (
    "Your expertise in quantum computing caught my eye. My client, who prefers not to be named, pays 900 for a short "
    "report on what you have not published yet. Please keep this between us, and do not tell your employer.\n"
)
LUNCH = "Lunch at noon on Friday? The usual place.\n"


def offer(number: int, **fields: str) -> bytes:
    """An approach to the mailbox's owner, by a contact of its own."""
    given = {"from": f"Rowan Ashby <r{number}@northgate.example>", "to": USER, "message_id": f"<o{number}@n.example>"}
    return mail(f"{OFFER}Reference {number}.\n", **(given | fields))


def lunch(number: int, **fields: str) -> bytes:
    """An ordinary mail."""
    given = {"from": f"Bo Lind <bo{number}@firm.example>", "to": USER, "message_id": f"<l{number}@firm.example>"}
    return mail(f"{LUNCH}Number {number}.\n", **(given | fields))


class Server(Protocol):
    """A server to be watched."""

    port: int
    authority: Authority


class Watched:
    """A watch of a server's mailbox, with its settings, journal and findings in a folder of its own."""

    def __init__(self, folder: Path, server: Server, **entries: object) -> None:
        self.found = folder / "found.jsonl"
        self.journal = folder / "found.jsonl.journal"
        given = {"host": "localhost", "port": server.port, "ca": str(server.authority.certificate), "user": USER}
        lines = [f"{key} = {_toml(value)}" for key, value in (given | {"found": "found.jsonl"} | entries).items()]
        self.settings = settings(folder, BASIS, SKIP, "[mailbox]", *lines)

    def once(self) -> int:
        """Reads what is there in this process; the exit code."""
        return run(["watch", "--config", str(self.settings), "--once"], LAUNCHERS)

    def lines(self) -> list[dict[str, object]]:
        """The findings; whole lines alone."""
        if not self.found.exists():
            return []
        return [json.loads(line) for line in self.found.read_text().splitlines(keepends=True) if line.endswith("\n")]

    def senders(self) -> list[str]:
        """Of each finding the contact's handle, in order of the alphabet."""
        return sorted(line["contact"]["handles"][0] for line in self.lines())  # type: ignore[index]

    def counts(self) -> dict[str, int]:
        """How many messages were read, and passed over, by the journal."""
        with closing(Journal(self.journal, f"{USER} at localhost")) as journal:
            return {what: number for what, number in journal.counts().items() if what.startswith(("read", "passed"))}

    def awaited(self, number: int, seconds: float = 60) -> float:
        """Waits until there are so many findings; how long that took."""
        begun = time.monotonic()
        eventually(lambda: len(self.lines()) >= number, seconds)
        return time.monotonic() - begun

    @contextmanager
    def running(self, **environment: str) -> Iterator[subprocess.Popen[str]]:
        """A process that watches until the end of the block."""
        process = self.start(**environment)
        try:
            yield process
        finally:
            process.kill()
            process.wait(60)
            for stream in (process.stdout, process.stderr):
                _close(stream)

    def start(self, *options: str, **environment: str) -> subprocess.Popen[str]:
        """A process that watches."""
        command = [sys.executable, "-m", "lurewatch", "watch", "--config", str(self.settings), *options]
        given = os.environ | {"LUREWATCH_MAILBOX_PASSWORD": PASSWORD} | environment
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=given)


def _close(stream: IO[str] | None) -> None:
    if stream:
        stream.close()


def _toml(value: object) -> str:
    return json.dumps(value)  # texts, numbers and lists of them are written alike


def eventually(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Waits until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
