"""Names of files as they are shown: whatever a name holds, it can be printed and written as UTF-8."""

import os
import re
from pathlib import Path

_LONGEST = 1_000  # characters; a zip may give each of its members a name of 65,535
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(path: Path) -> str:
    """A path as it is shown; letters that are not UTF-8 or would steer a terminal become U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", os.fsencode(path).decode("utf-8", "replace"))


def printable(name: str) -> str:
    """A name from inside an archive as it is shown; of one that no disk would take, the beginning and the end."""
    shown = _UNPRINTABLE.sub("\ufffd", name)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST // 2]}…{shown[-_LONGEST // 2 :]}"
