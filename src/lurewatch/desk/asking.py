"""What somebody asks in private: read and judged in memory, and forgotten. Nothing here knows the store."""

import json
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from lurewatch import flow
from lurewatch.config.settings import Settings
from lurewatch.desk.opening import settings_of
from lurewatch.desk.permission import Request, allow
from lurewatch.errors import LineError, UsageError
from lurewatch.model.conversation import Conversation
from lurewatch.model.encode import decided_as_json
from lurewatch.model.gap import Gap
from lurewatch.model.kind import Kind
from lurewatch.model.member import Member
from lurewatch.outcome import Judged
from lurewatch.sources.readers.jsonl import conversation_of_line

LONGEST = 1 << 20  # signs of a conversation that can be sent from a page
_MOST = 20  # conversations shown, the likeliest ones


@dataclass(frozen=True, slots=True)
class Asked:
    """The likeliest conversations of what was asked about, how many more there were, and what could not be read."""

    judged: tuple[Judged, ...]
    more: int
    gaps: tuple[Gap, ...]


class Asking:
    """Answers; for one thread at a time."""

    def __init__(self, settings: Settings | Path | None = None) -> None:
        read = settings if isinstance(settings, Settings) else settings_of(settings)
        self._options = read.judging

    def ask(self, by: Member, data: bytes, name: str) -> Asked:
        """What to think of a message, or of all that a file holds; `name` is what it is called where gaps tell of it.

        The member is neither kept nor told to anybody: their address only says which side of a mail is ours.
        """
        allow(by, Request.ASK)
        owners = (*self._options.owners, *((by.address,) if by.address else ()))
        scan = flow.scan_held(data, name, replace(self._options, owners=owners))
        ranked = sorted(scan.judged, key=lambda one: -one.assessment.probability)
        judged = tuple(islice(ranked, _MOST))
        return Asked(judged, len(ranked) - len(judged), tuple(scan.gaps))


def as_sent(one: Conversation) -> str:
    """A conversation as a page holds it until it is sent, one line of JSON; empty where it is too long for that."""
    line = json.dumps(decided_as_json(one, Kind.ORDINARY)["conversation"], ensure_ascii=True)
    return line if len(line) <= LONGEST else ""


def sent(line: str) -> Conversation:
    """The conversation that a page sent; UsageError where it is none."""
    try:
        return conversation_of_line(line.encode("utf-8", "replace"), 1, "what was sent")
    except LineError as error:
        raise UsageError(f"{error}; ask again") from error
