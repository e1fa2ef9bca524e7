"""Whether a file is text that a person could have pasted, and that text."""

import json
import re

from lurewatch.sources import charsets
from lurewatch.sources.sniff import Head

_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_NOT_PLAIN = (b"<!doctype", b"<html", b"<?xml", b"{\\rtf", b"%pdf", b"%!ps")
_ROWS = 6


def is_plain_text(head: Head) -> bool:
    """Whether it is text for people to read: no binary, web page, JSON or table."""
    if head.data[:2] in _UTF_16:
        return True
    start = head.data[:4096].lstrip().lower()
    if not start or _CONTROLS.search(head.data) or start.startswith(_NOT_PLAIN):
        return False
    return not (_is_json(start, head.data) or _is_table(head.data))


def text_of(data: bytes) -> tuple[str, str]:
    """The text, line breaks as one sign, without byte order mark and NUL; and what had to be guessed to get it."""
    charset = _UTF_16.get(data[:2], "utf-8")
    decoded = charsets.decode(data, charset)
    text = decoded.text.removeprefix("\ufeff").replace("\x00", "")
    return text.replace("\r\n", "\n").replace("\r", "\n"), decoded.fault


def _is_json(start: bytes, data: bytes) -> bool:
    """Whether it is JSON, or its first line is."""
    if not start.startswith((b"{", b"[")):
        return False
    for piece in (data, data.lstrip().partition(b"\n")[0]):
        try:
            json.loads(piece)
        except (ValueError, RecursionError):
            continue
        return True
    return start.startswith((b'{"', b'[{"'))


def _is_table(data: bytes) -> bool:
    """Whether its first lines all have as many columns, three at least; prose has not, nor does it part words so."""
    lines = data.decode("utf-8", "replace").splitlines()[:_ROWS]
    for sign in (",", ";", "\t"):
        counts = {line.count(sign) for line in lines}
        if len(lines) > 1 and len(counts) == 1 and counts.pop() >= 2 and f"{sign} " not in lines[0]:
            return True
    return False
