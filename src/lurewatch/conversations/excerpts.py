"""Mails that stand in the text of another, as the programs that put them there open them, from the outside in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lurewatch.conversations.header_block import block_at
from lurewatch.conversations.openings import has_sign, labelled
from lurewatch.conversations.quoted import passed_on, quoted
from lurewatch.conversations.unmarked import Copy, within
from lurewatch.conversations.written_people import author, people
from lurewatch.model.conversation import Region, RegionKind
from lurewatch.model.handle import Handle, Platform
from lurewatch.text.mail_labels import Label

_DEEPEST = 8  # mails within mails
_LONGEST = 200_000  # code points of a text that are looked at; a tenth of that is judged
_ANNOUNCEMENT = 600  # characters that `On ... wrote:` takes at most
_BEFORE_NAME = re.compile(r"^(?:[\W_]|\b(?:[ap]\.?m|uhr|schrieb|schreef|h|utc|gmt|ce?s?t|mes?z)\b)*", re.IGNORECASE)


class Excerpt(NamedTuple):
    """What the opening of a mail within another says, and the span of its text, in code points of the whole.

    `is_forward` where the program's words say that it was passed on, not answered. `opening` is where they begin.
    """

    is_forward: bool
    opening: int
    start: int
    end: int
    author: Handle
    recipients: tuple[Handle, ...]
    subject: str
    date: str


def excerpts(text: str) -> Iterator[Excerpt]:
    """The mail that a text passes on, then the one within that, and so on; none where its opening names no author.

    The span of each runs to the end of what it stands in, so that those within it lie in it too. Of a very long text
    the first 200,000 code points are looked at.
    """
    text = text[:_LONGEST]
    if not has_sign(text):
        return
    region, copy = _outermost(text), Copy(text)
    for _ in range(_DEEPEST):
        found = _excerpt(text, copy, region) if region else None
        if found is None:
            return
        excerpt, copy = found
        yield excerpt
        region = next(iter(quoted(copy.text)), None)


def _outermost(text: str) -> Region | None:
    """Where the text first passes on or answers another mail, in marked lines too if they say that they pass it on."""
    forwarded = (region for region in quoted(text) if region.kind is RegionKind.FORWARDED)
    found = [region for region in (next(forwarded, None), passed_on(text)) if region is not None]
    return min(found, key=lambda region: region.start, default=None)


def _excerpt(text: str, copy: Copy, region: Region) -> tuple[Excerpt, Copy] | None:
    """The mail that opens where a region does, and a copy of its text to look for further ones in."""
    first = copy.text[region.start : _line_end(copy.text, region.start)]
    after = region.start if labelled(first) else region.start + len(first) + 1
    inner = within(copy, after, region.end)
    block = block_at(inner.text, 0)
    if block is None:
        return _announced(text, copy, region)
    writer = author(block.fields[Label.FROM])
    if writer is None:
        return None
    to = people(block.fields.get(Label.TO, "")) + people(block.fields.get(Label.CC, ""))
    excerpt = Excerpt(
        is_forward=region.kind is RegionKind.FORWARDED,
        opening=copy.origin(region.start),
        start=_line_start(text, inner.origin(block.body)),
        end=_end(text, inner),
        author=writer,
        recipients=tuple({handle.key: handle for handle in to}.values()),
        subject=block.fields.get(Label.SUBJECT, ""),
        date=block.fields.get(Label.SENT, ""),
    )
    return (excerpt, within(inner, block.body, len(inner.text))) if excerpt.start < excerpt.end else None


def _announced(text: str, copy: Copy, region: Region) -> tuple[Excerpt, Copy] | None:
    """The mail that `On Monday, Ada Vale <ada@lab.example> wrote:` opens; it needs an address."""
    end = copy.text.find(":\n", region.start, region.start + _ANNOUNCEMENT)
    line = " ".join(copy.text[region.start : max(end, region.start)].split())
    writer = author(line)
    if writer is None or writer.platform is not Platform.EMAIL:
        return None
    inner = within(copy, end + 2, region.end)
    name = re.split(r"\d", writer.name)[-1]
    excerpt = Excerpt(
        is_forward=False,
        opening=copy.origin(region.start),
        start=_line_start(text, inner.origin(len(inner.text) - len(inner.text.lstrip()))),
        end=_end(text, inner),
        author=writer._replace(name=_BEFORE_NAME.sub("", name).strip()),
        recipients=(),
        subject="",
        date=line,
    )
    return (excerpt, inner) if excerpt.start < excerpt.end else None


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _end(text: str, inner: Copy) -> int:
    """Where the last sign of a copy that is not blank stands in the text."""
    return inner.end(len(inner.text.rstrip("> \t\r\n\xa0")))
