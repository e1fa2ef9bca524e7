"""The properties in a heap of an Outlook data file ([MS-PST] 2.3), as far as they lie in the heap itself.

The library that reads such files gives a message that is attached to another only so. What was too large for the heap
(texts and headers of some two thousand letters) lies elsewhere in the file, as do its recipients.
"""

import struct
from collections.abc import Iterator
from itertools import islice

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
    """The records of a tree in order, each of eight bytes; at most so many, however often one node stands in others."""
    if level > _DEEPEST:
        return b""
    numbers = [number]
    for _ in range(level):
        numbers = list(islice((below for one in numbers for below in _below(data, one)), _MOST))
    found = bytearray()
    for one in numbers:
        leaf = _item(data, one)
        found += leaf[: len(leaf) // _RECORD.size * _RECORD.size]
        if len(found) >= _MOST * _RECORD.size:
            break
    return bytes(found[: _MOST * _RECORD.size])


def _below(data: bytes, number: int) -> Iterator[int]:
    """The numbers of the nodes below a node."""
    node = _item(data, number)
    return (int.from_bytes(node[at + 2 : at + 6], "little") for at in range(0, len(node) // 6 * 6, 6))


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
