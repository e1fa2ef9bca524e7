"""Work that goes on in the background."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Work(StrEnum):
    """What can be done in the background."""

    LINK = "link"
    RETAIN = "retain"


class JobState(StrEnum):
    """How such work stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work: asked by which account and when, how many it has done, and why it failed, if it did."""

    number: int
    work: Work
    by: str
    state: JobState
    done: int
    asked: datetime
    ended: datetime | None = None
    fault: str = ""
