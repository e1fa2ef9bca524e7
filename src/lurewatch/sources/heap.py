"""The properties in a heap of an Outlook data file ([MS-PST] 2.3), as far as they lie in the heap itself.

The library that reads such files gives a message that is attached to another only so. What was too large for the heap
(texts and headers of some two thousand letters) lies elsewhere in the file, as do its recipients.
"""

import struct

from lurewatch.sources.mapi_properties import TAGS, Kind, Properties, Tag, Value

_BLOCK = 8176  # bytes of a heap in one block of the file
_HEADER = struct.Struct("<HBBL")
_RECORD = struct.Struct("<HHL")
_SIGNATURE, _OF_PROPERTIES, _TREE = 0xEC, 0xBC, 0xB5
_DEEPEST = 8
_MOST = 10_000  # properties of one message


def properties_in(data: bytes) -> Properties | None:
    """The properties in a heap; None where it is none."""
    if len(data) < _HEADER.size:
        return None
    _, signature, kind, root = _HEADER.unpack_from(data)
    if (signature, kind) != (_SIGNATURE, _OF_PROPERTIES):
        return None
    tree = _item(data, root)
    if len(tree) < 8 or tree[0] != _TREE:
        return None
    values: dict[int, Value] = {}
    for tag, type_, value in _RECORD.iter_unpack(_leaves(data, int.from_bytes(tree[4:8], "little"), tree[3])):
        if tag in TAGS and type_ == Kind.NUMBER:
            values[tag] = Value(type_, value.to_bytes(4, "little"))
        elif tag in TAGS and not value & 0x1F:  # else the number of a node elsewhere
            values[tag] = Value(type_, _item(data, value))
    page = Properties(values).number(Tag.MESSAGE_CODEPAGE)
    return Properties(values, page or 1252)


def _leaves(data: bytes, number: int, level: int) -> bytes:
    """The records of a tree in order, each of eight bytes."""
    if level == 0:
        found = _item(data, number)
        return found[: min(len(found) // _RECORD.size, _MOST) * _RECORD.size]
    if level > _DEEPEST:
        return b""
    above = _item(data, number)
    numbers = [int.from_bytes(above[at + 2 : at + 6], "little") for at in range(0, len(above) // 6 * 6, 6)]
    return b"".join(_leaves(data, one, level - 1) for one in numbers)[: _MOST * _RECORD.size]


def _item(data: bytes, number: int) -> bytes:
    """One thing of the heap by its number."""
    which, index = (number >> 16) * _BLOCK, (number >> 5) & 0x7FF
    block = data[which : which + _BLOCK]
    pages = int.from_bytes(block[:2], "little")
    at = pages + 4 + 2 * (index - 1)
    if not index or at + 4 > len(block) or index > int.from_bytes(block[pages : pages + 2], "little"):
        return b""
    start, end = struct.unpack_from("<HH", block, at)
    return block[start:end]
