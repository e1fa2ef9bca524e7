"""What Outlook packs into winmail.dat (TNEF) when it sends in its own format; [MS-OXTNEF] describes it.

A list of attributes, those of the message first and then those of each attachment. Attributes and lengths are believed
only as far as there are bytes; what is not needed is stepped over.
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO, NamedTuple

from lurewatch.errors import FormatError
from lurewatch.sources.interface import Limits
from lurewatch.sources.mapi_properties import (
    TAGS,
    Attached,
    Kind,
    MapiMessage,
    Properties,
    Tag,
    Value,
    is_picture,
    may_hold_mail,
    ticks_of,
)
from lurewatch.sources.sniff import TNEF

_DAMAGED = "a winmail.dat that is cut off or damaged; what came before was read; have it sent as plain text or HTML"
_TOO_LARGE = "a winmail.dat larger than is held of one message; the beginning was read"
_ATTRIBUTE = struct.Struct("<BLL")
_CODEPAGE, _PROPERTIES, _RECIPIENTS = 0x00069007, 0x00069003, 0x00069004
_SUBJECT, _SENT, _BODY, _CLASS = 0x00018004, 0x00038005, 0x0002800C, 0x00078008
_NEW_ATTACHMENT, _TITLE, _DATA, _ATTACHMENT = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_TEXTS = {_SUBJECT: Tag.SUBJECT, _BODY: Tag.BODY, _CLASS: Tag.MESSAGE_CLASS}
_WANTED = {_CODEPAGE, _PROPERTIES, _RECIPIENTS, _SENT, _NEW_ATTACHMENT, _TITLE, _DATA, _ATTACHMENT, *_TEXTS}
_A_MESSAGE = bytes.fromhex("0703020000000000c000000000000046")  # the interface IMessage, before an attached one
_SIZES = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}  # of types, padded to four
_SIZED = frozenset((Kind.TEXT, Kind.TEXT_8, Kind.BINARY, Kind.OBJECT))
_MANY = 0x1000  # the flag of a type with several values
_NAMED = 0x8000  # properties from here on carry a name
_MOST_VALUES = 100_000


class _Attribute(NamedTuple):
    key: int
    data: bytes


def message_in(stream: BinaryIO, limits: Limits, depth: int = 0) -> MapiMessage:
    """The message, attached within `depth` others. FormatError where there is no TNEF.

    At most as many bytes are held as a mail may have; what is beyond is left out and told.
    """
    if stream.read(6)[:4] != TNEF:
        raise FormatError("cut off or damaged where it begins")
    reading = _Reading(limits, depth)
    for one in _attributes(stream, reading):
        reading.take(one)
    return reading.message()


class _Reading:
    """Takes attributes in, and then gives the message that they make."""

    def __init__(self, limits: Limits, depth: int) -> None:
        self._limits = limits
        self._depth = depth
        self._room = limits.message_bytes
        self._codepage = 1252
        self._values: dict[int, Value] = {}
        self._recipients: list[dict[int, Value]] = []
        self._attached: list[tuple[dict[int, Value], MapiMessage | None]] = []
        self.faults: list[str] = []

    def room(self, key: int, size: int) -> int:
        """How many bytes of an attribute of `size` are to be held; none of what is not needed."""
        if key not in _WANTED:
            return 0
        if key == _DATA and self._attached:
            known = Properties(self._attached[-1][0], self._codepage)
            if is_picture(known):
                return size if size <= min(self._limits.attached_picture_bytes, self._room // 2) else 0
            if known.values and not may_hold_mail(known):
                return 0
        return self._room

    def take(self, one: _Attribute) -> None:
        """Takes one attribute in."""
        key, data = one
        self._room -= len(data)
        if key == _CODEPAGE and len(data) >= 4:
            self._codepage = int.from_bytes(data[:4], "little") or 1252
        elif key in _TEXTS:
            self._values.setdefault(_TEXTS[key], Value(Kind.TEXT_8, data))
        elif key == _SENT:
            self._values.setdefault(Tag.SUBMIT_TIME, Value(Kind.TIME, _date(data)))
        elif key == _PROPERTIES:
            self._values.update(_Values(data, self.faults).properties())
        elif key == _RECIPIENTS:
            self._recipients = _Values(data, self.faults).rows(self._limits.parts)
        else:
            self._take_attached(key, data)

    def message(self) -> MapiMessage:
        """The message of all attributes that were taken in."""
        attached = [self._one(values, inner) for values, inner in self._attached]
        recipients = [Properties(row, self._codepage) for row in self._recipients]
        own = Properties(self._values, self._codepage)
        return MapiMessage(own, recipients, attached, list(dict.fromkeys(self.faults)))

    def _one(self, values: dict[int, Value], inner: MapiMessage | None) -> Attached:
        properties = Properties(values, self._codepage)
        is_kept = inner is None and (may_hold_mail(properties) or is_picture(properties))
        data = properties.binary(Tag.ATTACH_DATA) if is_kept else b""
        return Attached(properties, data, inner)

    def _take_attached(self, key: int, data: bytes) -> None:
        if key == _NEW_ATTACHMENT or not self._attached:
            if len(self._attached) < self._limits.parts:
                self._attached.append(({}, None))
            else:
                self.faults.append(f"more than {self._limits.parts} attachments; the rest was not read")
        values, inner = self._attached[-1]
        if key == _TITLE:
            values.setdefault(Tag.ATTACH_NAME, Value(Kind.TEXT_8, data))
        elif key == _DATA:
            values[Tag.ATTACH_DATA] = Value(Kind.BINARY, data)
        elif key == _ATTACHMENT:
            found = _Values(data, self.faults).properties()
            held = found.pop(Tag.ATTACH_DATA, None)
            values.update(found)
            if held is not None and held.kind == Kind.OBJECT and held.data.startswith(_A_MESSAGE):
                self._attached[-1] = (values, self._within(held.data[len(_A_MESSAGE) :]) or inner)

    def _within(self, data: bytes) -> MapiMessage | None:
        if self._depth >= self._limits.attached_depth:
            self.faults.append(f"attached more than {self._limits.attached_depth} deep; not read")
            return None
        try:
            return message_in(BytesIO(data), self._limits, self._depth + 1)
        except FormatError:
            self.faults.append("an attached message that is damaged; have it sent by itself")
            return None


def _attributes(stream: BinaryIO, reading: _Reading) -> Iterator[_Attribute]:
    """The attributes that are needed, in order, as long as there is room for them."""
    while header := stream.read(_ATTRIBUTE.size):
        if len(header) < _ATTRIBUTE.size:
            reading.faults.append(_DAMAGED)
            return
        _, key, size = _ATTRIBUTE.unpack(header)
        held = min(size, reading.room(key, size))
        data = stream.read(held)
        if key in _WANTED:
            if held < size and key != _DATA:
                reading.faults.append(_TOO_LARGE)
            yield _Attribute(key, data)
        if len(data) < held or not _passed_over(stream, size - held + 2):
            reading.faults.append(_DAMAGED)
            return


def _passed_over(stream: BinaryIO, size: int) -> bool:
    """Steps over the rest of an attribute and its checksum; whether there was so much."""
    while size > 0:
        piece = stream.read(min(size, 1 << 20))
        if not piece:
            return False
        size -= len(piece)
    return True


class _Values:
    """Properties as TNEF lists them: each its type, its number, perhaps a name, and its value or values."""

    def __init__(self, data: bytes, faults: list[str]) -> None:
        self._data = data
        self._at = 0
        self._faults = faults

    def rows(self, most: int) -> list[dict[int, Value]]:
        """The properties of several things, one after the other."""
        count = self._number()
        found: list[dict[int, Value]] = []
        while len(found) < min(count, most) and self._at < len(self._data):
            found.append(self.properties())
        return found

    def properties(self) -> dict[int, Value]:
        """The properties of one thing; those after a damaged place are left out and told."""
        found: dict[int, Value] = {}
        for _ in range(self._number()):
            if self._at >= len(self._data):
                self._faults.append(_DAMAGED)
                break
            kind, tag = self._number(2), self._number(2)
            if tag >= _NAMED:
                self._pass_over_name()
            values = self._values(kind)
            if values and tag in TAGS:
                found[tag] = Value(kind, values[0])
        return found

    def _values(self, kind: int) -> list[bytes]:
        one = kind & ~_MANY
        is_sized = one in _SIZED
        count = self._number() if is_sized or kind & _MANY else 1
        if (not is_sized and one not in _SIZES) or count > _MOST_VALUES:
            self._at = len(self._data)  # where the next begins cannot be known
            self._faults.append(_DAMAGED)
            return []
        return [self._bytes(self._number() if is_sized else _SIZES[one]) for _ in range(count)][:1]

    def _pass_over_name(self) -> None:
        self._at += 16
        is_text = self._number() == 1
        self._bytes(self._number() if is_text else 4)

    def _bytes(self, size: int) -> bytes:
        """So many bytes, and past the padding to four after them."""
        data = self._data[self._at : self._at + size]
        self._at += size + -size % 4
        return data

    def _number(self, size: int = 4) -> int:
        number = int.from_bytes(self._data[self._at : self._at + size], "little")
        self._at += size
        return number


def _date(data: bytes) -> bytes:
    """A date in TNEF's own form (year, month, day, hour, minute, second) as Windows counts time; none of no date."""
    parts = [int.from_bytes(data[at : at + 2], "little") for at in range(0, min(len(data), 12), 2)]
    try:
        year, month, day, hour, minute, second = parts
        return ticks_of(datetime(year, month, day, hour, minute, second, tzinfo=UTC))
    except ValueError:
        return b""
