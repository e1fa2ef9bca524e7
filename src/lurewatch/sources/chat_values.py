"""Values of a chat's JSON as what they should be; what is of another kind counts as not there."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from lurewatch.sources.mending import whole

_NOTHING: Mapping[str, object] = {}


def text_of(value: object) -> str:
    """A text, to the letter, that can be written as UTF-8."""
    return whole(value) if isinstance(value, str) else ""


def word_of(value: object) -> str:
    """A text of one line, such as a name; a number as its digits."""
    return " ".join(id_of(value).split())


def id_of(value: object) -> str:
    """An id, or whatever else is no prose: a text without white space round it, or a number as its digits."""
    if isinstance(value, str):
        return whole(value).strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def object_of(value: object) -> Mapping[str, object]:
    """A JSON object."""
    return value if isinstance(value, dict) else _NOTHING


def objects_of(value: object) -> list[Mapping[str, object]]:
    """The JSON objects in a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def words_of(value: object) -> Iterator[str]:
    """The words and numbers in a list, without empty ones."""
    return filter(None, map(word_of, value)) if isinstance(value, list) else iter(())


def epoch_of(value: object) -> datetime | None:
    """A time as seconds since 1970, with or without a fraction, as a number or in digits."""
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return None
    try:
        return datetime.fromtimestamp(float(value), UTC)
    except (ValueError, OverflowError, OSError):
        return None
