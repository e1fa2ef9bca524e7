"""What a person decided of an approach."""

from dataclasses import dataclass
from datetime import datetime

from lurewatch.model.kind import Kind


@dataclass(frozen=True, slots=True)
class Decision:
    """What an approach was held to be, why, by which account and when; `contests` where it took a decision back.

    `kind` is None where the approach was reopened without saying what it is instead.
    """

    approach: str
    kind: Kind | None
    reason: str
    by: str
    at: datetime
    contests: bool = False
