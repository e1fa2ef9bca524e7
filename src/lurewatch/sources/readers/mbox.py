"""Mailboxes in the mbox format, of every dialect, a message at a time.

A message begins at a `From ` line that looks like an envelope and follows a blank line, or, since many programs forget
the blank line, goes before a header field. Where a message's Content-Length leads exactly to such a line or to the end
of the file, it is believed (mboxcl), so that a `From ` line inside does not count. Quoting (`>From `) is undone.
RFC 4155 and the qmail manual's mbox(5) describe the dialects.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lurewatch.model.place import Place
from lurewatch.sources.held import Held, Raw
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.mail_message import messages_of
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import BOM, Head

_BLOCK = 1 << 20
_LONGEST_ENVELOPE = 500
_LOOK_AHEAD = 2 * _LONGEST_ENVELOPE  # an envelope and the field after it
_HEADER = 16 << 10
_MARK = b"\nFrom "
_ENVELOPE = re.compile(
    rb"From [^\n]*?\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?:\d{1,2} +)?"
    rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,4},? +\d{1,2}:\d\d"
)
_FIELD_NEXT = re.compile(rb"[^\n]*\n[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,12})[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_BLANK = re.compile(rb"[\r\n]{0,64}")  # what may stand between two messages; bounded, since each asks for it
_NEWLINE, _RETURN = b"\n\r"


class Mbox:
    """Reads mbox files."""

    kind = "mailbox (mbox)"

    def recognises(self, head: Head) -> bool:
        """Whether it begins with a `From ` line and a header after it."""
        return head.is_mailbox

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The messages in the order of the file."""
        for item, raw in enumerate(Splitter(opened.stream, limits.message_bytes)):
            yield from messages_of(raw, Place(opened.source, item, raw.offset), limits)


class Splitter:
    """Cuts a stream into messages; holds a block of it and at most one message of `cap` bytes."""

    def __init__(self, stream: BinaryIO, cap: int) -> None:
        self._stream = stream
        self._cap = cap
        self._buffer = b""
        self._start = 0  # where the message at hand begins in the buffer
        self._offset = 0  # where the buffer begins in the stream
        self._ended = False

    def __iter__(self) -> Iterator[Raw]:
        self._more()
        self._skip_to_first()
        while self._start < len(self._buffer) or self._more():
            offset = self._offset + self._start
            end = self._end()
            if end < 0 or end - self._start > self._cap:
                yield self._oversized(offset)
            else:
                yield Raw(offset, _unwrapped(self._buffer[self._start : end]), 0)
                self._start = end

    def _skip_to_first(self) -> None:
        if self._buffer.startswith(BOM):
            self._start = len(BOM)
        while self._buffer[self._start : self._start + 1] in {b"\r", b"\n"}:
            self._start += 1

    def _more(self) -> bool:
        """Reads on, letting go what lies before the message at hand; False at the end."""
        block = b"" if self._ended else self._stream.read(_BLOCK)
        if not block:
            self._ended = True
            return False
        self._offset += self._start
        self._buffer = self._buffer[self._start :] + block
        self._start = 0
        return True

    def _end(self) -> int:
        """Where the message at hand ends in the buffer; -1 if it is larger than may be held."""
        end = self._end_by_length()
        reached = 1
        while end < 0:
            end = self._next_envelope(self._start + reached)
            if end < 0 and self._ended:
                return len(self._buffer)
            held = len(self._buffer) - self._start
            if end < 0 and held > self._cap:
                return -1
            if end < 0:
                self._more()
                reached = max(1, held - _LOOK_AHEAD - 2)
        return end

    def _next_envelope(self, search: int) -> int:
        """Where the next envelope's line begins, or -1; one too near the buffer's end does not count yet."""
        buffer = self._buffer
        at = buffer.find(_MARK, search)
        while at >= 0:
            if not self._ended and len(buffer) - at <= _LOOK_AHEAD:
                return -1
            if _begins(buffer, at):
                return at + 1
            at = buffer.find(_MARK, at + 1)
        return -1

    def _end_by_length(self) -> int:
        """Where the message ends by its Content-Length if that leads to an envelope or the file's end, else -1."""
        if len(self._buffer) - self._start < _HEADER:
            self._more()
        body = self._body(self._start + _HEADER)
        if body < 0 or self._buffer.find(b"ength:", self._start, body) < 0:
            return -1
        found = _LENGTH.search(self._buffer, self._start, body)
        if found is None or int(found[1]) > self._cap:
            return -1
        wanted = body - self._start + int(found[1])
        while len(self._buffer) - self._start < wanted + _LONGEST_ENVELOPE and self._more():
            pass
        return self._believed(self._start + wanted)

    def _body(self, near: int) -> int:
        """Where the body of the message at hand begins, or -1 if not before `near`."""
        plain = self._buffer.find(b"\n\n", self._start, near)
        with_returns = self._buffer.find(b"\n\r\n", self._start, near if plain < 0 else plain)
        if with_returns >= 0:
            return with_returns + 3
        return plain + 2 if plain >= 0 else -1

    def _believed(self, end: int) -> int:
        buffer = self._buffer
        if end > len(buffer):
            return -1
        blank = _BLANK.match(buffer, end)
        end = blank.end() if blank else end
        if end == len(buffer):
            return end if self._ended else -1
        follows = end < len(buffer) and buffer[end - 1] == _NEWLINE
        return end if follows and _ENVELOPE.match(buffer, end, end + _LONGEST_ENVELOPE) else -1

    def _oversized(self, offset: int) -> Raw:
        """The message at hand with what is beyond the bound thinned; reads on to its end."""
        mail = Held(self._cap)
        end = self._next_envelope(self._start + 2)
        while end < 0 and not self._ended:
            sure = max(self._start, len(self._buffer) - _LOOK_AHEAD - 2)
            mail.take(self._buffer[self._start : sure])
            self._start = sure
            self._more()
            end = self._next_envelope(self._start + 2)
        end = len(self._buffer) if end < 0 else end
        mail.take(self._buffer[self._start : end])
        self._start = end
        raw = mail.raw(offset)
        return Raw(offset, _unwrapped(raw.data), raw.dropped)


def _unwrapped(message: bytes) -> bytes:
    """A message without its `From ` line, its quoting undone."""
    body = message[message.find(b"\n") + 1 :] if b"\n" in message else b""
    return _QUOTED.sub(rb"\1", body) if b">From " in body else body


def _begins(buffer: bytes, newline: int) -> bool:
    """Whether the `From ` line after a newline begins a message."""
    if not _ENVELOPE.match(buffer, newline + 1, newline + _LONGEST_ENVELOPE):
        return False
    before = buffer[newline - 1]
    after_blank = before == _NEWLINE or (before == _RETURN and buffer[newline - 2] == _NEWLINE)
    return after_blank or _FIELD_NEXT.match(buffer, newline + 1, newline + _LOOK_AHEAD) is not None
