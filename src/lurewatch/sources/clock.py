"""A time of day as people's phones and screens write it."""

import re

_SPACE = "[ \u00a0\u202f]"
# Half a day: AM, pm, a.m., p. m. (Spanish), with the narrow spaces that phones put before it.
CLOCK = rf"\d{{1,2}}[:.h]\d{{2}}(?:[:.]\d{{2}})?(?:{_SPACE}?[AaPp]\.?{_SPACE}?[Mm]\b\.?)?"
_PARTS = re.compile(rf"(\d{{1,2}})[:.h](\d{{2}})(?:[:.](\d{{2}}))?(?:{_SPACE}?([AaPp]))?")


def is_half_day(clock: str) -> bool:
    """Whether it counts to twelve and says which half of the day."""
    found = _PARTS.match(clock)
    return found is not None and found[4] is not None


def time_of(clock: str) -> tuple[int, int, int] | None:
    """Hour (0 to 23), minute and second, or None where a clock shows no such time."""
    found = _PARTS.match(clock)
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4] and not 1 <= hour <= 12:
        return None
    if found[4]:
        hour = hour % 12 + (12 if found[4] in "Pp" else 0)
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None
