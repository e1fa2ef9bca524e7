"""What became of something that somebody handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lurewatch.model.gap import Gap


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a report came to: the approaches it stands in, and what was left out.

    `again` where this very report had been handed in before. `skipped` counts messages on skip-lists, by list; they
    were not read. `gaps` say what could not be read.
    """

    approaches: tuple[str, ...] = ()
    again: bool = False
    skipped: Mapping[str, int] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
