"""Rich text as Outlook packs it ([MS-OXRTFCP]), unpacked."""

import struct

_HEADER = struct.Struct("<LLLL")
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D  # "LZFu", "MELA"
_WINDOW = 4096
# What every packed text may refer to from its first byte.
_BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20"
    b"\\b\\i\\u\\tab\\tx"
)


def unpacked(data: bytes, most: int) -> tuple[bytes, str]:
    """The rich text, at most `most` bytes of it, and what was wrong with it.

    The checksum is not asked: what a damaged one still gives is worth more than nothing.
    """
    if len(data) < _HEADER.size:
        return b"", "rich text that is cut off"
    _, size, form, _ = _HEADER.unpack_from(data)
    if form == _PLAIN:
        return data[_HEADER.size :][: min(size, most)], ""
    if form != _PACKED:
        return b"", "rich text packed in a way not known"
    text, is_whole = _unpacked(data[_HEADER.size :], most)
    return text, "" if is_whole else "rich text that is cut off or too long; what came before was read"


def _unpacked(data: bytes, most: int) -> tuple[bytes, bool]:
    """The text, and whether its end mark was reached."""
    out = bytearray(_BEGINNING)
    first, at, end = len(_BEGINNING), 0, len(data)
    while at < end and len(out) - first < most:
        control = data[at]
        at += 1
        for bit in range(8):
            if not control >> bit & 1:
                out += data[at : at + 1]
                at += 1
                continue
            token = int.from_bytes(data[at : at + 2], "big")
            at += 2
            if at > end or token >> 4 == len(out) % _WINDOW:
                return bytes(out[first : first + most]), at <= end
            _repeat(out, token >> 4, (token & 15) + 2)
    return bytes(out[first : first + most]), False


def _repeat(out: bytearray, offset: int, length: int) -> None:
    """Appends what stands at an offset of the window, which ends at the end of `out`; it may reach into itself."""
    distance = (len(out) - offset) % _WINDOW
    start = len(out) - distance
    if start < 0:  # a place of the window that was never written
        out += b" " * length
        return
    piece = out[start : start + length]
    out += (piece * (length // max(1, len(piece)) + 1))[:length]
