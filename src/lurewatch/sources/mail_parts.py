"""A mail's body as the texts a reader sees, the names of what is attached, and the mails attached to it.

Attachments are found by their boundaries and stepped over; nothing of them is copied or decoded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lurewatch.sources.interface import Limits
from lurewatch.sources.mail_fields import Fields, fields_of
from lurewatch.sources.mail_type import PartType, disposition, part_type

_AS_TEXT = frozenset(("text/plain", "text/enriched", "text/richtext", "text/markdown", "text"))
_ATTACHED_MAIL = frozenset(("message/rfc822", "message/global", "message/news"))
_AS_FILE = frozenset(
    ("application/octet-stream", "application/eml", "message/x-eml", "text/plain")
)  # how .eml are sent
_TNEF = frozenset(("application/ms-tnef", "application/vnd.ms-tnef"))
_OUTLOOK = "application/vnd.ms-outlook"
_PICTURES = (".jpg", ".jpeg", ".png", ".gif")
_NEWLINE = 10
# Parts that carry words nobody here can read, with what to do.
_SEALED = "encrypted or sealed; have the person approached save it unencrypted"
_CLOSED = {
    "application/pkcs7-mime": _SEALED,
    "application/x-pkcs7-mime": _SEALED,
    "multipart/encrypted": _SEALED,
    "text/calendar": "an invitation to a calendar, which is not read; open it and read its description",
}


class Span(NamedTuple):
    """A part's body: where in the raw bytes, its coding and its charset."""

    start: int
    end: int
    coding: bytes
    charset: str


class Room:
    """How many bytes in Outlook's form may still be opened of one mail and all that is attached to it.

    Such files may hold one place of theirs in many others, so a bound on each of them is none on all.
    """

    def __init__(self, left: int) -> None:
        self.left = left


class Enclosed(NamedTuple):
    """A part that holds mail in Outlook's form: a winmail.dat (the rest of this very mail), or an attached message."""

    span: Span
    is_message: bool


@dataclass(slots=True)
class Block:
    """One stretch of a mail as its reader sees it: plain text, HTML, or both as alternatives of each other."""

    plain: list[Span] = field(default_factory=list)
    html: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Content:
    """What a body holds.

    `attached` are the spans of attached mails, `files` of those that only their name says are mails; `enclosed` are
    parts in Outlook's form, still to be opened; `faults` say what could not be read, and why; `pictures` are the spans
    of pictures, inline ones too.
    """

    blocks: list[Block] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    attached: list[Span] = field(default_factory=list)
    files: list[Span] = field(default_factory=list)
    enclosed: list[Enclosed] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    pictures: list[Span] = field(default_factory=list)
    parts: int = 0


def content_of(raw: bytes, head: Fields, end: int, limits: Limits) -> Content:
    """The content of a mail whose header is `head` and whose body ends at `end`."""
    walk = _Walk(raw, limits)
    walk.part(head, end, 0)
    return walk.content


def add_part(raw: bytes, span: Span, content: Content, limits: Limits, into: Block | None) -> None:
    """Takes one more part, which begins with its header, into a content; `into`: a block that it says again."""
    head = fields_of(raw, span.start, span.end, limits.header_bytes)
    _Walk(raw, limits, content).part(head, span.end, 0, into=into)


class _Walk:
    """One walk through the parts; bounded in depth and number."""

    def __init__(self, raw: bytes, limits: Limits, content: Content | None = None) -> None:
        self._raw = raw
        self._limits = limits
        self.content = content or Content()

    def part(self, head: Fields, end: int, depth: int, default: str = "text/plain", into: Block | None = None) -> None:
        """Takes one part in; `into` is the block of alternatives it belongs to, if it does."""
        values = head.values
        given = values.get(b"content-type")
        kind = part_type(given, default) if given else PartType(default)
        if kind.kind in _CLOSED:
            self.content.faults.append(_CLOSED[kind.kind])
        if kind.kind.startswith("multipart/"):
            self._multipart(kind, head.body, end, depth, into)
        else:
            self._leaf(kind, head, end, into)

    def _leaf(self, kind: PartType, head: Fields, end: int, into: Block | None) -> None:
        placed = head.values.get(b"content-disposition")
        is_attached, name = disposition(placed) if placed else (False, "")
        name = name or kind.name
        coding = head.values.get(b"content-transfer-encoding", b"").strip().lower()
        span = Span(head.body, end, coding, kind.charset)
        is_text = kind.kind.startswith("text/")
        if kind.kind in _ATTACHED_MAIL:
            self.content.attached.append(span)
        elif name.lower().endswith(".eml") and kind.kind in _AS_FILE and (is_attached or kind.kind != "text/plain"):
            self.content.files.append(span)
        elif kind.kind in _AS_TEXT and not is_attached:
            block = self._block(into)
            if kind.kind == "text/plain" or not block.plain:  # richer texts say the same again
                block.plain.append(span)
        elif kind.kind == "text/html" and not is_attached:
            self._block(into).html.append(span)
        elif kind.kind in _TNEF or (name.lower() == "winmail.dat" and not is_text):
            self.content.enclosed.append(Enclosed(span, is_message=False))
            return
        elif kind.kind == _OUTLOOK or (name.lower().endswith(".msg") and not is_text):
            self.content.enclosed.append(Enclosed(span, is_message=True))
        else:
            self.content.others.append(kind.kind)
            if kind.kind.startswith("image/") or name.lower().endswith(_PICTURES):
                self.content.pictures.append(span)
        if name and (is_attached or not is_text):
            self.content.names.append(name)

    def _block(self, into: Block | None) -> Block:
        if into is None:
            into = Block()
            self.content.blocks.append(into)
        return into

    def _multipart(self, kind: PartType, start: int, end: int, depth: int, into: Block | None) -> None:
        if depth >= self._limits.part_depth:
            most = self._limits.part_depth
            self.content.faults.append(f"parts nested more than {most} deep; what is deeper was not read")
            return
        if into is None and kind.kind == "multipart/alternative":
            into = self._block(None)
        default = "message/rfc822" if kind.kind == "multipart/digest" else "text/plain"
        found = False
        for at, stop in self._pieces(kind.boundary, start, end):
            found = True
            self.content.parts += 1
            if self.content.parts > self._limits.parts:
                self.content.faults.append(f"more than {self._limits.parts} parts; the rest was not read")
                return
            self.part(fields_of(self._raw, at, stop, self._limits.header_bytes), stop, depth + 1, default, into)
        if not found:
            self._unparted(start, end, into)

    def _unparted(self, start: int, end: int, into: Block | None) -> None:
        """A multipart in which no part begins is read as plain text, so that nothing is lost."""
        self.content.faults.append("said to be in parts, but no part begins; read as plain text")
        self._block(into).plain.append(Span(start, end, b"", ""))

    def _pieces(self, boundary: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans between a boundary's lines, header and body of each part."""
        if not boundary:
            return
        opened = -1
        for at, after, is_last in self._marks(b"--" + boundary.encode("utf-8"), start, end):
            if opened >= 0:
                yield opened, at
            opened = after
            if is_last:
                return
        if opened >= 0:
            self.content.faults.append("it ends before its last part does; what there is was read")
            yield opened, end

    def _marks(self, mark: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Where each boundary's line begins, where the next begins, and whether it is the last."""
        raw = self._raw
        at = raw.find(mark, start, end)
        while at >= 0:
            line_end = raw.find(b"\n", at, end)
            line_end = end if line_end < 0 else line_end
            rest = raw[at + len(mark) : min(line_end, at + len(mark) + 80)].strip()
            if (at == start or raw[at - 1] == _NEWLINE) and rest in {b"", b"--"}:
                yield at, min(line_end + 1, end), rest == b"--"
            at = raw.find(mark, line_end, end)
