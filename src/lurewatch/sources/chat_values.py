"""Values of a chat's JSON as what they should be; what is of another kind counts as not there."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from lurewatch.sources.mending import whole

_LONGEST_ID, _LONGEST_NAME = 200, 80
_NOTHING: Mapping[str, object] = {}


def text_of(value: object) -> str:
    """A text, to the letter, that can be written as UTF-8."""
    return whole(value) if isinstance(value, str) else ""


def word_of(value: object) -> str:
    """A text of one line, such as a file's name; a number as its digits."""
    return " ".join(text_of(value).split()) if isinstance(value, str) else id_of(value)


def name_of(value: object) -> str:
    """Somebody's name; one that is too long to be one is cut, since it is told again with every message to them."""
    return word_of(value)[:_LONGEST_NAME]


def id_of(value: object) -> str:
    """An id, or whatever else is no prose: a text without white space round it, or a number as its digits; bounded."""
    if isinstance(value, str):
        return whole(value[:_LONGEST_ID]).strip()
    return str(value)[:_LONGEST_ID] if isinstance(value, int) and not isinstance(value, bool) else ""


def object_of(value: object) -> Mapping[str, object]:
    """A JSON object."""
    return value if isinstance(value, dict) else _NOTHING


def objects_of(value: object) -> list[Mapping[str, object]]:
    """The JSON objects in a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def ids_of(value: object) -> Iterator[str]:
    """The ids in a list."""
    return filter(None, map(id_of, value)) if isinstance(value, list) else iter(())


def epoch_of(value: object) -> datetime | None:
    """A time as seconds since 1970, with or without a fraction, as a number or in digits."""
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return None
    try:
        return datetime.fromtimestamp(float(value), UTC)
    except (ValueError, OverflowError, OSError):
        return None
