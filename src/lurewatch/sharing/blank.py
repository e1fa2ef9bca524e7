"""Bulletins that say nothing, and between them make every choice there is: what an encoder writes of its own accord."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from lurewatch.model.bulletin import (
    SHORTEST_RUN,
    Alleged,
    Band,
    Bulletin,
    Counts,
    Handling,
    Issue,
    Move,
    Offer,
    Pretext,
    Shown,
    Standard,
    Tlp,
)
from lurewatch.model.encode_bulletin import series_id
from lurewatch.model.handle import Platform
from lurewatch.model.kind import Stage, Verdict, What
from lurewatch.model.message import Channel

_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_E = TypeVar("_E", bound=StrEnum)
_HANDLES = (
    Alleged(Platform.ACCOUNT, "a/a"),
    Alleged(Platform.EMAIL, "a@a.a"),
    Alleged(Platform.NAME, "A"),
    Alleged(Platform.PHONE, "00000"),
    Alleged(Platform.PROFILE, "a.a/a"),
)


def blanks() -> Iterator[Bulletin]:
    """As many as it takes; the last is a recall."""
    for number in range(max(map(len, (Tlp, Verdict, Standard, Stage, Band)))):
        yield _blank(number)
    first = _blank(0)
    issue = first.issue._replace(revised=_DAY.replace(month=2), revision=2, series=series_id(first), recalled=True)
    yield Bulletin(issue, first.tlp, first.confidence, first.standard, Shown(), first.counts)


def _blank(number: int) -> Bulletin:
    return Bulletin(
        Issue(UUID(int=0), _DAY, _DAY),
        _one(Tlp, number),
        _one(Verdict, number),
        _one(Standard, number),
        Shown(
            tuple(Pretext), _one(Stage, number), tuple(What), tuple(Offer), tuple(Move), tuple(Handling), tuple(Channel)
        ),
        Counts(_one(Band, number), _one(Band, number)),
        _HANDLES,
        ("a.a",),
        ("https://a.a/a",),
        (("a",) * SHORTEST_RUN,),
        date(2026, 1, 1),
        date(2026, 1, 1),
    )


def _one(kind: type[_E], number: int) -> _E:
    return tuple(kind)[number % len(kind)]
