"""Links that show another address than they lead to."""

import re

from lurewatch.text.domains import has_known_suffix, registrable

_ADDRESS = re.compile(r"(https?://|www\.|mailto:|[\w.+-]+@)?([\w-]+(?:\.[\w-]+)+)(?:[/:?#]\S*)?", re.IGNORECASE)
_TARGET = re.compile(r"\s*(?:(?:https?:)?[/\\]{2}(?:[^/?#\\]*@)?|mailto:[^@?]*@)([^/?#:\\\s]+)", re.IGNORECASE)
_FILE_ENDINGS = (".md", ".py", ".rs", ".sh", ".pl", ".zip", ".mov", ".ps", ".so", ".pm")
_LONGEST_SHOWN, _LONGEST_TARGET = 300, 2_000


def deceit(shown: str, target: str) -> str:
    """`a.example leads to b.example` where a link shows another registered domain than it leads to; else nothing."""
    written = _ADDRESS.fullmatch(shown) if "." in shown and len(shown) < _LONGEST_SHOWN else None
    found = _TARGET.match(target[:_LONGEST_TARGET]) if written else None
    if written is None or found is None:
        return ""
    is_named = written[1] or (has_known_suffix(written[2]) and not shown.lower().endswith(_FILE_ENDINGS))
    if not is_named or registrable(written[2]) == registrable(found[1]):
        return ""
    return f"{written[2].lower()} leads to {found[1].lower()}"
