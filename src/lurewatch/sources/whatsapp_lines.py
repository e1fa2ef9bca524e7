"""How the lines of one WhatsApp export begin, and its text cut where a message begins.

WhatsApp writes no escapes, so a line inside a message that looks like the beginning of another cannot be told from
one. What can be done is done: only the form that the file's first line has counts.
"""

import codecs
import io
import re
from collections.abc import Iterator

from lurewatch.sources.clock import CLOCK
from lurewatch.sources.opened import Opened

MARKS = "\u200e\u200f\u202a\u202c\u2068\u2069\ufeff"  # what iOS and right-to-left phones put around names and lines
_SPACE = "[ \u00a0\u202f]"
_SIGNS = f"[{MARKS}]*+"
_LONGEST_NAME = 100
_LONGEST_HEAD = 300
_BLOCK = 1 << 18  # characters
_LOOKED_AT = 1 << 14  # bytes
# Between day and time: a comma, and in some exports the word for "at".
_BETWEEN = rf",?{_SPACE}(?:(?:um|à|a las|at|kl\.?|alle){_SPACE})?"
_DATE = rf"(\d{{1,4}})([/.\-]){_SPACE}?\d{{1,2}}\2{_SPACE}?\d{{1,4}}\.?"
_NAMED = rf"[^\n:]{{1,{_LONGEST_NAME}}}:"
_IOS = re.compile(rf"{_SIGNS}\[{_DATE}({_BETWEEN})({CLOCK})\]{_SPACE}")
_ANDROID = re.compile(rf"{_SIGNS}{_DATE}({_BETWEEN})({CLOCK}){_SPACE}[-–]{_SPACE}")
_OLD_IOS = re.compile(rf"{_SIGNS}{_DATE}({_BETWEEN})({CLOCK}):{_SPACE}{_NAMED}")
_CLOCK_WITH_SECONDS = re.compile(r"\d{1,2}[:.]\d{2}[:.]\d{2}")


def head_of(data: bytes) -> re.Pattern[str] | None:
    """How each message of a file begins that begins with these bytes; None if it is no WhatsApp export.

    The pattern starts at the line break before a message. Its groups: date, clock, name (None on the lines in which
    WhatsApp itself speaks).
    """
    text = "\n" + data[:_LOOKED_AT].decode("utf-8-sig", "replace").replace("\r\n", "\n").lstrip()
    first = text[1:].partition("\n")[0]
    for form, build in ((_IOS, _ios), (_ANDROID, _android), (_OLD_IOS, _old_ios)):
        found = form.match(first)
        if found is not None:
            head = build(found, has_mark="\u200e" in text)
            return head if head is not None and any(one[3] for one in head.finditer(text)) else None
    return None


def _ios(found: re.Match[str], *, has_mark: bool) -> re.Pattern[str] | None:
    """`[04/03/25, 14:05:09] Name: text`. Year first without a comma, Signal's Markdown and many logs look the same."""
    is_shared = len(found[1]) == 4 and ("," not in found[3] or not _CLOCK_WITH_SECONDS.match(found[4]))
    return None if is_shared and not has_mark else _head(found, r"\[", r"\]")


def _android(found: re.Match[str], **_: bool) -> re.Pattern[str] | None:
    """`04/03/2025, 14:05 - Name: text`. It has no seconds; logs that look the same do."""
    return None if _CLOCK_WITH_SECONDS.match(found[4]) else _head(found, "", rf"{_SPACE}[-–]")


def _old_ios(found: re.Match[str], *, has_mark: bool) -> re.Pattern[str] | None:
    """`04/03/15 14:05:09: Name: text`, until 2016."""
    is_shared = len(found[1]) == 4 and not has_mark
    return None if is_shared or not _CLOCK_WITH_SECONDS.match(found[4]) else _head(found, "", ":")


def _head(found: re.Match[str], opening: str, closing: str) -> re.Pattern[str]:
    sign = re.escape(found[2])
    day = rf"(\d{{1,4}}{sign}{_SPACE}?\d{{1,2}}{sign}{_SPACE}?\d{{1,4}}\.?)"
    name = rf"(?:([^\n:]{{1,{_LONGEST_NAME}}}+):(?:{_SPACE}|(?=\n|\Z))|)"
    return re.compile(rf"\n{_SIGNS}{opening}{day}{_BETWEEN}({CLOCK}){closing}{_SPACE}{name}")


def pieces(opened: Opened, head: re.Pattern[str], most: int) -> Iterator[str]:
    """The text of a file in pieces that each end before a message begins; the first may begin with what is none.

    Of a message longer than `most` characters somewhat more than these are given, so that it can be seen to be longer.
    What is no UTF-8 is read as Windows-1252. Memory is bounded by one message and a block of 256 Ki characters.
    """
    text = io.TextIOWrapper(opened.stream, encoding="utf-8-sig", errors=_WINDOWS)
    held = "\n"
    try:
        while block := text.read(_BLOCK):
            seam = max(0, len(held) - _LONGEST_HEAD)
            held += block.replace("\x00", "")
            cut = _last_head(held, head, seam)
            if cut > 0:
                yield held[:cut]
                held = held[cut:]
            elif len(held) > most + _BLOCK:
                held = held[: most + _LONGEST_HEAD] + held[-_LONGEST_HEAD:]
        yield held.rstrip("\n")
    finally:
        text.detach()


def _last_head(held: str, head: re.Pattern[str], seam: int) -> int:
    """Where the last message begins at or after `seam`, or -1."""
    at = held.rfind("\n", seam)
    while at >= 0 and not head.match(held, at):
        at = held.rfind("\n", seam, at)
    return at


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_WINDOWS = "lurewatch-windows-1252"
codecs.register_error(_WINDOWS, _as_windows)
