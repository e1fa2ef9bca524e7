"""Invitations of a LinkedIn export: Invitations.csv, with profiles (from late 2023) or without.

An invitation without a note says nothing, so only those with one become messages.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import Head
from lurewatch.sources.table import Row, rows
from lurewatch.text import handles

_COLUMNS = ("from", "to", "sent at", "direction")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4}), (\d{1,2}):(\d\d)(?::\d\d)? ?([AP]M)?", re.IGNORECASE)
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2,4}), (\d{1,2}):(\d\d)(?::\d\d)?")


class LinkedInInvitations:
    """Reads LinkedIn's table of invitations."""

    kind = "LinkedIn invitations"

    def recognises(self, head: Head) -> bool:
        """Whether its columns are those of LinkedIn invitations."""
        return head.has_columns(*_COLUMNS)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The notes that came with invitations, as messages, in the order of the file."""
        for row in rows(opened, _COLUMNS):
            if isinstance(row, Gap):
                yield row
            elif row.cell("message"):
                yield from _note(row, Place(opened.source, row.number), limits)


def _note(row: Row, place: Place, limits: Limits) -> Iterator[Item]:
    clock, text = row.cell("sent at"), row.cell("message")
    author = _person(row.cell("from"), row.cell("inviterprofileurl"))
    recipient = _person(row.cell("to"), row.cell("inviteeprofileurl"))
    sent = _time(" ".join(clock.split()))
    yield Message(
        id=hashlib.blake2b(f"{author.key}\n{recipient.key}\n{clock}".encode(), digest_size=12).hexdigest(),
        author=author,
        recipients=(recipient,),
        text=text[: limits.text_characters],
        channel=Channel.LINKEDIN,
        place=place,
        sent_at=sent,
        local_time=clock,
    )
    if sent is None:
        yield Gap("the time of a message", str(place), "a Sent At that is no date; kept without a time")


def _person(name: str, url: str) -> Handle:
    return handles.profile(url, name) if url else handles.named(name)


def _time(clock: str) -> datetime | None:
    """`1/29/26, 2:37 PM` (month first) or `29.01.26, 14:37`; the export names no zone, so it is taken as UTC."""
    american, german = _AMERICAN.fullmatch(clock), _GERMAN.fullmatch(clock)
    if american:
        month, day, year, hour, minute = (int(part) for part in american.groups()[:5])
        half = (american[6] or "").upper()
        hour = hour if not half else hour % 12 + (12 if half == "PM" else 0)
    elif german:
        day, month, year, hour, minute = (int(part) for part in german.groups())
    else:
        return None
    try:
        return datetime(year + 2000 if year < 100 else year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None
