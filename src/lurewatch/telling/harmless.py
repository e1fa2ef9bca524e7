"""Makes what strangers wrote harmless to show: on a terminal, and on a page.

A terminal obeys escape sequences, and both terminals and browsers obey characters that turn the direction of writing
around. Neither may be worked by a message, a name, a subject or a file's name.
"""

import re
import unicodedata

UNSEEN = "▯"  # stands on the page for characters that cannot be seen; the report says so

_SEQUENCES = re.compile(
    # titles, links, clipboard; the text of one stops at the next, so that many of them are read once
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]{0,4096}(?:\x07|\x9c|\x1b\\)"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"  # colours, cursor, screen
    r"|\x1b[ -/]*[0-~]?"
)
_MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]"
_STACKED = re.compile(f"({_MARK}{{2}}){_MARK}+")
_DROPPED = frozenset({"Cc", "Cf", "Co", "Cn", "Zl", "Zp"})
_WHITE = re.compile(r"\s+")

# What would mislead on a page: controls, turned directions, zero-width characters, tags. Joiners between letters that
# need them (and the marks of right-to-left mail) are left alone: nobody is to look suspicious for their script.
_UNSEEN = re.compile(
    "(?:[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u180e\u200b\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e01ef]|(?<=[A-Za-z0-9])[\u200c\u200d]+(?=[A-Za-z0-9]))+"
)
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff]")


def one_line(text: str, limit: int = 0) -> str:
    """The text on one line, without anything that a terminal obeys; cut to `limit` characters with an ellipsis."""
    if limit and len(text) > 20 * limit:
        text = text[: 20 * limit]
    if not (text.isascii() and text.isprintable()):
        text = _without_orders(text)
    return _cut(text.strip(), limit)


def _without_orders(text: str) -> str:
    text = _BROKEN.sub("�", _WHITE.sub(" ", _SEQUENCES.sub("", text)))
    return _STACKED.sub(r"\1", "".join(c for c in text if unicodedata.category(c) not in _DROPPED))


def _cut(text: str, limit: int) -> str:
    return text if not limit or len(text) <= limit else text[: limit - 1].rstrip() + "…"


def for_page(text: str) -> str:
    """The text for a page (still to be escaped there): unseen characters become `UNSEEN`, one for each run of them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _STACKED.sub(r"\1", _BROKEN.sub("�", _UNSEEN.sub(UNSEEN, text)))
