"""What is kept for how long, and what was deleted because its time was over."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class KeptAs(StrEnum):
    """Classes of what the desk keeps, each with its own time."""

    UNDECIDED = "content of approaches not decided"
    ORDINARY = "content of approaches decided not to be covert"
    COVERT = "content of approaches decided to be covert"
    CASES = "closed cases"
    LINES = "lines without content"


@dataclass(frozen=True, slots=True)
class Deletion:
    """What one run deleted of a class: how many, those last changed before which day, and when.

    `digest` is the SHA-256 of their names, one a line in order, by which somebody who has a list can hold it against.
    """

    at: datetime
    kept_as: KeptAs
    number: int
    before: date
    digest: str
