"""Writes a mailbox of invented messages in any size: plain, HTML beside plain, quoted replies, some attachments."""

import base64
import quopri
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from random import Random

from benchmarks.invented import paragraphs

_BEGIN = datetime(2025, 1, 6, 8, 0, tzinfo=UTC)
_CONTACTS = 20_000
_OURS = 40
_SEED = 11
_HOPS = (
    "Received: from relay{hop}.northgate.example (relay{hop}.northgate.example [192.0.2.{hop}])\n"
    "\tby mx.haldenq.example (Postfix) with ESMTPS id {number:08X}{hop}\n"
    "\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\n"
    "\tfor <{to}>; {date}\n"
)


def write_mailbox(path: Path, size: int) -> int:
    """Writes at least `size` bytes of whole messages in mbox form; gives the number of messages."""
    written = count = 0
    with path.open("wb") as out:
        for message in messages():
            written += out.write(message)
            count += 1
            if written >= size:
                break
    return count


def messages() -> Iterator[bytes]:
    """Messages without end, each with its "From " line; the same ones each time."""
    draw = Random(_SEED)  # noqa: S311  a benchmark must repeat
    number = 0
    while True:
        yield _message(draw, number).encode()
        number += 1


def _message(draw: Random, number: int) -> str:
    contact, ours = f"c{draw.randrange(_CONTACTS)}", f"p{draw.randrange(_OURS)}@haldenq.example"
    sender = f"{contact}@firm{int(contact[1:]) % 900}.example"
    date = format_datetime(_BEGIN + timedelta(minutes=7 * number))
    to, author = (sender, ours) if draw.random() < 0.3 else (ours, sender)
    hops = "".join(_HOPS.format(hop=hop, number=number, to=to, date=date) for hop in range(1, 4))
    return (
        f"From {author} Mon Jan  6 08:00:00 2025\nReturn-Path: <{author}>\n{hops}"
        f"Message-ID: <{number}.{contact}@mail.example>\nDate: {date}\nFrom: {contact.upper()} <{author}>\nTo: {to}\n"
        f"Subject: {'Re: ' if number % 3 == 0 else ''}About the {number % 97}th matter\nMIME-Version: 1.0\n"
        f"{_body(draw, number)}\n\n"
    )


def _body(draw: Random, number: int) -> str:
    text = paragraphs(draw, draw.randint(1, 5))
    if number % 3 == 0:
        text += "\n\nOn Monday, C7 wrote:\n" + "\n".join(f"> {line}" for line in paragraphs(draw, 1).splitlines())
    if number % 50 == 0:
        return _with_attachment(draw, text)
    if number % 4 == 0:
        return _with_html(text)
    return f'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n{text}'


def _with_html(text: str) -> str:
    page = "<html><body>" + "".join(f"<p style='margin:0'>{line}</p>" for line in text.split("\n\n")) + "</body></html>"
    quoted = quopri.encodestring(page.encode()).decode()
    return _multipart("alternative", [("text/plain", "8bit", text), ("text/html", "quoted-printable", quoted)])


def _with_attachment(draw: Random, text: str) -> str:
    data = base64.encodebytes(draw.randbytes(draw.randint(10_000, 60_000))).decode()
    return _multipart("mixed", [("text/plain", "8bit", text), ("application/pdf", "base64", data)])


def _multipart(kind: str, parts: list[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'--=_b\nContent-Type: {what}; charset="utf-8"\nContent-Transfer-Encoding: {how}\n\n{body}\n'
        for what, how, body in parts
    )
    return f'Content-Type: multipart/{kind}; boundary="=_b"\n\n{inner}--=_b--'
