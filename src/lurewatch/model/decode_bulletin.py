"""A bulletin from JSON, taken as it is or refused as a whole: what a partner sends is a stranger's text."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from lurewatch.errors import BulletinFault
from lurewatch.model.bulletin import (
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
from lurewatch.model.encode_bulletin import FORM
from lurewatch.model.handle import Platform
from lurewatch.model.kind import Stage, Verdict, What
from lurewatch.model.message import Channel

_E = TypeVar("_E", bound=StrEnum)
_KEYS = frozenset({
    "form", "sender", "begun", "revised", "revision", "series", "recalled", "tlp", "confidence", "standard",
    "people", "conversations", "handles", "domains", "links", "templates", "first", "last", "pretexts", "stage",
    "asks", "offers", "moves", "handling", "channels",
})  # fmt: skip
_MOST = 1_000  # values in a list, before anything is made of them


def bulletin_of_json(value: object) -> Bulletin:
    """The bulletin that an object means; BulletinFault where it is none, or has anything beside."""
    if not isinstance(value, dict) or value.get("form") != FORM:
        raise BulletinFault(f"bulletin: no object with the form {FORM!r}; ask the sender which version they use")
    if unknown := value.keys() - _KEYS:
        raise BulletinFault(f"bulletin: {len(unknown)} keys that a bulletin does not have; nothing may ride along")
    return Bulletin(
        _issue(value),
        _choice(Tlp, value, "tlp"),
        _choice(Verdict, value, "confidence"),
        _choice(Standard, value, "standard"),
        shown_of_json(value),
        Counts(_choice(Band, value, "people"), _choice(Band, value, "conversations")),
        tuple(map(_handle, _list(value, "handles"))),
        _texts(value, "domains"),
        _texts(value, "links"),
        tuple(tuple(one.split(" ")) for one in _texts(value, "templates")),
        _day(value, "first"),
        _day(value, "last"),
    )


def shown_of_json(value: Mapping[str, object]) -> Shown:
    """What was shown, from its lists of words."""
    return Shown(
        _choices(Pretext, value, "pretexts"),
        _choice(Stage, value, "stage"),
        _choices(What, value, "asks"),
        _choices(Offer, value, "offers"),
        _choices(Move, value, "moves"),
        _choices(Handling, value, "handling"),
        _choices(Channel, value, "channels"),
    )


def _issue(value: Mapping[str, object]) -> Issue:
    revision, recalled = value.get("revision"), value.get("recalled", False)
    if not isinstance(revision, int) or isinstance(revision, bool) or not isinstance(recalled, bool):
        raise _wrong("revision" if isinstance(recalled, bool) else "recalled")
    series = _uuid(value, "series") if "series" in value else None
    return Issue(_uuid(value, "sender"), _time(value, "begun"), _time(value, "revised"), revision, series, recalled)


def _handle(value: object) -> Alleged:
    if not isinstance(value, dict) or value.keys() != {"platform", "value"}:
        raise _wrong("handles")
    return Alleged(_choice(Platform, value, "platform"), _text(value, "value"))


def _choice(kind: type[_E], value: Mapping[str, object], key: str) -> _E:
    try:
        return kind(_text(value, key))
    except ValueError:
        raise _wrong(key) from None


def _choices(kind: type[_E], value: Mapping[str, object], key: str) -> tuple[_E, ...]:
    try:
        return tuple(kind(one) for one in _texts(value, key))
    except ValueError:
        raise _wrong(key) from None


def _texts(value: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = tuple(one for one in _list(value, key) if isinstance(one, str))
    if len(found) != len(_list(value, key)):
        raise _wrong(key)
    return found


def _list(value: Mapping[str, object], key: str) -> list[object]:
    found = value.get(key, [])
    if not isinstance(found, list) or len(found) > _MOST:
        raise _wrong(key)
    return found


def _text(value: Mapping[str, object], key: str) -> str:
    found = value.get(key)
    if not isinstance(found, str):
        raise _wrong(key)
    return found


def _uuid(value: Mapping[str, object], key: str) -> UUID:
    try:
        found = UUID(_text(value, key))
    except ValueError:
        raise _wrong(key) from None
    if str(found) != value[key]:
        raise _wrong(key)
    return found


def _time(value: Mapping[str, object], key: str) -> datetime:
    try:
        found = datetime.fromisoformat(_text(value, key))
    except ValueError:
        raise _wrong(key) from None
    if found.tzinfo is None:
        raise _wrong(key)
    return found


def _day(value: Mapping[str, object], key: str) -> date | None:
    if key not in value:
        return None
    try:
        return date.fromisoformat(_text(value, key))
    except ValueError:
        raise _wrong(key) from None


def _wrong(key: str) -> BulletinFault:
    return BulletinFault(f"bulletin: {key} is missing, or not what a bulletin has there; refused as a whole")
