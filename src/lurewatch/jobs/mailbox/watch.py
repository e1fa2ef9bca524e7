"""The door of this job: follows a mailbox from its settings on, until it is stopped."""

import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from lurewatch.desk.asked import Mailbox
from lurewatch.desk.intake import Intake, opened
from lurewatch.errors import ServiceGone, UsageError
from lurewatch.jobs.mailbox.connection import Connection
from lurewatch.jobs.mailbox.findings import Findings
from lurewatch.jobs.mailbox.journal import Journal, Reached
from lurewatch.jobs.mailbox.sign_in import SigningIn
from lurewatch.jobs.mailbox.sweep import Sweep
from lurewatch.jobs.mailbox.trouble import Trouble
from lurewatch.jobs.telling import Tell

IDLE_SECONDS = 9 * 60.0  # servers end an IDLE at 30 minutes (RFC 2177), what lies between forgets a silent line sooner
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 300.0
_ATTEMPTS = 5  # of a watch that is to end, as long as none of them brings it on


def watch(settings: Path, once: bool, tell: Tell) -> None:
    """Reads what is new in the mailbox and writes what it finds; then, unless `once`, waits for more, without end.

    Raises NoBasis before anything else; ServiceRefused when somebody has to change something; ServiceGone only if
    `once`, since otherwise the server is awaited.
    """
    intake = opened(settings)
    mailbox = intake.settings.mailbox
    if mailbox is None:
        raise UsageError(f"{settings}: no [mailbox] table; name the mailbox to watch (docs/configuration.md)")
    intake.begin_remembering()
    with (
        closing(Journal(mailbox.journal, f"{mailbox.user} at {mailbox.host}")) as journal,
        closing(Findings(mailbox.found, journal, tell)) as findings,
    ):
        tell(_beginning(intake, mailbox))
        following = Following(mailbox, intake, journal, findings, tell)
        if once:
            following.once()
        else:
            following.on()


class Following:
    """Follows one mailbox."""

    def __init__(self, mailbox: Mailbox, intake: Intake, journal: Journal, findings: Findings, tell: Tell) -> None:
        self._mailbox = mailbox
        self._intake = intake
        self._journal = journal
        self._findings = findings
        self._tell = tell
        self._signing_in = SigningIn(mailbox, tell)
        self._trouble = Trouble()
        self._pause = _FIRST_PAUSE

    def once(self) -> None:
        """Reads what is there, and tells the numbers; a server that goes is tried again as long as that helps."""
        left = _ATTEMPTS
        while True:
            before = self._reached()
            with closing(Connection(self._mailbox, self._signing_in.sign_in)) as connection:
                try:
                    self._swept(connection)
                    break
                except ServiceGone as error:
                    left = _ATTEMPTS if self._reached() != before else left - 1
                    if not left:
                        raise
                    self._tell(f"{error}; trying again")
        self._tell(_numbers(self._journal.counts()))

    def _reached(self) -> list[Reached]:
        return [self._journal.reached(folder) for folder in self._mailbox.folders]

    def on(self) -> None:
        """Reads and waits for ever; when the server has gone, comes back to it after ever longer pauses."""
        while True:
            try:
                self._connected()
            except ServiceGone as error:
                self._tell(f"{error}; trying again in {self._pause:.0f} s")
                time.sleep(self._pause)
                self._pause = min(2 * self._pause, _LONGEST_PAUSE)

    def _connected(self) -> None:
        with closing(Connection(self._mailbox, self._signing_in.sign_in)) as connection:
            while True:
                self._swept(connection)
                self._pause = _FIRST_PAUSE
                connection.wait(self._patience(connection))

    def _patience(self, connection: Connection) -> float:
        """How long to wait for the server to tell of a change; it tells of the folder that is open, and no other."""
        is_told = connection.has_idle and len(self._mailbox.folders) == 1
        return IDLE_SECONDS if is_told else float(self._mailbox.poll_seconds)

    def _swept(self, connection: Connection) -> None:
        self._intake.keep()  # so that sketches go in time where no mail comes
        sweep = Sweep(self._mailbox, self._intake, connection, self._journal, self._trouble)
        for name in reversed(self._mailbox.folders):  # the first stays open, and is the one that IDLE tells of
            if found := sweep.folder(name, self._findings, self._tell):
                self._tell(f"{name}: {found} found, written to {self._mailbox.found}")


def _beginning(intake: Intake, mailbox: Mailbox) -> str:
    recorded = intake.settings.watching
    by = f"{recorded.recorded_on}, {recorded.recorded_by}" if recorded else ""
    listed = ", ".join(f"{reason} {number}" for reason, number in intake.settings.skip.counted().items())
    what = "only to read" if not mailbox.mark else f"setting {mailbox.mark} on what is found"
    return f"watching {mailbox.user} at {mailbox.host}, {what}; basis recorded {by}; skip-lists: {listed}"


def _numbers(counts: Counter[str]) -> str:
    if not counts:
        return "no message was read yet"
    return "since the journal began: " + ", ".join(f"{what} {number}" for what, number in sorted(counts.items()))
