"""The way a mail took, as the servers on it wrote it down (Received, RFC 5321 section 4.4), and what cannot be in it.

Each server writes above those before it, so only the topmost lines are our own; what stands below may be invented.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from lurewatch.text.domains import registrable

_LONGEST = 1_000  # code points of one line
_FROM = re.compile(r"from\s+(\[?[\w.:-]+\]?)", re.IGNORECASE)
_KNOWN_AS = re.compile(r"\(\s*([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)\.?\s+\[")  # what the address is called in the DNS
_ADDRESS = re.compile(r"\[(?:IPv6:)?(\d{1,3}(?:\.\d{1,3}){3})\]", re.IGNORECASE)
_PRIVATE = re.compile(
    r"(?:0|10|127|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\."
)
_HELO = re.compile(r"\b(?:helo=|HELO |EHLO )\[?([\w.-]+)", re.IGNORECASE)
_BY = re.compile(r"\bby\s+([\w.-]+)", re.IGNORECASE)
_DATE = re.compile(
    r"(\d{1,2})\s+([A-Za-z]{3})\s+(\d{4})\s+(\d\d):(\d\d)(?::(\d\d))?\s*(?:([+-])(\d\d)(\d\d)|(UT|UTC|GMT|Z)\b)"
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = dict(zip(_NAMES, range(1, 13), strict=True))
_WRONG = timedelta(hours=12)  # by which a clock may be wrong: a missing zone, a machine never set


class Hop(NamedTuple):
    """One line: what the sending machine called itself, what its address is called and is, by whom and when taken."""

    greeting: str
    known_as: str
    address: str
    by: str
    at: datetime | None


def hops_of(lines: str) -> list[Hop]:
    """The lines of a way, the last server's first; what is missing in one is empty. Never raises."""
    return [_hop(line[:_LONGEST]) for line in lines.split("\n") if line]


def _hop(line: str) -> Hop:
    way, _, date = line.rpartition(";")
    way = way or line
    greeting = _HELO.search(way) or _FROM.match(way)
    known, address, by = _KNOWN_AS.search(way), _ADDRESS.search(way), _BY.search(way)
    return Hop(
        greeting[1].strip("[]").lower() if greeting else "",
        known[1].lower() if known else "",
        address[1] if address else "",
        by[1].lower() if by else "",
        _time(date),
    )


def _time(text: str) -> datetime | None:
    found = _DATE.search(text)
    if found is None or found[2].lower() not in _MONTHS:
        return None
    day, _, year, hour, minute, second, sign, hours, minutes, _ = found.groups()
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        clock = datetime(int(year), _MONTHS[found[2].lower()], int(day), int(hour), int(minute), tzinfo=UTC)
        clock += timedelta(seconds=int(second or 0))
        return clock + ahead if sign == "-" else clock - ahead
    except (ValueError, OverflowError):
        return None


def impossible(hops: Sequence[Hop], sent: datetime | None, ours: str) -> Iterator[str]:
    """What cannot be on an honest way, each in a sentence: time running backwards, or a stranger in our own name.

    `sent` is when the mail says it was written, `ours` the domain of whoever got it. Clocks may be half a day wrong.
    """
    times = [hop.at for hop in hops if hop.at]
    if any(earlier - later > _WRONG for later, earlier in pairwise(times)):
        yield "A server on the way took the mail before the one that handed it on had it."
    if times and sent and sent - times[0] > 2 * _WRONG:
        yield "The mail arrived more than a day before it says it was written."
    if any(_in_our_name(hop, {registrable(hops[0].by), registrable(ours)} - {""}) for hop in hops[:3]):
        yield "The machine that handed the mail in gave itself the receiving house's own name."


def _in_our_name(hop: Hop, house: set[str]) -> bool:
    """Whether a machine from outside greeted one of ours as if it were one of ours."""
    if registrable(hop.by) not in house or registrable(hop.greeting) not in house or not hop.known_as:
        return False
    return registrable(hop.known_as) not in house and _is_public(hop.address)


def _is_public(address: str) -> bool:
    return bool(address) and not _PRIVATE.match(address)
