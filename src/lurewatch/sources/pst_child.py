"""The process that reads an Outlook data file (.pst, .ost) with libpff and writes its mails to a pipe.

Nothing of libpff is linked with the rest, and a file made to break it breaks a child whose memory and time are bounded
and that may write no file. Standard input is the file; on standard output stands, for each mail, the length of a line
of JSON and that line, then the length of the mail and the mail; the last line says that it is the last.
"""

import json
import resource
import struct
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO, Protocol

from lurewatch.sources.heap import properties_in
from lurewatch.sources.interface import Limits
from lurewatch.sources.mapi_mail import mail_of
from lurewatch.sources.mapi_properties import (
    TAGS,
    Attached,
    MapiMessage,
    Properties,
    Tag,
    Value,
    is_mail,
    is_picture,
    may_hold_mail,
)

MEMORY = 1 << 30  # bytes of address space
_SECONDS, _BYTES_A_SECOND = 120, 1 << 20
_UNSENT = 0x8  # the flag of a draft
_DEEPEST = 100
_EMBEDDED = 5  # how a message is attached, not a file
_WITHIN = "a message attached to a message, of which the library for .pst reaches a part; save the outer one as .msg"
_DAMAGED = "damaged; what there is was read; repair the file with Outlook's scanpst"
_FAULTS = (OSError, MemoryError, ValueError, OverflowError)  # what libpff raises over a damaged file
_LENGTH = struct.Struct(">L")


class _Entry(Protocol):
    """A property, in libpff's words."""

    entry_type: int
    value_type: int
    data: bytes | None


class _Set(Protocol):
    """Properties of one thing."""

    entries: Iterable[_Entry]


class _Item(Protocol):
    """A thing that has properties."""

    identifier: int
    record_sets: Iterable[_Set]


class _Attachment(_Item, Protocol):
    size: int

    def read_buffer(self, size: int) -> bytes: ...


class _Message(_Item, Protocol):
    def get_attachment(self, number: int) -> _Attachment: ...


class _Folder(_Item, Protocol):
    name: str | None
    number_of_sub_folders: int
    number_of_sub_messages: int

    def get_sub_folder(self, number: int) -> "_Folder": ...

    def get_sub_message(self, number: int) -> _Message: ...


def main(limits: Limits, out: BinaryIO) -> None:
    """Writes the mails of the file on standard input, folder by folder."""
    import pypff  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415  an extra; a C module without types

    file = pypff.file()
    try:
        file.open_file_object(open(0, "rb", closefd=False))  # noqa: SIM115  # standard input has no path
        root = file.get_root_folder()
        if root is None:
            raise OSError
    except _FAULTS:
        _write(out, {"fault": "damaged or cut off where it begins; repair it with Outlook's scanpst"}, b"")
    else:
        _Reading(limits, out).folders(root)
    _write(out, {"end": True}, b"")


class _Reading:
    """The reading of one file."""

    def __init__(self, limits: Limits, out: BinaryIO) -> None:
        self._limits = limits
        self._out = out
        self._known: dict[str, str] = {}
        self._faults: list[str] = []

    def folders(self, root: _Folder) -> None:
        """Goes through the folders, each once, whatever circles they are laid in."""
        waiting, seen = [(root, "")], {root.identifier}
        while waiting:
            folder, path = waiting.pop()
            try:
                self._messages(folder, path)
                if path.count("/") < _DEEPEST:
                    waiting += reversed(list(self._below(folder, path, seen)))
            except _FAULTS:
                _write(self._out, {"folder": path, "fault": f"a folder that is {_DAMAGED}"}, b"")

    def _below(self, folder: _Folder, path: str, seen: set[int]) -> Iterator[tuple[_Folder, str]]:
        for number in range(folder.number_of_sub_folders):
            inner = folder.get_sub_folder(number)
            if inner.identifier not in seen:
                seen.add(inner.identifier)
                name = (inner.name or str(inner.identifier)).replace("/", "_")
                yield inner, f"{path}/{name}" if path else name

    def _messages(self, folder: _Folder, path: str) -> None:
        for number in range(folder.number_of_sub_messages):
            self._faults = []
            try:
                message = self._message(folder.get_sub_message(number))
            except _FAULTS:
                _write(self._out, {"folder": path, "fault": f"message {number} of its folder is {_DAMAGED}"}, b"")
                continue
            if message is not None:
                written = mail_of(message, self._limits, self._known)
                _write(self._out, {"folder": path, "faults": list(written.faults)}, written.raw)

    def _message(self, item: _Message) -> MapiMessage | None:
        """A message; None for what nobody sent."""
        own = self._properties(item)
        is_draft = (own.number(Tag.FLAGS) or 0) & _UNSENT and not own.text(Tag.TRANSPORT_HEADERS)
        if not is_mail(own) or is_draft:
            return None
        people = getattr(item, "recipients", None)  # of an item whose kind libpff cannot tell it gives no such things
        rows = [Properties(values, own.codepage) for values in self._values(people)]
        return MapiMessage(own, rows, list(self._attachments(item)), self._faults)

    def _attachments(self, item: _Message) -> Iterator[Attached]:
        for number in range(min(getattr(item, "number_of_attachments", 0), self._limits.parts)):
            try:
                attachment = item.get_attachment(number)
                properties = self._properties(attachment)
                yield self._attached(attachment, properties)
            except _FAULTS:
                self._fault(f"an attachment is {_DAMAGED}")

    def _attached(self, attachment: _Attachment, properties: Properties) -> Attached:
        is_message = properties.number(Tag.ATTACH_METHOD) == _EMBEDDED
        is_small = is_picture(properties) and attachment.size <= self._limits.attached_picture_bytes
        if not (is_message or is_small or may_hold_mail(properties)):
            return Attached(properties)
        data = attachment.read_buffer(min(attachment.size, self._limits.message_bytes))
        if not is_message:
            return Attached(properties, data)
        heap = properties_in(data)
        self._fault(_WITHIN)
        return Attached(properties, message=MapiMessage(heap) if heap else None)

    def _properties(self, item: _Item) -> Properties:
        values = next(iter(self._values(item)), {})
        page = Properties(values).number(Tag.MESSAGE_CODEPAGE) or Properties(values).number(Tag.INTERNET_CODEPAGE)
        return Properties(values, page or 1252)

    def _values(self, item: _Item | None) -> Iterator[dict[int, Value]]:
        """The properties of each set that an item has."""
        for one in item.record_sets if item is not None else ():
            values: dict[int, Value] = {}
            for entry in one.entries:
                if entry.entry_type in TAGS and entry.entry_type != Tag.ATTACH_DATA:
                    try:
                        values[entry.entry_type] = Value(entry.value_type, entry.data or b"")
                    except _FAULTS:
                        self._fault(f"a part of it is {_DAMAGED}")
            yield values

    def _fault(self, why: str) -> None:
        if why not in self._faults:
            self._faults.append(why)


def _write(out: BinaryIO, told: dict[str, object], mail: bytes) -> None:
    line = json.dumps(told).encode("ascii")
    out.write(_LENGTH.pack(len(line)) + line + _LENGTH.pack(len(mail)) + mail)
    out.flush()


def bound(size: int) -> None:
    """Bounds what this process may use, as far as the system knows such bounds."""
    seconds = _SECONDS + size // _BYTES_A_SECOND
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    bound(int(sys.argv[1]))
    main(Limits(**json.loads(sys.argv[2])), sys.stdout.buffer)
