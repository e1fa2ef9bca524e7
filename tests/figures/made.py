"""Approaches made up to be counted."""

from dataclasses import replace
from datetime import date

from lurewatch.model.counted import Counted
from lurewatch.model.kind import Stage, Verdict
from lurewatch.model.message import Channel

TODAY = date(2026, 6, 30)
APPROACH = Counted("p1", "", "k1", date(2026, 3, 2), 0.9, Verdict.HIGHLY_LIKELY, Channel.EMAIL, Stage.TASK, read=True)


def approach(person: str = "p1", persona: str = "k1", day: date | None = APPROACH.day, **other: object) -> Counted:
    """An approach to one of our people."""
    return replace(APPROACH, person=person, persona=persona, day=day, **other)  # type: ignore[arg-type]
