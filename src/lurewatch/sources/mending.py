"""Text that an export wrote in a wrong charset, as it was first written."""

import re

# Single bytes that were no UTF-8 (as surrogates, PEP 383), read as Windows-1252 after all.
_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_SURROGATE = re.compile("[\ud800-\udfff]")
_BYTES = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}
_TRAIL = "".join(letter for letter, byte in _BYTES.items() if byte < 0xC0)
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
# UTF-8 once read as Windows-1252, where it cannot well be anything else: Ã©, Â», â€™, ðŸ˜€.
_SURE = re.compile(f"(?:[ÂÃ][{re.escape(_TRAIL)}]|[âï][{re.escape(_TRAIL)}]{{2}}|ð[{re.escape(_TRAIL)}]{{3}})+")
_LEADS = re.compile("[Â-ô]")


def mended(text: str) -> str:
    """The text without what wrong charsets did to it, line breaks as one sign, NUL characters gone."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        text = text.replace("\x00", "")
    if text.isascii():
        return text
    text = whole(text)
    return _mend_all(text) or _SURE.sub(_mend, text)


def whole(text: str) -> str:
    """The text without half characters: single bytes that were no UTF-8 read as Windows-1252, others as U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub(_whole, text)


def _whole(letter: re.Match[str]) -> str:
    return _WINDOWS.get(ord(letter[0]), "\ufffd")


def _mend_all(text: str) -> str:
    """The text mended if everything in it beyond ASCII is UTF-8 in disguise, and not by chance; else nothing.

    By chance are one or two: German `Spaß“` would pass for a letter of another script.
    """
    runs = _BEYOND_ASCII.findall(text)
    if sum(len(_LEADS.findall(run)) for run in runs) < 3:
        return ""
    try:
        return _BEYOND_ASCII.sub(lambda run: bytes(_BYTES[letter] for letter in run[0]).decode("utf-8"), text)
    except (KeyError, UnicodeDecodeError):
        return ""


def _mend(run: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[letter] for letter in run[0]).decode("utf-8")
    except UnicodeDecodeError:
        return run[0]
