"""The log of what was done at the desk: tokens and closed choices, each entry chained to the one before."""

import hmac
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from enum import StrEnum

BEGINNING = "0" * 64  # what the first entry is chained to


class Act(StrEnum):
    """What can be done that leaves an entry."""

    REPORTED = "took in a report"
    OPENED = "opened an approach"
    DECIDED = "decided"
    CONTESTED = "contested a decision"
    REVEALED = "revealed a name"
    DISCLOSED = "looked at what was disclosed"
    CUT = "cut a link"
    BOUND = "bound two approaches"
    UNDONE = "took back what was decided of a link"
    LINKED = "linked all approaches again"
    HUNTED = "looked for what partners reported"
    EXPORTED = "exported decisions for training"
    FOUND = "looked up what is kept of a person"
    HANDED = "handed out what is kept of a person"
    CORRECTED = "corrected whose a handle is"
    ERASED = "erased a person"
    EXPIRED = "deleted what had its time"
    CASE_OPENED = "opened a case"
    CASE_SEEN = "looked at a case"
    CASE_CHANGED = "changed a case"
    PACKED = "made an evidence package"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act: number from 1, when, which account in which role, what, on which token.

    `detail` is a closed choice or a number; `reason` the keyed hash of what somebody wrote, which is kept elsewhere.
    `mark` chains it to the mark of the entry `before`.
    """

    number: int
    at: datetime
    by: str
    role: str
    act: Act
    subject: str
    detail: str = ""
    reason: str = ""
    before: str = BEGINNING
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying the log came to: how many entries, the last mark, and the first thing wrong, if any."""

    entries: int
    mark: str
    fault: str = ""


def chained(entry: AuditEntry, key: bytes) -> AuditEntry:
    """The entry with its mark: HMAC-SHA256 under `key` over everything else in it."""
    *values, _ = astuple(replace(entry, at=entry.at))
    told = json.dumps(values, default=lambda one: one.isoformat(), ensure_ascii=True).encode("ascii")
    return replace(entry, mark=hmac.digest(key, told, "sha256").hex())


def verified(entries: Iterable[AuditEntry], key: bytes, head: tuple[int, str]) -> Verified:
    """Whether each entry is what it was, none is missing, and the last is the one that `head` (number, mark) names."""
    before, count = BEGINNING, 0
    for entry in entries:
        count += 1
        if entry.number != count:
            return Verified(count - 1, before, f"entry {count} is missing")
        if entry.before != before or not hmac.compare_digest(chained(entry, key).mark, entry.mark):
            return Verified(count - 1, before, f"entry {count} is not what was written")
        before = entry.mark
    number, mark = head
    if (count, before) != (number, mark):
        return Verified(count, before, f"the log ends with entry {count}, though {number} were written")
    return Verified(count, before)
