"""Approaches of the past that have what partners report now: who of ours should be told."""

from dataclasses import dataclass
from pathlib import Path

from lurewatch.desk.permission import Request, allow
from lurewatch.model.approach import Line
from lurewatch.model.audit import Act
from lurewatch.model.gap import Gap
from lurewatch.model.member import Member
from lurewatch.model.reported import Reported
from lurewatch.sharing.received.sightings import received

_AT_ONCE = 500  # lines read together


@dataclass(frozen=True, slots=True)
class Hit:
    """An approach (its `person` a token) and what partners reported of its contact, the highest confidence first."""

    line: Line
    reported: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class Hunted:
    """The approaches that partners reported, the highest confidence first, and what could not be read of bulletins."""

    hits: tuple[Hit, ...]
    gaps: tuple[Gap, ...]


def hunt(by: Member, bulletins: Path) -> Hunted:
    """Looks through all that is kept of approaches for what the bulletins of a file or folder name; changes nothing.

    What has had its time or was erased is not there to be found. That somebody looked is in the log.
    """
    from lurewatch.store import approaches, audit  # noqa: PLC0415  only where a store is used
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.HUNT)
    known, gaps = received(bulletins)
    found: dict[str, tuple[Reported, ...]] = {}
    for name, conversation, _ in approaches.every():
        if reported := known.reported(conversation):
            found[name] = tuple(reported)
    names = sorted(found, key=lambda name: (found[name][0].rank, name))
    lines = {}
    for at in range(0, len(names), _AT_ONCE):
        lines.update(approaches.lines(names[at : at + _AT_ONCE]))
    with together():
        audit.note(by, Act.HUNTED, "bulletins", str(len(names)))
    return Hunted(tuple(Hit(lines[name], found[name]) for name in names if name in lines), tuple(gaps))
