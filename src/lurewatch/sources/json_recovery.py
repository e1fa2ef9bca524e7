"""Where a list of JSON goes on after a value in it that is broken."""

import re

from lurewatch.sources.window import Window

_LOOKED_AT = 1 << 16  # characters; a broken value that is longer is not followed to its end
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]]', re.DOTALL)
_NEXT = re.compile(r"\s*(?:,\s*(?=[{\[\"])|(?=\]))")
_OPENING = re.compile(r'\{\s*"[^"\\]{1,40}"\s*:')


def next_value(window: Window, *, is_patient: bool) -> bool:
    """Goes from a broken value to the next one of its list, or to the list's end; whether there is one to be seen.

    Its end is looked for by its brackets, if one is patient; where they too are broken, the next value by how this one
    begins (`{"id":`), since the objects of a list begin alike.
    """
    window.let_go()
    end = _end(window) if is_patient else -1
    if end >= 0:
        window.at = end
        return True
    opening = _OPENING.match(window.text, window.at)
    if opening is None:
        return False
    window.at += len(opening[0])
    return window.seek_text(opening[0])


def _end(window: Window) -> int:
    """Where what follows the value at hand begins; -1 if its brackets do not lead there."""
    while len(window.text) - window.at < _LOOKED_AT and window.more():
        pass
    depth = 0
    for token in _TOKEN.finditer(window.text, window.at, window.at + _LOOKED_AT):
        depth += (token[0] in "{[") - (token[0] in "}]")
        if depth <= 0:
            after = _NEXT.match(window.text, token.end())
            return after.end() if after and not depth else -1
    return -1
