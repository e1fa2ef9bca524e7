"""For how many days the desk keeps what it keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lurewatch.config.table import Table
from lurewatch.model.retention import KeptAs

_MOST = 36_500
_DEFAULTS: Mapping[KeptAs, int] = MappingProxyType(
    {KeptAs.UNDECIDED: 365, KeptAs.ORDINARY: 90, KeptAs.COVERT: 1825, KeptAs.CASES: 1825, KeptAs.LINES: 3650}
)
_ENTRIES = {one.name.lower() + "_days": one for one in KeptAs}


@dataclass(frozen=True, slots=True)
class Retention:
    """Days for each class, from the last change on."""

    days: Mapping[KeptAs, int] = field(default_factory=lambda: _DEFAULTS)


def retention_of(table: Table) -> Retention:
    """What the table `[retention]` sets; lines are kept no shorter than what they are the lines of."""
    days = {one: table.number(entry, 1, _MOST, _DEFAULTS[one]) for entry, one in _ENTRIES.items()}
    longest = max(days[one] for one in (KeptAs.UNDECIDED, KeptAs.ORDINARY, KeptAs.COVERT))
    if days[KeptAs.LINES] < longest:
        table.fault(
            "lines_days", f"{days[KeptAs.LINES]} is less than the {longest} days of content; give {longest} or more"
        )
    table.end(tuple(_ENTRIES))
    return Retention(days)
