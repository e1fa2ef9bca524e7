"""Goes past a value of JSON that is not wanted, however large and deep, in time that grows with its size alone."""

import re

from lurewatch.sources.window import Window

_SPACE = re.compile(r"[ \t\r\n]*")
_END_OF_WORD = re.compile(r"[ \t\r\n,\]}]")
_REST_OF_TEXT = re.compile(r'(?:[^"\\]++|\\.)*+', re.DOTALL)
_TEXT = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_UP_TO_OPEN_TEXT = re.compile(r'(?:[^"]++|"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)
_NO_BRACKETS = re.compile(r"[^\[\]]++")
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}]', re.DOTALL)
_PIECE = 1 << 14  # characters looked at together
_ROUNDS = 8

BROKEN = "not JSON; get the file anew"
CUT_OFF = "the file ends in the middle of it; get it anew"


def pass_over(window: Window) -> str:
    """Goes past the next value; why that cannot be done, or nothing."""
    sign = window.skip(_SPACE)
    if sign == '"':
        return _pass_over_text(window)
    if sign in ("[", "{"):
        window.at += 1
        return _pass_over_inside(window)
    if not sign or sign in "]}":
        return BROKEN if sign else CUT_OFF
    window.seek(_END_OF_WORD)
    return ""


def _pass_over_inside(window: Window) -> str:
    """Goes to the end of what is inside a bracket, a piece at a time; only the last one is looked at closely."""
    depth = 1
    while window.at < len(window.text) or window.more():
        if window.text.startswith('"', window.at):
            if fault := _pass_over_text(window):
                return fault
            continue
        found = _UP_TO_OPEN_TEXT.match(window.text, window.at, window.at + _PIECE)
        end = found.end() if found else len(window.text)
        closed, opened = _unmatched(window.text[window.at : end])
        if closed >= depth:
            _close(window, depth)
            return ""
        depth += opened - closed
        window.at = end
    return CUT_OFF


def _unmatched(piece: str) -> tuple[int, int]:
    """How many brackets of before a piece closes, and how many it leaves open."""
    brackets = _NO_BRACKETS.sub("", _TEXT.sub("", piece).replace("{", "[").replace("}", "]"))
    for _ in range(_ROUNDS):
        brackets = brackets.replace("[]", "")
    closed = opened = 0
    for sign in brackets:
        if sign == "[":
            opened += 1
        elif opened:
            opened -= 1
        else:
            closed += 1
    return closed, opened


def _close(window: Window, depth: int) -> None:
    """Goes past the bracket that closes the outermost one."""
    for token in _TOKEN.finditer(window.text, window.at):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if not depth:
            window.at = token.end()
            return


def _pass_over_text(window: Window) -> str:
    window.at += 1
    while True:
        found = _REST_OF_TEXT.match(window.text, window.at)
        window.at = found.end() if found else window.at
        if window.text.startswith('"', window.at):
            window.at += 1
            return ""
        if not window.more():
            return CUT_OFF
