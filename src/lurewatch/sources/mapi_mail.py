"""A message as Outlook keeps it, written as the mail that it was, so that one reader of mail reads both.

The header that came with it over the network is taken as it is, less what it says of the body's form. Where there is
none (sent mail, mail inside the organisation) sender, recipients, time and subject come from Outlook's own record, and
that the rest is not to be had is told.
"""

import hashlib
import re
from binascii import b2a_base64
from collections.abc import Iterable
from email.utils import format_datetime
from typing import AnyStr, NamedTuple

from lurewatch.sources.compressed_rtf import unpacked
from lurewatch.sources.interface import Limits
from lurewatch.sources.mapi_people import Known, People
from lurewatch.sources.mapi_properties import Attached, MapiMessage, Properties, Tag, charset_of, is_picture
from lurewatch.sources.rtf import RichText, as_html, rich_text

NO_HEADERS = (
    "headers not available: sent from here or inside the organisation; sender and time are as Outlook kept them"
)
UNKNOWN_PEOPLE = "people named by addresses inside Exchange alone (X.500); their mail addresses could not be told"
_WITHIN = "in an attached mail: "
_FIELD = re.compile(r"^([!-9;-~]+)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*", re.MULTILINE)
_OF_THE_FORM = re.compile(r"content-|mime-version$")
_TYPE = re.compile(r"[\w!#$&^.+-]{1,60}/[\w!#$&^.+-]{1,60}")
_CONTROL = re.compile('[\x00-\x1f\x7f"\\\\\u2028\u2029]+')
_FORMS_OF_FILES = {".msg": "application/vnd.ms-outlook", ".eml": "message/rfc822", ".dat": "application/ms-tnef"}
_LONGEST_NAME = 200
_RICH_SHARE = 4  # rich text takes longer to read than any other, so one mail may hold less of it


class Written(NamedTuple):
    """A mail, or a part of one, in bytes; what could not be read, and why; how many bytes of rich text it took."""

    raw: bytes
    faults: tuple[str, ...]
    unpacked: int = 0


def mail_of(message: MapiMessage, limits: Limits, known: Known | None = None) -> Written:
    """The mail that an Outlook message was, with the messages attached to it as attached mails.

    `known` are mail addresses of X.500 names that were learned from the same file; what this one tells is added.
    """
    writer = _Writer(limits, {} if known is None else known)
    raw = writer.mail(message)
    return Written(raw, tuple(dict.fromkeys(writer.faults)), writer.unpacked)


def part_of(message: MapiMessage, limits: Limits, beside_text: bool) -> Written:
    """The body and the attachments as one part of a mail that has its own header.

    `beside_text`: that mail has a text too, and this one is another form of it; so it is given as HTML alone.
    """
    writer = _Writer(limits, {})
    raw = writer.part(message, beside_text)
    return Written(raw, tuple(dict.fromkeys((*message.faults, *writer.faults))), writer.unpacked)


class _Writer:
    """Writes one mail; together its texts take no more than a mail may."""

    def __init__(self, limits: Limits, known: Known) -> None:
        self._limits = limits
        self._known = known
        self._room = limits.message_bytes
        self.unpacked = self._pictures = 0
        self.faults: list[str] = []

    def mail(self, message: MapiMessage) -> bytes:
        """A mail with its header."""
        self.faults += message.faults
        header = _header(message.properties.text(Tag.TRANSPORT_HEADERS)[: self._limits.header_bytes])
        people = People(message, self._known)
        has = {name for name, _ in header}
        if "from" in has:
            has.add("sender")
        else:
            self.faults.append(NO_HEADERS)
        fields = [(name, value) for name, value in _own_fields(message.properties, people) if name.lower() not in has]
        if people.unknown:
            self.faults.append(UNKNOWN_PEOPLE)
        lines = [field for _, field in header] + [f"{name}: {_one_line(value)}" for name, value in fields]
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace") + self.part(message, False)

    def _mail_within(self, message: MapiMessage) -> bytes:
        outer, self.faults = self.faults, []
        raw = self.mail(message)
        self.faults = outer + [f"{_WITHIN}{why.removeprefix(_WITHIN)}" for why in self.faults]
        return raw

    def part(self, message: MapiMessage, as_other_form: bool) -> bytes:
        """The body and what is attached, beginning with the fields that say their form."""
        body = self._body(message.properties, as_other_form)
        if not message.attachments:
            return body
        return _multipart("mixed", [body, *map(self._attached, message.attachments)])

    def _body(self, own: Properties, as_other_form: bool) -> bytes:
        plain, html = self._texts(own)
        if as_other_form and plain and not html:
            plain, html = "", _part("text/html; charset=utf-8", as_html(plain).encode("utf-8", "replace"))
        parts = [html] if html else []
        if (plain and not as_other_form) or not parts:
            parts.insert(0, _part("text/plain; charset=utf-8", plain.encode("utf-8", "replace")))
        return parts[0] if len(parts) == 1 else _multipart("alternative", parts)

    def _texts(self, own: Properties) -> tuple[str, bytes]:
        """The plain text, and the HTML as a part of a mail; from rich text where there is no HTML beside it."""
        plain = own.text(Tag.BODY)
        html, charset = _html(own)
        if not html:
            rich = self._rich(own.binary(Tag.RTF))
            html, charset = rich.html.encode("utf-8", "replace"), "utf-8"
            plain = plain or rich.plain
        plain, html = self._within(plain), self._within(html)
        return plain, _part(f"text/html; charset={charset}" if charset else "text/html", html) if html.strip() else b""

    def _rich(self, packed: bytes) -> RichText:
        if not packed:
            return RichText()
        most = self._limits.message_bytes // _RICH_SHARE - self.unpacked
        rtf, fault = unpacked(packed, max(0, most))
        self.unpacked += len(rtf)
        if fault:
            self.faults.append(fault)
        return rich_text(rtf)

    def _within(self, text: AnyStr) -> AnyStr:
        if len(text) > self._room:
            most = self._limits.message_bytes >> 20
            self.faults.append(f"texts of more than {most} MiB in one message; what is beyond was not read")
            text = text[: max(0, self._room)]
        self._room -= len(text)
        return text

    def _attached(self, one: Attached) -> bytes:
        if one.message is not None:
            return b"Content-Type: message/rfc822\n\n" + self._mail_within(one.message)
        name = one.properties.text(Tag.ATTACH_LONG_NAME, Tag.ATTACH_NAME, Tag.DISPLAY_NAME)
        kind = one.properties.text(Tag.ATTACH_MIME)
        if (
            one.data and kind.lower() == "multipart/signed"
        ):  # S/MIME in clear: the file is the body, with its own header
            return one.data
        if one.data:
            kind = _FORMS_OF_FILES.get(name[-4:].lower(), kind)
        if not _TYPE.fullmatch(kind) or kind.lower().startswith("multipart/"):
            kind = "application/octet-stream"
        placed = f'attachment; filename="{_one_line(_CONTROL.sub("_", name[-_LONGEST_NAME:]))}"'
        field = f"Content-Disposition: {placed}\n".encode("utf-8", "replace")
        if is_picture(one.properties):
            return field + b"Content-Transfer-Encoding: base64\n" + _part(kind, self._picture(one.data))
        return field + _part(kind, self._within(one.data))

    def _picture(self, data: bytes) -> bytes:
        """A picture in base64, so that it is the same to the last byte; beyond the bounds nothing of it."""
        self._pictures += bool(data)
        is_kept = self._pictures <= self._limits.pictures and len(data) <= self._limits.attached_picture_bytes
        return b2a_base64(data, newline=False) if is_kept else b""


def _own_fields(own: Properties, people: People) -> Iterable[tuple[str, str]]:
    """The header fields that Outlook's own record of a message holds."""
    time = own.time(Tag.SUBMIT_TIME, Tag.DELIVERY_TIME)
    fields = [
        *people.authors(),
        *people.recipients(),
        ("X-Envelope-To", people.received_by()),
        ("Date", format_datetime(time) if time else ""),
        ("Subject", _subject(own.text(Tag.SUBJECT))),
        ("Message-ID", own.text(Tag.MESSAGE_ID)),
        ("In-Reply-To", own.text(Tag.IN_REPLY_TO)),
        ("References", own.text(Tag.REFERENCES)),
    ]
    return [(name, value) for name, value in fields if value]


def _header(text: str) -> list[tuple[str, str]]:
    """The fields of the header that came with a message, by lower-case name, without those of the body's form.

    Only up to the first blank line: Exchange appends the headers of parts.
    """
    block = re.sub(r"\r\n?", "\n", text).lstrip("\n").partition("\n\n")[0]
    found = ((one[1].lower(), one[0]) for one in _FIELD.finditer(block.replace("\x00", "")))
    return [(name, field) for name, field in found if not _OF_THE_FORM.match(name)]


def _subject(text: str) -> str:
    """Without the mark of how long its prefix is, which older files put before it ([MS-PST] 2.5.3.1.1.1)."""
    return text[2:] if text.startswith("\x01") else text


def _html(own: Properties) -> tuple[bytes, str]:
    """The HTML in bytes, and its charset."""
    data = own.binary(Tag.HTML)
    if data:
        return data, charset_of(own.number(Tag.INTERNET_CODEPAGE) or own.number(Tag.MESSAGE_CODEPAGE) or 0)
    return own.text(Tag.HTML).encode("utf-8", "replace"), "utf-8"


def _part(kind: str, data: bytes) -> bytes:
    return f"Content-Type: {kind}\n\n".encode("ascii", "replace") + data + b"\n"


def _multipart(kind: str, parts: list[bytes]) -> bytes:
    mark = hashlib.blake2b(b"".join(parts), digest_size=16).hexdigest()  # so nothing in them can stand for it
    opened = f"\n--{mark}\n".encode()
    head = f'Content-Type: multipart/{kind}; boundary="{mark}"\n'.encode()
    return head + opened + opened.join(parts) + f"\n--{mark}--\n".encode()


def _one_line(value: str) -> str:
    return re.sub("[\x00-\x1f\x7f\u2028\u2029]+", " ", value).strip()
