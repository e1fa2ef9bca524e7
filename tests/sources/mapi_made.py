"""Outlook messages for tests, in one description from which .msg, winmail.dat and .pst are written."""

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime

import compressed_rtf  # type: ignore[import-untyped]  # the package has no types
from tests.sources.ole_writer import Folder, compound

from lurewatch.sources.mapi_properties import Kind, Tag

Value = str | bytes | int | datetime
SENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
HEADERS = (
    "Received: from mx.northgate.example\r\nFrom: Rowan Ashby <rowan@northgate.example>\r\nTo: kim@firm.example\r\n"
    "Date: Mon, 2 Mar 2026 09:00:00 +0000\r\nSubject: A question\r\nMessage-ID: <m1@northgate.example>\r\n"
    "Authentication-Results: mx; spf=fail\r\nContent-Type: multipart/alternative;\r\n\tboundary=xyz\r\n"
    "MIME-Version: 1.0\r\n\r\n"
)
X500 = "/O=FIRM/OU=EXCHANGE ADMINISTRATIVE GROUP/CN=RECIPIENTS/CN=KIM"


@dataclass
class File:
    """A file that is attached."""

    name: str
    data: bytes = b""
    kind: str = ""

    def properties(self) -> dict[int, Value]:
        """Its properties."""
        return {Tag.ATTACH_LONG_NAME: self.name, Tag.ATTACH_DATA: self.data, Tag.ATTACH_MIME: self.kind}


@dataclass
class Outlook:
    """A message as Outlook keeps it: properties, the recipients' properties, files and messages attached."""

    properties: dict[int, Value]
    recipients: list[dict[int, Value]] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    messages: list["Outlook"] = field(default_factory=list)


def received(body: str, headers: str = HEADERS, **more: Value) -> Outlook:
    """A message that came from outside, with the header that it came with; `more` by the tags' names."""
    given: dict[int, Value] = {Tag.MESSAGE_CLASS: "IPM.Note", Tag.TRANSPORT_HEADERS: headers, Tag.BODY: body}
    return Outlook(given | {Tag[name.upper()]: value for name, value in more.items()})


def kept(body: str, **more: Value) -> Outlook:
    """A message of the house, which has no header: Kim wrote it to Rowan, and a colleague has it blind."""
    given: dict[int, Value] = {
        Tag.MESSAGE_CLASS: "IPM.Note",
        Tag.SUBJECT: "RE: A question",
        Tag.SUBMIT_TIME: SENT,
        Tag.FROM_NAME: "Kim Larsen",
        Tag.FROM_ADDRESS: X500,
        Tag.FROM_SMTP: "kim@firm.example",
        Tag.MESSAGE_ID: "<m2@firm.example>",
        Tag.BODY: body,
    }
    people = [
        person(1, "Rowan Ashby", "rowan@northgate.example"),
        person(3, "Sol", "sol@firm.example"),
    ]
    return Outlook(given | {Tag[name.upper()]: value for name, value in more.items()}, people)


def person(kind: int, name: str, smtp: str = "", address: str = "") -> dict[int, Value]:
    """A recipient: 1 to, 2 copy, 3 blind copy."""
    found: dict[int, Value] = {Tag.RECIPIENT_TYPE: kind, Tag.DISPLAY_NAME: name, Tag.ADDRESS: address or smtp}
    return found | ({Tag.SMTP_ADDRESS: smtp} if smtp else {})


def packed(rtf: bytes) -> bytes:
    """Rich text as Outlook packs it."""
    found: bytes = compressed_rtf.compress(rtf)
    return found


def filetime(time: datetime) -> int:
    """A time as Windows counts it."""
    return int((time - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


def kind_and_bytes(value: Value, is_narrow: bool = False) -> tuple[int, bytes]:
    """A property's type and its value in bytes."""
    if isinstance(value, str):
        return (Kind.TEXT_8, value.encode("cp1252")) if is_narrow else (Kind.TEXT, value.encode("utf-16-le"))
    if isinstance(value, bytes):
        return Kind.BINARY, value
    if isinstance(value, datetime):
        return Kind.TIME, struct.pack("<Q", filetime(value))
    return Kind.NUMBER, struct.pack("<L", value)


def msg(message: Outlook, is_narrow: bool = False) -> bytes:
    """A .msg file; `is_narrow`: its texts in a code page, as older programs write them."""
    return compound(_folder(message, 32, is_narrow))


def _folder(message: Outlook, header: int, is_narrow: bool) -> Folder:
    folder: dict[str, bytes | Folder] = dict(_streams(message.properties, header, is_narrow))
    for number, one in enumerate(message.recipients):
        folder[f"__recip_version1.0_#{number:08X}"] = _streams(one, 8, is_narrow)
    for number, file in enumerate(message.files):
        folder[f"__attach_version1.0_#{number:08X}"] = _streams(file.properties(), 8, is_narrow)
    for number, inner in enumerate(message.messages, start=len(message.files)):
        within: dict[str, bytes | Folder] = dict(_streams({Tag.DISPLAY_NAME: "A question"}, 8, is_narrow))
        within["__substg1.0_3701000D"] = _folder(inner, 24, is_narrow)
        folder[f"__attach_version1.0_#{number:08X}"] = within
    return folder


def _streams(properties: dict[int, Value], header: int, is_narrow: bool) -> dict[str, bytes]:
    """The streams of one storage: a list of all properties, and a stream for each that has no fixed size."""
    listed, streams = [b"\0" * header], {}
    for tag, value in properties.items():
        kind, data = kind_and_bytes(value, is_narrow)
        listed.append(struct.pack("<HHL", kind, tag, 6))
        if isinstance(value, (str, bytes)):
            streams[f"__substg1.0_{tag:04X}{kind:04X}"] = data
            data = struct.pack("<Q", len(data))
        listed.append(data.ljust(8, b"\0"))
    return {"__properties_version1.0": b"".join(listed), **streams}
