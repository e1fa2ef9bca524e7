"""When the messages of a text were sent that somebody copied out of a window."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from lurewatch.model.gap import Gap
from lurewatch.sources.clock import CLOCK, is_half_day, time_of
from lurewatch.sources.day_order import DayOrder, Order
from lurewatch.sources.pasted_turn import PastedTurn
from lurewatch.sources.written_day import Day, day_in

_NO_DAY = "shows the hour or the day of the week alone; kept without a time, in the order of the text"
_NO_ZONE = "shows no zone; the times are taken as UTC"
_CLOCK = re.compile(CLOCK)
_ZONE = re.compile(r"(?:(?:GMT|UTC)?([+-])(\d\d):?(\d\d)|GMT|UTC)\b")


class Times(NamedTuple):
    """The time of each turn, None where it has none; and what is to be told of them.

    `doubt`: why days may be mistaken. `is_undated`: some show an hour and no day. `is_zoneless`: some show no zone.
    """

    sent: tuple[datetime | None, ...]
    doubt: str
    is_undated: bool
    is_zoneless: bool

    def gaps(self, source: str) -> Iterator[Gap]:
        """What is to be told of them, as gaps."""
        if self.is_undated:
            yield Gap("the days of its messages", source, _NO_DAY)
        if self.doubt:
            yield Gap("the days of its messages", source, self.doubt)
        if self.is_zoneless:
            yield Gap("the zone of its times", source, _NO_ZONE)


def times_of(turns: Sequence[PastedTurn]) -> Times:
    """The times of all turns; the order of day and month in them is told from all of them together."""
    order, days = DayOrder(), [_day(turn) for turn in turns]
    for day in days:
        if day.numbers:
            order.take(day.numbers)
    clocks = [_clock(day) for day in days]
    settled = order.settle(is_half_day=any(map(is_half_day, clocks)))
    zones = [_ahead(day.rest) for day in days]
    parts = zip(days, clocks, zones, strict=True)
    sent = tuple(_moment(day, clock, zone, settled.order) for day, clock, zone in parts)
    is_zoneless = any(at and zone is None for at, zone in zip(sent, zones, strict=True))
    is_undated = any(turn.stamp and not at for turn, at in zip(turns, sent, strict=True))
    return Times(sent, settled.doubt, is_undated, is_zoneless)


def _day(turn: PastedTurn) -> Day:
    """The day in a turn's stamp, else that of the line above it."""
    own = day_in(turn.stamp)
    return own if own.day or own.numbers else day_in(turn.day)._replace(rest=own.rest)


def _clock(day: Day) -> str:
    """The last time of day in a stamp, its day and zone left out, since parts of them look like one."""
    found = _CLOCK.findall(_ZONE.sub("", day.rest))
    return found[-1] if found else ""


def _ahead(stamp: str) -> timedelta | None:
    found = _ZONE.search(stamp)
    if found is None:
        return None
    ahead = timedelta(hours=int(found[2] or 0), minutes=int(found[3] or 0))
    return -ahead if found[1] == "-" else ahead


def _moment(day: Day, clock: str, ahead: timedelta | None, order: Order) -> datetime | None:
    on, at = day.on(order), time_of(clock)
    if on is None or at is None:
        return None
    return datetime.combine(on, time(*at), UTC) - (ahead or timedelta())
