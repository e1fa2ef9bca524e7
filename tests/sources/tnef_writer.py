"""winmail.dat for tests, written from the same description as .msg; [MS-OXTNEF] describes it."""

import struct

from tests.sources.mapi_made import Outlook, Value, kind_and_bytes

from lurewatch.sources.mapi_properties import Kind, Tag

SIGNATURE = 0x223E9F78
VERSION, CODEPAGE, PROPERTIES, RECIPIENTS = 0x00089006, 0x00069007, 0x00069003, 0x00069004
NEW_ATTACHMENT, TITLE, DATA, ATTACHMENT = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
A_MESSAGE = bytes.fromhex("0703020000000000c000000000000046")
NAMED = struct.pack("<HH16sLL", Kind.NUMBER, 0x8001, b"\1" * 16, 0, 0x8501) + struct.pack("<L", 7)
MANY = struct.pack("<HHLL", 0x101F, 0x8002 & 0x7FFF, 1, 4) + "a\0".encode("utf-16-le")


def tnef(message: Outlook, is_narrow: bool = False) -> bytes:
    """A winmail.dat of a message; `is_narrow`: its texts in a code page."""
    attributes = [
        attribute(1, VERSION, struct.pack("<L", 0x10000)),
        attribute(1, CODEPAGE, struct.pack("<LL", 1252, 0)),
        attribute(1, PROPERTIES, properties(message.properties, is_narrow)),
        attribute(1, RECIPIENTS, _rows(message.recipients, is_narrow)),
    ]
    for file in message.files:
        own: dict[int, Value] = {Tag.ATTACH_LONG_NAME: file.name, Tag.ATTACH_MIME: file.kind}
        attributes.append(attribute(2, NEW_ATTACHMENT, b"\1" * 14))
        attributes.append(attribute(2, TITLE, file.name.encode("cp1252") + b"\0"))
        attributes.append(attribute(2, DATA, file.data))
        attributes.append(attribute(2, ATTACHMENT, properties(own, is_narrow)))
    for inner in message.messages:
        held = A_MESSAGE + tnef(inner, is_narrow)
        within = struct.pack("<LHHLL", 1, Kind.OBJECT, Tag.ATTACH_DATA, 1, len(held)) + held
        attributes.append(attribute(2, NEW_ATTACHMENT, b"\1" * 14))
        attributes.append(attribute(2, ATTACHMENT, within))
    return struct.pack("<LH", SIGNATURE, 1) + b"".join(attributes)


def attribute(level: int, key: int, data: bytes) -> bytes:
    """One attribute with its checksum."""
    return struct.pack("<BLL", level, key, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def properties(values: dict[int, Value], is_narrow: bool = False) -> bytes:
    """Properties as TNEF lists them, a named one and one of several values among them, which nobody here reads."""
    listed = [NAMED, MANY, *(_property(tag, *kind_and_bytes(value, is_narrow)) for tag, value in values.items())]
    return struct.pack("<L", len(listed)) + b"".join(listed)


def _property(tag: int, kind: int, data: bytes) -> bytes:
    head = struct.pack("<HH", kind, tag)
    if kind in (Kind.NUMBER, Kind.TIME):
        return head + data
    return head + struct.pack("<LL", 1, len(data)) + data + b"\0" * (-len(data) % 4)


def _rows(rows: list[dict[int, Value]], is_narrow: bool) -> bytes:
    return struct.pack("<L", len(rows)) + b"".join(properties(row, is_narrow) for row in rows)
