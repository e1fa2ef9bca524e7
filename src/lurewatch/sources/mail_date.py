"""When a mail was sent, from its Date field."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import mktime_tz, parsedate_tz

_USUAL = re.compile(
    r"(?:[A-Za-z]{3}, )?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)(?: \([^()]*\))?"
)
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = dict(zip(_NAMES, range(1, 13), strict=True))
_LONGEST = 100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def sent_at(field: str) -> datetime | None:
    """The time in UTC; None if the field holds none. A time without zone is taken as UTC."""
    found = _USUAL.fullmatch(field)
    if found is None or found[2] not in _MONTHS:
        return _unusual(field[:_LONGEST])
    day, _, year, hour, minute, second, sign, zone_hours, zone_minutes = found.groups()
    ahead = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
    try:
        clock = datetime(
            int(year), _MONTHS[found[2]], int(day), int(hour), int(minute), min(int(second), 59), tzinfo=UTC
        )
        return clock + ahead if sign == "-" else clock - ahead
    except (ValueError, OverflowError):
        return None


def _unusual(field: str) -> datetime | None:
    """Other spellings: what the standard library knows of mail's, and ISO 8601."""
    try:
        parts = parsedate_tz(field)
        if parts is not None:
            return _EPOCH + timedelta(seconds=mktime_tz((*parts[:9], parts[9] or 0)))
        time = datetime.fromisoformat(field)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
