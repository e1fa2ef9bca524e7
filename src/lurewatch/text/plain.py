"""Foreign words made fit to be shown: no sign that steers a terminal, a page or the direction of writing."""

import unicodedata

_CUT = " [...]"


def plain(text: str, most: int) -> str:
    """At most `most` code points, without control, format, private and unassigned characters; lines kept."""
    kept = "".join(c for c in text[: most * 4] if c == "\n" or unicodedata.category(c)[0] != "C").strip()
    return kept if len(kept) <= most else kept[: most - len(_CUT)] + _CUT
