"""The properties of which Outlook and Exchange make a message; [MS-OXPROPS] lists them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from lurewatch.sources import charsets


class Kind(IntEnum):
    """The types of a property's value that are read here."""

    NUMBER = 0x0003
    OBJECT = 0x000D
    TEXT_8 = 0x001E
    TEXT = 0x001F
    TIME = 0x0040
    BINARY = 0x0102


class Tag(IntEnum):
    """The properties that are read here."""

    MESSAGE_CLASS = 0x001A
    SUBJECT = 0x0037
    SUBMIT_TIME = 0x0039
    FROM_NAME = 0x0042
    FROM_ADDRESS = 0x0065
    RECEIVED_BY_ADDRESS = 0x0076
    TRANSPORT_HEADERS = 0x007D
    RECIPIENT_TYPE = 0x0C15
    SENDER_NAME = 0x0C1A
    SENDER_ADDRESS = 0x0C1F
    DELIVERY_TIME = 0x0E06
    FLAGS = 0x0E07
    BODY = 0x1000
    RTF = 0x1009
    HTML = 0x1013
    MESSAGE_ID = 0x1035
    REFERENCES = 0x1039
    IN_REPLY_TO = 0x1042
    DISPLAY_NAME = 0x3001
    ADDRESS = 0x3003
    ATTACH_DATA = 0x3701
    ATTACH_NAME = 0x3704
    ATTACH_METHOD = 0x3705
    ATTACH_LONG_NAME = 0x3707
    ATTACH_MIME = 0x370E
    SMTP_ADDRESS = 0x39FE
    INTERNET_CODEPAGE = 0x3FDE
    MESSAGE_CODEPAGE = 0x3FFD
    SENDER_SMTP = 0x5D01
    FROM_SMTP = 0x5D02
    RECEIVED_BY_SMTP = 0x5D07


TAGS = frozenset(tag.value for tag in Tag)
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_TICKS = 10_000_000  # a second
# Code pages whose charset is not `cp` and their number.
_CHARSETS = {
    1200: "utf-16-le", 1201: "utf-16-be", 10000: "mac-roman", 20127: "ascii", 20866: "koi8-r", 21866: "koi8-u",
    50220: "iso-2022-jp", 50221: "iso-2022-jp", 50222: "iso-2022-jp", 50225: "iso-2022-kr", 51932: "euc-jp",
    51936: "gb18030", 51949: "euc-kr", 52936: "hz", 54936: "gb18030", 65000: "utf-7", 65001: "utf-8",
} | {28590 + part: f"iso-8859-{part}" for part in range(1, 17)}  # fmt: skip


class Value(NamedTuple):
    """A property's value: its type and its bytes."""

    kind: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of a message, a recipient or an attachment, by their number; `codepage` is of its narrow texts."""

    values: Mapping[int, Value]
    codepage: int = 1252

    def text(self, *tags: Tag) -> str:
        """The first of these that holds a text; NUL characters, which end it, are not part of it."""
        for tag in tags:
            value = self.values.get(tag)
            if value is not None and (text := self._text(value).strip("\x00")):
                return text
        return ""

    def binary(self, tag: Tag) -> bytes:
        """The bytes of one that holds bytes."""
        value = self.values.get(tag)
        return value.data if value is not None and value.kind == Kind.BINARY else b""

    def number(self, tag: Tag) -> int | None:
        """The value of one that holds a number."""
        value = self.values.get(tag)
        return int.from_bytes(value.data[:4], "little") if value is not None and value.kind == Kind.NUMBER else None

    def time(self, *tags: Tag) -> datetime | None:
        """The first of these that holds a time, in UTC."""
        for tag in tags:
            value = self.values.get(tag)
            if value is not None and value.kind == Kind.TIME and any(value.data):
                return _time(int.from_bytes(value.data[:8], "little"))
        return None

    def _text(self, value: Value) -> str:
        if value.kind == Kind.TEXT:
            return value.data[: len(value.data) // 2 * 2].decode("utf-16-le", "replace")
        return charsets.decode(value.data, charset_of(self.codepage)).text if value.kind == Kind.TEXT_8 else ""


def charset_of(codepage: int) -> str:
    """A code page's charset in the words of mail; empty for none."""
    return _CHARSETS.get(codepage, f"cp{codepage}") if codepage else ""


def _time(ticks: int) -> datetime | None:
    """A time from the tenths of microseconds since 1601 that Windows counts, to the second."""
    try:
        return _EPOCH + timedelta(seconds=ticks // _TICKS)
    except OverflowError:
        return None


def ticks_of(time: datetime) -> bytes:
    """A time as Windows counts it, in bytes."""
    return (int((time - _EPOCH).total_seconds()) * _TICKS).to_bytes(8, "little")


@dataclass(slots=True)
class Attached:
    """Something attached: a message, or a file; `data` only of a file that may hold mail, or a picture."""

    properties: Properties
    data: bytes = b""
    message: "MapiMessage | None" = None


@dataclass(slots=True)
class MapiMessage:
    """A message as Outlook keeps it; `faults` say what of it could not be read, and why."""

    properties: Properties
    recipients: list[Properties] = field(default_factory=list)
    attachments: list[Attached] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def is_mail(properties: Properties) -> bool:
    """Whether it is something sent: no contact, appointment, task or note, nor a program's own record."""
    return not properties.text(Tag.MESSAGE_CLASS).lower().startswith(_OF_OTHER_THINGS)


def may_hold_mail(properties: Properties) -> bool:
    """Whether an attached file is one that mail is kept in, by what it is called."""
    name = properties.text(Tag.ATTACH_LONG_NAME, Tag.ATTACH_NAME, Tag.DISPLAY_NAME).lower()
    kind = properties.text(Tag.ATTACH_MIME).lower()
    return name.endswith((".eml", ".msg", "winmail.dat")) or kind.startswith(_OF_MAIL)


def is_picture(properties: Properties) -> bool:
    """Whether an attached file is a picture, by what it is called."""
    name = properties.text(Tag.ATTACH_LONG_NAME, Tag.ATTACH_NAME, Tag.DISPLAY_NAME).lower()
    return name.endswith((".jpg", ".jpeg", ".png", ".gif")) or properties.text(Tag.ATTACH_MIME).lower().startswith(
        "image/"
    )


_OF_OTHER_THINGS = (
    "ipm.abchperson", "ipm.activity", "ipm.appointment", "ipm.configuration", "ipm.contact", "ipm.distlist",
    "ipm.document", "ipm.microsoft.", "ipm.rule", "ipm.stickynote", "ipm.task", "ipc.",
)  # fmt: skip
_OF_MAIL = ("message/rfc822", "application/ms-tnef", "application/vnd.ms-outlook", "multipart/signed")
