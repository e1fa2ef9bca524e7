"""The message in a compound file as Outlook saves it (.msg); [MS-OXMSG] describes it."""

import re
import struct
from collections.abc import Iterator
from io import FileIO
from typing import IO

from lurewatch.sources.compound_file import CompoundFile, Entry
from lurewatch.sources.interface import Limits
from lurewatch.sources.mapi_mail import Written, mail_of
from lurewatch.sources.mapi_properties import (
    TAGS,
    Attached,
    Kind,
    MapiMessage,
    Properties,
    Tag,
    Value,
    is_mail,
    is_picture,
    may_hold_mail,
)

_STREAM = re.compile(r"__substg1\.0_([0-9a-f]{4})([0-9a-f]{4})")
_FIXED = "__properties_version1.0"
_RECIPIENT, _ATTACHMENT = "__recip_version1.0_", "__attach_version1.0_"
_MESSAGE_WITHIN = "__substg1.0_3701000d"
_HEADERS = {"root": 32, "message": 24, "part": 8}  # bytes before the properties of fixed size
_PROPERTY = struct.Struct("<HHL8s")
_DAMAGED = "cut off or damaged; what there is was read; have it saved anew"
_TOO_LARGE = "larger than is held of one message; the beginning was read"
_KINDS = frozenset((Kind.TEXT, Kind.TEXT_8, Kind.BINARY))


def _binary(tag: Tag) -> str:
    return f"__substg1.0_{tag:04x}{Kind.BINARY:04x}"


def mail_in(file: IO[bytes] | FileIO, limits: Limits) -> Written | None:
    """The mail that a compound file holds, with those attached to it down to the bound on depth; None if it holds none.

    What is damaged is left out and told. FormatError where it is no compound file.
    """
    opened = CompoundFile(file, limits.directory_bytes)
    if not any(name == _FIXED or name.startswith("__substg1.0_") for name in opened.inside(opened.root)):
        return None
    message = _Reading(opened, limits).message(opened.root, _HEADERS["root"], 0)
    return mail_of(message, limits) if is_mail(message.properties) else None


class _Reading:
    """The reading of one file: what it holds in all is bounded."""

    def __init__(self, file: CompoundFile, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._room = limits.message_bytes * 2  # texts are held in two bytes a letter
        self._parts = 0
        self._faults: list[str] = []

    def message(self, storage: Entry, header: int, depth: int) -> MapiMessage:
        """One message, attached within `depth` others."""
        inside = self._file.inside(storage)
        outer, self._faults = self._faults, []
        found = MapiMessage(self._properties(inside, header), faults=self._faults)
        for part in self._storages(inside, _RECIPIENT):
            found.recipients.append(self._properties(part, _HEADERS["part"]))
        for part in self._storages(inside, _ATTACHMENT):
            found.attachments.append(self._attached(part, depth))
        self._faults = outer
        return found

    def _storages(self, inside: dict[str, Entry], prefix: str) -> Iterator[dict[str, Entry]]:
        for name in sorted(inside):
            if name.startswith(prefix) and inside[name].is_storage:
                self._parts += 1
                if self._parts > self._limits.parts:
                    self._fault(f"more than {self._limits.parts} recipients and attachments; the rest was not read")
                    return
                yield self._file.inside(inside[name])

    def _attached(self, part: dict[str, Entry], depth: int) -> Attached:
        properties = self._properties(part, _HEADERS["part"])
        within = part.get(_MESSAGE_WITHIN)
        if within is None or not within.is_storage:
            is_kept = may_hold_mail(properties) or (is_picture(properties) and self._has_room_beside(part))
            return Attached(properties, self._bytes(part, Tag.ATTACH_DATA) if is_kept else b"")
        if not any(name.startswith("__") for name in self._file.inside(within)):
            return Attached(properties)  # something drawn by another program, laid in as an object
        if depth >= self._limits.attached_depth:
            self._fault(f"attached more than {self._limits.attached_depth} deep; not read")
            return Attached(properties)
        return Attached(properties, message=self.message(within, _HEADERS["message"], depth + 1))

    def _properties(self, inside: dict[str, Entry], header: int) -> Properties:
        values = self._fixed(inside, header)
        for name, entry in inside.items():
            found = _STREAM.fullmatch(name)
            if found is None or entry.is_storage:
                continue
            tag, kind = int(found[1], 16), int(found[2], 16)
            if tag in TAGS and kind in _KINDS and tag != Tag.ATTACH_DATA:
                values[tag] = Value(kind, self._read(entry))
        page = Properties(values).number(Tag.MESSAGE_CODEPAGE) or Properties(values).number(Tag.INTERNET_CODEPAGE)
        return Properties(values, page or 1252)

    def _fixed(self, inside: dict[str, Entry], header: int) -> dict[int, Value]:
        """Numbers and times, which lie together in one stream."""
        entry = inside.get(_FIXED)
        data = self._read(entry)[header:] if entry is not None else b""
        records = _PROPERTY.iter_unpack(data[: len(data) // _PROPERTY.size * _PROPERTY.size])
        return {tag: Value(kind, value) for kind, tag, _, value in records if tag in TAGS and kind not in _KINDS}

    def _bytes(self, inside: dict[str, Entry], tag: Tag) -> bytes:
        entry = inside.get(_binary(tag))
        return self._read(entry) if entry is not None else b""

    def _has_room_beside(self, part: dict[str, Entry]) -> bool:
        """Whether a picture takes little enough of what may be held for the words that come after it."""
        entry = part.get(_binary(Tag.ATTACH_DATA))
        return entry is not None and entry.size <= min(self._limits.attached_picture_bytes, self._room // 2)

    def _read(self, entry: Entry) -> bytes:
        data = self._file.read(entry, max(0, self._room))
        self._room -= len(data)
        if len(data) < entry.size:
            self._fault(_TOO_LARGE if self._room <= 0 else _DAMAGED)
        return data

    def _fault(self, why: str) -> None:
        if why not in self._faults:
            self._faults.append(why)
