"""What a part of a mail says it is: type, charset, boundary, file name, coding."""

import re
from email.message import Message
from functools import lru_cache
from typing import NamedTuple

from lurewatch.sources import charsets
from lurewatch.sources.mail_fields import decoded, line

_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+", re.ASCII)
_PARAMETER = re.compile(r';\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^;"\s]*))')
_LONGEST = 2_000
_CACHED = 120


class PartType(NamedTuple):
    """The type in lower case, and its parameters; empty where not given."""

    kind: str
    charset: str = ""
    boundary: str = ""
    name: str = ""


def part_type(field: bytes, default: str) -> PartType:
    """The Content-Type field's meaning; `default` where it is absent or makes no sense."""
    return _remembered(field, default) if len(field) < _CACHED else _part_type(field, default)


def _part_type(field: bytes, default: str) -> PartType:
    text = line(field)[:_LONGEST]
    found = _TYPE.match(text)
    if found is None:
        return PartType(default)
    given = _parameters(text)
    charset, boundary, name = (given.get(key, "") for key in ("charset", "boundary", "name"))
    return PartType(found[0].lower(), charset, boundary, file_name(name))


_remembered = lru_cache(maxsize=1024)(_part_type)


def disposition(field: bytes) -> tuple[bool, str]:
    """From Content-Disposition: whether the part is an attachment, and the file name it gives."""
    text = line(field)[:_LONGEST]
    return text.lower().startswith("attachment"), file_name(_parameters(text).get("filename", ""))


def file_name(written: str) -> str:
    """A file's name without its folders."""
    return re.split(r"[/\\]", decoded(written))[-1].strip()


def _parameters(text: str) -> dict[str, str]:
    if "*" in text or "\\" in text:
        return _parameters_by_the_book(text)
    return {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(text)}


def _parameters_by_the_book(text: str) -> dict[str, str]:
    """Continued and charset-marked parameters (RFC 2231), by the standard library."""
    part = Message()
    part["content-type"] = text
    try:
        given = part.get_params(failobj=[])
        return {name.lower(): charsets.scrub(_plain(value)) for name, value in given[1:]}
    except (ValueError, LookupError, TypeError):
        return {}


def _plain(value: str | tuple[str | None, str | None, str]) -> str:
    if isinstance(value, str):
        return value
    charset, _, text = value
    return charsets.decode(text.encode("latin-1", "replace"), charset or "utf-8").text
