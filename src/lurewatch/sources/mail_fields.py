"""The header of a mail, or of a part of one, as the fields that some stage reads.

The standard library's parser builds every header of a message; of some thirty, twelve are read here, so this one pass
over the block takes a sixth of its time. Its leniency is kept: a line that is no header ends the block unless more
headers follow it.
"""

import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple

from lurewatch.sources import charsets
from lurewatch.sources.sniff import HEADER_LINES

_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:([^\n]*\n(?:[ \t][^\n]*\n)*+)", re.MULTILINE)
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_WORDS = re.compile(r"(?:=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=)+")
_STRAY_LINES = 20
# Fields of which every occurrence counts; of all others the first, which the last server on the way wrote.
REPEATED = frozenset((b"to", b"cc", b"bcc", b"delivered-to", b"x-original-to", b"envelope-to", b"x-envelope-to"))
HOPS, _LONGEST_HOP = 8, 600  # Received fields that are kept, the last server's first, and bytes of one
BETWEEN_HOPS = b"\x01"


class Fields(NamedTuple):
    """Header fields by lower-case name, as raw bytes; where the body starts; what is wrong with the block.

    `received` counts the Received fields; the first of them stand in one value, parted by `BETWEEN_HOPS`.
    """

    values: dict[bytes, bytes]
    received: int
    body: int
    fault: str = ""

    def text(self, name: bytes) -> str:
        """A field as text on one line, encoded words decoded; empty where there is none."""
        value = self.values.get(name)
        return decoded(line(value)) if value else ""


def fields_of(raw: bytes, start: int, end: int, most: int) -> Fields:
    """The fields of the header block at `start`; at most `most` bytes of it are looked at."""
    stop, fault = _block_end(raw, start, end)
    block = raw[start:stop]
    if len(block) > most:
        block = block[:most] + b"\n"
        fault = f"a header of more than {most >> 10} KiB; what is beyond was not read"
    values: dict[bytes, bytes] = {}
    hops: list[bytes] = []
    more: dict[bytes, list[bytes]] = {}
    for name, value in _FIELD.findall(block):
        key = name.lower()
        if key == b"received":
            hops.append(value)
        elif key not in values:
            values[key] = value
        elif key in REPEATED:
            more.setdefault(key, [values[key]]).append(value)
        elif key == b"from":
            fault = "more than one From header; the first is read"
    values |= {key: b",".join(found) for key, found in more.items()}
    if hops:
        values[b"received"] = BETWEEN_HOPS.join([hop[:_LONGEST_HOP] for hop in hops[:HOPS]])
    return Fields(values, len(hops), _body_start(raw, stop, end), fault)


def every_field(raw: bytes, names: frozenset[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each occurrence of these fields (lower-case names) in the header at the start of a mail, as raw bytes."""
    stop, _ = _block_end(raw, 0, len(raw))
    for found in _FIELD.finditer(raw, 0, stop):
        name = found[1].lower()
        if name in names:
            yield name, found[2]


def _block_end(raw: bytes, start: int, end: int) -> tuple[int, str]:
    """Where the header block ends, past stray lines that more headers follow."""
    found = HEADER_LINES.match(raw, start, end)
    stop, fault = found.end() if found else start, ""
    for _ in range(_STRAY_LINES):
        line_end = raw.find(b"\n", stop, end)
        if line_end < 0 or raw[stop:line_end] in {b"", b"\r"}:
            break
        found = HEADER_LINES.match(raw, line_end + 1, end)
        if found is None:
            return stop, "no blank line between header and body"
        if not raw.startswith((b"From ", b">From "), stop):
            fault = "a stray line among the headers"
        stop = found.end()
    return stop, fault


def _body_start(raw: bytes, stop: int, end: int) -> int:
    blank = 2 if raw.startswith(b"\r\n", stop) else int(raw.startswith(b"\n", stop))
    return min(stop + blank, end)


def line(value: bytes) -> str:
    """A raw field as text on one line, white space as single spaces."""
    try:
        text = value.decode("ascii")
    except UnicodeDecodeError:
        text = charsets.guess(value)
    return " ".join((text.replace("\x00", "") if "\x00" in text else text).split())


def decoded(text: str) -> str:
    """The text with its encoded words (RFC 2047) decoded; those that cannot be decoded stay as they are."""
    if "=?" not in text:
        return text
    return " ".join(_WORDS.sub(_decode_run, text.replace("?= =?", "?==?")).split())


def _decode_run(run: re.Match[str]) -> str:
    """Adjacent words of one charset are joined first: some senders split a letter between two."""
    joined: list[tuple[str, bytes]] = []
    for charset, coding, content in _WORD.findall(run[0]):
        data = _decode_word(coding, content)
        if data is None:
            return run[0]
        name = charset.partition("*")[0].lower()
        if joined and joined[-1][0] == name:
            data = joined.pop()[1] + data
        joined.append((name, data))
    return "".join(charsets.decode(data, name).text for name, data in joined).replace("\x00", "")


def _decode_word(coding: str, content: str) -> bytes | None:
    raw = content.encode("utf-8")
    if coding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    try:
        return binascii.a2b_base64(raw + b"==")
    except binascii.Error:
        return None
