"""Bytes of a declared, a wrong or an unknown charset as text."""

import codecs
import re
from functools import lru_cache
from typing import NamedTuple

_SURROGATES = re.compile("[\ud800-\udfff]")
_FALLBACK = "cp1252"
# Python's own codecs that are no charset of a mail; some of them are slow on purpose-made input.
_NO_CHARSETS = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"))
# What senders mean by a narrower name; the web's mapping (WHATWG Encoding Standard).
_MEANT = {"iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}
_GUESSED = "the charset {} is unknown; read as Windows-1252"
_REPLACED = "bytes that fit no charset; each shown as U+FFFD"


class Decoded(NamedTuple):
    """Text that can be written as UTF-8, and what had to be guessed or replaced to get it."""

    text: str
    fault: str = ""


def decode(data: bytes, charset: str = "") -> Decoded:
    """The text: by the declared charset, else as UTF-8, else as Windows-1252; bytes that fit none are replaced."""
    known = _known(charset) if charset else "ascii"
    try:
        return Decoded(scrub(data.decode(known or "ascii")))
    except (UnicodeError, LookupError):
        return _guess(data, charset if not known else "")


def guess(data: bytes) -> str:
    """The text of bytes that declare no charset, such as raw letters in a header."""
    return _guess(data, "").text


def scrub(text: str) -> str:
    """The text with half characters (lone surrogates), which no file can hold, replaced one for one."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def _guess(data: bytes, unknown: str) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        text = data.decode(_FALLBACK, "replace")
    if "\ufffd" in text:
        return Decoded(text, _REPLACED)
    return Decoded(text, _GUESSED.format(ascii(unknown[:40])) if unknown else "")


@lru_cache(maxsize=256)
def _known(charset: str) -> str:
    """The charset's name if Python knows it as a charset, else nothing."""
    name = charset.strip().lower().replace("-", "_")
    if name in _NO_CHARSETS:
        return ""
    try:
        b"  ".decode(name)
    except UnicodeError:
        return name
    except (LookupError, ValueError):
        return ""
    return _MEANT.get(codecs.lookup(name).name, name)
