"""Bulletins that partners sent: which count, what could not be read, and who of ours was approached earlier."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from lurewatch.desk.sketch_key import opened
from lurewatch.linking.named import Named, earlier_of_each
from lurewatch.model.bulletin import Bulletin
from lurewatch.model.earlier import Earlier
from lurewatch.model.encode_bulletin import series_id
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.sharing.received.fade import Met, share
from lurewatch.sharing.received.inbox import Inbox, inbox


@dataclass(frozen=True, slots=True)
class Counting:
    """A bulletin that counts: itself, its series, how much of its weight an address has today, and what came before."""

    bulletin: Bulletin
    series: str
    fresh: float
    earlier: tuple[Earlier, ...] = ()


@dataclass(slots=True)
class Received:
    """All that counts, in the order of series, what does not count (recalled or replaced), and what was not read."""

    counting: list[Counting] = field(default_factory=list)
    recalled: int = 0
    replaced: int = 0
    gaps: list[Gap] = field(default_factory=list)


def received(path: Path, sketches: Path | None = None, key_file: Path | None = None) -> Received:
    """What a file or folder of bulletins says now; with sketches, who of ours had to do with what each names."""
    found = inbox(path)
    earlier = _earlier(found, sketches, key_file) if sketches else {}
    today = datetime.now(UTC).date()
    counting = [
        Counting(one, str(series_id(one)), _fresh(one, today), tuple(earlier.get(str(number), ())))
        for number, one in enumerate(found.counting)
    ]
    return Received(counting, found.recalled, found.replaced, found.gaps)


def _fresh(one: Bulletin, today: date) -> float:
    return round(share(Met.EMAIL, one, today), 2)


def _earlier(found: Inbox, sketches: Path, key_file: Path | None) -> dict[str, list[Earlier]]:
    named = {str(number): _named(one) for number, one in enumerate(found.counting)}
    return earlier_of_each(opened(sketches, key_file), named)


def _named(one: Bulletin) -> Named:
    handles = [Handle(platform, value) for platform, value in one.handles if platform is not Platform.NAME]
    return Named(handles, one.domains, one.links)
