"""What was read, for the reader of a report to know what the figures stand on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceRead:
    """A file (or archive member) that was read: its kind in words, how many messages it gave, how many gaps."""

    source: str
    kind: str
    messages: int
    gaps: int
