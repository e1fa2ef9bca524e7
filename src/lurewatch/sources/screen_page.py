"""A screenshot of a window without bubbles, as LinkedIn and Slack show chats: above each message a name and a time.

The time is written smaller than the name, which tells such a line from one that merely ends with a number; so does its
being read wrong not matter.
"""

import re
from collections.abc import Sequence
from statistics import median

from lurewatch.sources.clock import CLOCK
from lurewatch.sources.pasted_turn import PastedTurn
from lurewatch.sources.pasted_window import is_day
from lurewatch.sources.screen_lines import Line, joined

_SMALL = 0.85  # of the height of the name
_LONGEST_NAME = 6  # words
_IN_TIME = re.compile(
    r"\W*(?:\d[\d:.h]{0,6}|[ap]\.?m\.?|uhr|um|at|à|heute|today|yesterday|gestern|hier|ayer|hoy)?\W*", re.IGNORECASE
)
_CLOCK = re.compile(CLOCK)


def page_turns(lines: Sequence[Line], right: int) -> tuple[str, list[PastedTurn]]:
    """The text of a page, and the messages in it that a name and a time stand above; none where there are no such."""
    text, turns = "", list[PastedTurn]()
    name = stamp = day = ""
    for segment in _segments(lines):
        opened = opening_of(segment[0])
        if opened:
            name, stamp = opened
        below = list(segment[1:] if opened else segment)
        following = below.pop().text if below and is_day(below[-1].text) else ""
        said = joined(below, right)
        head = f"{segment[0].text}\n" if opened else ""
        start = len(text) + len(head)
        text += f"{head}{said}\n"
        if opened and said:
            turns.append(PastedTurn(name, start, start + len(said), stamp, day))
        day = following or day
    return text, turns


def opening_of(line: Line) -> tuple[str, str] | None:
    """The name and the time of a line that shows both and nothing else; the time empty where it was read wrong."""
    words = list(line.words)
    tail = []
    while len(words) > 1 and _IN_TIME.fullmatch(words[-1].text):
        tail.append(words.pop())
    name = [word for word in words if any(map(str.isalpha, word.text))]
    digits = [word for word in tail if any(map(str.isdigit, word.text))]
    if not name or not digits or len(name) > _LONGEST_NAME or not name[0].text[0].isalpha():
        return None
    if digits[0].height >= _SMALL * median(word.height for word in name):
        return None
    stamp = " ".join(word.text for word in reversed(tail) if any(map(str.isalnum, word.text)))
    return " ".join(word.text for word in name), stamp if _CLOCK.search(stamp) else ""


def _segments(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, cut before each that opens a message."""
    segments: list[list[Line]] = []
    for line in lines:
        if not segments or opening_of(line):
            segments.append([])
        segments[-1].append(line)
    return segments
