"""A conversation as `lurewatch link` reads it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_FIRST = datetime(2026, 1, 5, 8, tzinfo=UTC)
_DAY = 24 * 60


@dataclass(slots=True)
class Record:
    """One conversation of a contact with one of our people; `minute` counts from the first day's morning."""

    id: str
    person: str
    organisation: str
    name: str
    handles: list[str]
    texts: list[str]
    minute: int
    channel: str = "email"

    @property
    def line(self) -> bytes:
        """It as a line of JSON."""
        messages = [
            {"from": "contact", "sent_at": _time(self.minute + number * _DAY), "text": text}
            for number, text in enumerate(self.texts)
        ]
        document = {
            "id": self.id,
            "channel": self.channel,
            "person": self.person,
            "organisation": self.organisation,
            "messages": messages,
            "contact": {"name": self.name, "handles": self.handles},
        }
        return json.dumps(document).encode() + b"\n"


def _time(minute: int) -> str:
    return (_FIRST + timedelta(minutes=minute)).isoformat().replace("+00:00", "Z")
