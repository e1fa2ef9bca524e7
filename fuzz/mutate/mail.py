"""Changes to the structure of a mail: parts, codings, charsets, mails in mails."""

import base64
import quopri
import re
from collections.abc import Callable
from random import Random

_MAIL = re.compile(rb"(?:\xef\xbb\xbf)?(?:From [^\n]*\n)?[A-Za-z-]{2,30}:[^\n]*\n")
_KINDS = (b"mixed", b"alternative", b"related", b"digest", b"signed", b"report", b"encrypted", b"x-odd")
_CHARSETS = (
    b"utf-8",
    b"utf-7",
    b"utf-16",
    b"utf-32",
    b"iso-2022-jp",
    b"hz",
    b"big5",
    b"cp037",
    b"idna",
    b"x-none",
    b"",
)
_CODINGS = (b"base64", b"quoted-printable", b"7bit", b"8bit", b"binary", b"x-uuencode")
_TYPES = (b"text/plain", b"text/html", b"message/rfc822", b"text/enriched", b"application/ms-tnef", b"text/calendar")


def is_mail(data: bytes) -> bool:
    """Whether it begins as a mail or mailbox does."""
    return _MAIL.match(data) is not None


def changed(data: bytes, random: Random) -> bytes:
    """The body wrapped into parts, attached, coded anew, or said to be of another type."""
    head, blank, body = data.partition(b"\r\n\r\n" if b"\r\n\r\n" in data else b"\n\n")
    change = random.choice(_CHANGES)
    return change(head, blank or b"\n\n", body, random)


def _wrapped(head: bytes, blank: bytes, body: bytes, random: Random) -> bytes:
    """The body as one of several parts."""
    mark = b"b%d" % random.randrange(3)
    own = _fields(head, typed=True) or b"Content-Type: " + random.choice(_TYPES)
    part = b"--" + mark + b"\n" + own + b"\n\n" + body + b"\n"
    kind = b"\nContent-Type: multipart/" + random.choice(_KINDS) + b"; boundary=" + mark
    return _fields(head, typed=False) + kind + blank + part * random.choice((1, 2, 3)) + b"--" + mark + b"--\n"


def _attached(head: bytes, blank: bytes, body: bytes, random: Random) -> bytes:
    """The mail attached to one like it."""
    kind = b"\nContent-Type: " + random.choice((b"message/rfc822", b"message/global", b"multipart/digest; boundary=d"))
    opening = b"--d\n\n" if b"digest" in kind else b""
    return _fields(head, typed=False) + kind + blank + opening + head + blank + body


def _coded(head: bytes, blank: bytes, body: bytes, random: Random) -> bytes:
    """The body in another coding, said or not."""
    coding = random.choice(_CODINGS)
    if random.random() < 0.7:
        body = base64.encodebytes(body) if coding == b"base64" else quopri.encodestring(body)
    return head + b"\nContent-Transfer-Encoding: " + coding + blank + body


def _typed(head: bytes, blank: bytes, body: bytes, random: Random) -> bytes:
    """The body said to be of another type and charset."""
    kind = b"\nContent-Type: " + random.choice(_TYPES) + b"; charset=" + random.choice(_CHARSETS)
    return _fields(head, typed=False) + kind + blank + body


_CHANGES: tuple[Callable[[bytes, bytes, bytes, Random], bytes], ...] = (_wrapped, _attached, _coded, _typed)


def _fields(head: bytes, *, typed: bool) -> bytes:
    """The header's fields that say of what type the body is, or all others."""
    lines = [line for line in head.split(b"\n") if line.lower().startswith(b"content-") is typed]
    return b"\n".join(lines)
