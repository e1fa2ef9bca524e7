"""Entries of a Signal chat as signal-export writes them (github.com/carderne/signal-export): in JSON, in Markdown.

Old versions wrote `[2019-05-29, 15:04] Me: text`, newer ones `[2019-05-29 15:04:10] Me: text`. A text may have lines
that look like an entry's beginning, which in Markdown cannot be told from one; so the JSON is read where there is any.
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from lurewatch.sources.chat_tally import Tally
from lurewatch.sources.chat_values import id_of, name_of, objects_of, text_of, word_of
from lurewatch.sources.json_stream import Fault
from lurewatch.sources.mending import whole
from lurewatch.sources.signal_chat import Entry

_HEAD = re.compile(r"\[(\d{4}-\d\d-\d\d(?:, \d\d:\d\d| \d\d:\d\d(?::\d\d)?))\] ([^\n]{1,80}?):(?: |$)")
_FILE = r"!?\[([^\]\n]{0,300})\]\((?:\./)?media/[^)\n]{0,500}\)"
_FILES_LAST = re.compile(rf"(?<!\s)(?:\s*{_FILE})+\s*\Z")
_FILES = re.compile(_FILE)
_REACTIONS_LAST = re.compile(r"(?<!\s)\s*\(- [^\n]{1,2000} -\)\s*\Z")
_TAIL = 4_000  # characters at the end of a text in which they are looked for
_LONGEST_LINE = 1 << 16


def entry_of(value: object, tally: Tally) -> Entry:
    """What a line of JSON says; an empty entry for what nobody wrote."""
    if isinstance(value, Fault):
        return Entry(fault=value.why)
    if not isinstance(value, dict):
        return Entry(fault="no JSON object")
    if value.get("deleted") is True:
        tally.deleted += 1
        return Entry()
    if value.get("call"):
        tally.calls += 1
        return Entry()
    return Entry(id_of(value.get("date")), name_of(value.get("sender")), text_of(value.get("body")), _sent(value))


def _sent(value: Mapping[str, object]) -> tuple[str, ...]:
    """The names of files, and a sticker."""
    files = [
        word_of(file.get("name")) or word_of(file.get("path")).rpartition("/")[2]
        for file in objects_of(value.get("attachments"))
    ]
    return tuple(filter(None, [*files, "sticker" if value.get("sticker") else ""]))


def is_entry(line: str) -> bool:
    """Whether a line of Markdown begins an entry."""
    return _HEAD.match(line) is not None


def entries_of(stream: BinaryIO, most: int) -> Iterator[Entry]:
    """The entries of Markdown, of each at most so many characters and a line; what comes before the first is none."""
    head: re.Match[str] | None = None
    body: list[str] = []
    held = 0
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape")
    while line := lines.readline(_LONGEST_LINE):
        found = _HEAD.match(line)
        if found:
            if head:
                yield _entry(head, "".join(body))
            head, body, held = found, [line[found.end() :]], 0
        elif held <= most:
            body.append(line)
            held += len(line)
    lines.detach()
    if head:
        yield _entry(head, "".join(body))


def _entry(head: re.Match[str], body: str) -> Entry:
    """An entry without the reactions of others and the links to its files that end it."""
    text = body.strip()
    files: tuple[str, ...] = ()
    if text.endswith("-)") and (last := _REACTIONS_LAST.search(text, max(0, len(text) - _TAIL))):
        text = text[: last.start()]
    if text.endswith(")") and (last := _FILES_LAST.search(text, max(0, len(text) - _TAIL))):
        files = tuple(name or "a file" for name in _FILES.findall(last[0]))
        text = text[: last.start()]
    return Entry(head[1].replace(",", ""), name_of(head[2]), whole(text), tuple(map(whole, files)))
