"""Bytes of a letter's body, written by hand so that they are the same under every Python."""

import base64
import quopri
from collections.abc import Mapping
from dataclasses import dataclass

from tools.examples.bodies import as_html, plain
from tools.examples.cast import MailingList, digest
from tools.examples.clients import CLIENTS
from tools.examples.letters import Attachment, Letter


@dataclass(frozen=True, slots=True)
class Part:
    """A body part: header lines (no blank line) and encoded content that ends with a newline."""

    headers: tuple[str, ...]
    content: bytes

    def __bytes__(self) -> bytes:
        return "\n".join(self.headers).encode("ascii") + b"\n\n" + self.content


def body(
    letter: Letter, letters: Mapping[str, Letter], lists: Mapping[str, MailingList], attached: Mapping[str, bytes]
) -> Part:
    """The whole body: text, or HTML, or both, and the attachments (`attached`: bytes of letters attached whole)."""
    part = _words(letter, letters, lists)
    if not letter.attach:
        return part
    files = [_file(one, attached) for one in letter.attach]
    return _multipart("mixed", letter.key, [part, *files])


def encoded_text(text: str, kind: str, charset: str, encoding: str) -> Part:
    """A text part in the given transfer encoding ("" chooses 7bit where that can hold it, else quoted-printable)."""
    raw = text.encode(charset)
    simple = raw.isascii() and max(map(len, raw.split(b"\n"))) < 200
    encoding = encoding or ("7bit" if simple else "quoted-printable")
    label = "us-ascii" if encoding == "7bit" else charset
    headers = (f"Content-Type: {kind.format(charset=label)}", f"Content-Transfer-Encoding: {encoding}")
    return Part(headers, _encode(raw, encoding))


def _words(letter: Letter, letters: Mapping[str, Letter], lists: Mapping[str, MailingList]) -> Part:
    if letter.html:
        return encoded_text(letter.html, 'text/html; charset="{charset}"', letter.charset, letter.encoding)
    client = CLIENTS[letter.by.client]
    kind = "text/plain; charset=" + (letter.declared_charset or "{charset}") + "; format=flowed" * client.flowed
    text = encoded_text(plain(letter, letters, lists), kind, letter.charset, letter.encoding)
    if not client.html_copy or letter.encoding == "8bit":
        return text
    copy = encoded_text(as_html(letter, letters, lists), 'text/html; charset="{charset}"', letter.charset, "")
    return _multipart("alternative", letter.key, [text, copy])


def _multipart(kind: str, key: str, parts: list[Part]) -> Part:
    boundary = f"=_{digest(kind, key)[:28]}"
    whole = b"".join(f"--{boundary}\n".encode() + bytes(part) + b"\n" for part in parts)
    headers = (f'Content-Type: multipart/{kind};\n boundary="{boundary}"',)
    return Part(headers, whole + f"--{boundary}--\n".encode())


def _file(one: Attachment, attached: Mapping[str, bytes]) -> Part:
    if one.letter:
        whole = (f"Content-Type: {one.type}", f'Content-Disposition: attachment; filename="{one.name}"')
        return Part(whole, attached[one.letter])
    raw = _pdf(one.text) if one.type == "application/pdf" else one.text.encode("utf-8")
    headers = (
        f'Content-Type: {one.type}; name="{one.name}"',
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment; filename="{one.name}"',
    )
    return Part(headers, _encode(raw, "base64"))


def _encode(raw: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return base64.encodebytes(raw)
    if encoding == "quoted-printable":
        return quopri.encodestring(raw)
    return raw


def _pdf(line: str) -> bytes:
    stream = b"BT /F1 14 Tf 72 720 Td (" + line.encode("latin-1") + b") Tj ET"
    fonts = b"<< /Font << /F1 5 0 R >> >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources " + fonts + b" >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + tail
