"""Bulletins out of a bundle of STIX 2.1 that a partner sent, object by object, so that none takes the memory of all."""

import json
import re
from collections.abc import Iterator

from lurewatch.errors import UsageError
from lurewatch.model.bulletin import Bulletin
from lurewatch.model.gap import Gap

LONGEST, MOST_OBJECTS = 32 << 20, 1_000_000  # bytes of a bundle, objects in it
_OBJECT, _USUAL = 1 << 20, 1 << 14  # characters of an object, and of the piece that is tried first
_BEGIN = re.compile(r'"objects"\s*:\s*\[')
_HEAD = 4_096  # characters in which a bundle's list of objects begins
_BETWEEN = re.compile(r"[\s,]*")
_decode = json.JSONDecoder().raw_decode


def is_bundle(head: bytes) -> bool:
    """Whether a file begins as a bundle does."""
    return head.lstrip().startswith(b"{") and bool(_BEGIN.search(head[:_HEAD].decode("utf-8", "replace")))


def bulletins_in(data: bytes, name: str) -> Iterator[Bulletin | Gap]:
    """The bulletins of a bundle and a Gap for each that is none; of what cannot be read to its end a Gap alone."""
    if len(data) > LONGEST:
        yield Gap("bulletins not read", name, f"longer than {LONGEST:,} bytes; ask for smaller bundles")
        return
    try:
        from lurewatch.sharing.stix.read import Fault, bulletins_of  # noqa: PLC0415  its library takes time to load
    except ModuleNotFoundError as error:
        raise UsageError(f"{name}: needs {error.name}, which is not there; pip install 'lurewatch[share]'") from error
    gaps: list[Gap] = []
    found = list(bulletins_of(_objects(data.decode("utf-8", "replace"), name, gaps)))
    for one in found if not gaps else ():
        if isinstance(one, Fault):
            yield Gap("bulletin not read", f"{name}, object {one.place}", one.why)
        else:
            yield one
    yield from gaps


def _objects(text: str, name: str, gaps: list[Gap]) -> Iterator[object]:
    """The objects, one at a time; what stops the reading goes to `gaps`."""
    begin = _BEGIN.search(text, 0, _HEAD)
    at = begin.end() if begin else len(text)
    for number in range(1, MOST_OBJECTS + 1):
        space = _BETWEEN.match(text, at)
        at = space.end() if space else at
        if text[at : at + 1] == "]":
            return
        found = _next(text, at)
        if found is None:
            why = f"no JSON, cut off, or longer than {_OBJECT:,} characters; none of the bundle counts"
            gaps.append(Gap("bulletins not read", f"{name}, object {number}", why))
            return
        value, at = found
        yield value
    gaps.append(Gap("bulletins not read", name, f"{MOST_OBJECTS:,} objects are the most; none of the bundle counts"))


def _next(text: str, at: int) -> tuple[object, int] | None:
    for most in (_USUAL, _OBJECT):
        try:
            value, size = _decode(text[at : at + most])
        except (ValueError, RecursionError):
            continue
        return value, at + size
    return None
