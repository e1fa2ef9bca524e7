"""What could not be read or judged."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that could not be read or judged, where, and why; never quotes a message's text."""

    what: str
    where: str
    why: str
