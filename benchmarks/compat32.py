"""The peer of our mail reader: Python's own parser, policy compat32, reading the same headers and the same text.

It is spared what ours does besides: cutting the mailbox, comparing plain text with HTML, finding what is hidden, and
telling gaps.
"""

import email
from contextlib import closing
from datetime import datetime
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from mailbox import mbox
from pathlib import Path
from typing import NamedTuple

from lurewatch.text.html import visible

_TROUBLE = (
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    IndexError,
)  # what the library raises on mail as it comes
_PEOPLE = ("from", "to", "cc", "bcc", "delivered-to")
_TOLD = (
    "subject", "message-id", "references", "in-reply-to", "reply-to", "return-path", "sender", "authentication-results",
    "received-spf", "list-unsubscribe", "list-id", "precedence", "auto-submitted", "x-mailer", "feedback-id",
)  # fmt: skip


class Mail(NamedTuple):
    """What is read of a mail: people by field, the other headers, the time, the text, the names of attachments."""

    people: dict[str, list[tuple[str, str]]]
    told: dict[str, str]
    at: datetime | None
    text: str
    attachments: list[str]


def cut(path: Path) -> list[bytes]:
    """The messages of a mailbox, so that cutting is not timed."""
    with closing(mbox(path, create=False)) as box:
        return [box.get_bytes(key) for key in box.iterkeys()]


def read(raw: bytes) -> Mail:
    """One mail."""
    message = email.message_from_bytes(raw, policy=compat32)
    people = {name: getaddresses([_decoded(one) for one in message.get_all(name, ())]) for name in _PEOPLE}
    told = {name: _decoded(value) for name in _TOLD if (value := message.get(name)) is not None}
    return Mail(people, told, _time(message), *_text(message))


def _decoded(value: object) -> str:
    text = str(value)
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except _TROUBLE:
        return text


def _time(message: Message) -> datetime | None:
    try:
        return parsedate_to_datetime(str(message.get("date", "")))
    except _TROUBLE:
        return None


def _text(message: Message) -> tuple[str, list[str]]:
    """The first plain text, or else what is seen of the first HTML; and the names of what is attached."""
    texts: dict[str, Message] = {}
    names: list[str] = []
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            texts.setdefault(kind, part)
        elif name := part.get_filename():
            names.append(name)
    if "text/plain" in texts:
        return _payload(texts["text/plain"]), names
    return (visible(_payload(texts["text/html"])).text if texts else ""), names


def _payload(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset("utf-8"), "replace")
    except _TROUBLE:
        return data.decode("latin-1")
