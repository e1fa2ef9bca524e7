"""What is fuzzed: every reader of the catalogue, the archives, and what later stages do with hostile text."""

import io
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from fuzz import claims
from fuzz.corpus import kept
from fuzz.seeds import seeds_of
from lurewatch import flow
from lurewatch.cli.encoded import Encoded
from lurewatch.conversations.assemble import Assembly
from lurewatch.detection.assessor import Assessor
from lurewatch.errors import LineError
from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.conversation import Conversation
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.sources import catalogue
from lurewatch.sources.compressed_rtf import unpacked
from lurewatch.sources.heap import properties_in
from lurewatch.sources.interface import Limits, Read, Reader
from lurewatch.sources.mapi_properties import Tag
from lurewatch.sources.mapping import Columns
from lurewatch.sources.opened import Opened
from lurewatch.sources.picture_marks import mark_of
from lurewatch.sources.readers.jsonl import conversation_of_line, id_of_line
from lurewatch.sources.readers.mapped import MappedLines, MappedTable
from lurewatch.sources.rtf import rich_text
from lurewatch.sources.sniff import Head
from lurewatch.telling.findings import Findings
from lurewatch.text.fold import disguised, fold, set_otherwise
from lurewatch.text.html import visible
from lurewatch.text.plain import plain

# Bounds so small that short inputs meet them: what happens at a bound is what is seldom tried.
SMALL = Limits(
    message_bytes=16 << 10,
    header_bytes=4 << 10,
    text_characters=3_000,
    line_bytes=16 << 10,
    parts=12,
    part_depth=4,
    attached_depth=2,
    expanded_bytes=1 << 20,
    expansion_floor=32 << 10,
    expansion_ratio=20,
    depth=3,
    members=8,
    directory_bytes=2 << 10,
    gaps=20,
)
SLOW = frozenset({"pst", "screenshot"})  # those that start a process for each input
_SOURCE = "some.file"
Run: TypeAlias = Callable[[bytes, Limits], None]


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that takes bytes: `run` raises where a claim is broken; `seeds` are inputs to begin with."""

    name: str
    run: Run
    seeds: tuple[bytes, ...]

    @property
    def kept(self) -> tuple[bytes, ...]:
        """The inputs of earlier runs that are kept in the repository."""
        return kept(self.name)

    def __call__(self, data: bytes) -> None:
        """Runs under small bounds or the usual ones, as the number of bytes is even or odd."""
        self.run(data, Limits() if len(data) % 2 else SMALL)

    def both(self, data: bytes) -> None:
        """Runs under small bounds, then the usual ones."""
        self.run(data, SMALL)
        self.run(data, Limits())


def name_of(reader: object) -> str:
    """A reader's target is named as its file is."""
    return type(reader).__module__.rpartition(".")[2]


def _targets() -> dict[str, Target]:
    """All targets by name; a reader joins by standing in the catalogue, and needs seeds (`fuzz/seeds`)."""
    readers: dict[str, list[Reader]] = {}
    for reader in (*catalogue.READERS, *catalogue.NAMED_FIRST, *catalogue.NAMED_LAST, *_MAPPED):
        readers.setdefault(name_of(reader), []).append(reader)
    runs = {name: _of_readers(those) for name, those in readers.items()} | _OTHERS
    return {name: Target(name, run, seeds_of(name)) for name, run in runs.items()}


def _of_readers(readers: list[Reader]) -> Run:
    def run(data: bytes, limits: Limits) -> None:
        for reader in readers:
            reader.recognises(Head(data))
            opened = Opened(_SOURCE, io.BytesIO(data))
            claims.of_items(reader.read(opened, limits), _SOURCE, limits)

    return run


@cache
def _folder() -> Path:
    """A folder for what can only be read from a disk, gone with the process."""
    holder = tempfile.TemporaryDirectory(prefix="lurewatch-fuzz-")
    _HOLDERS.append(holder)
    return Path(holder.name)


_HOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def _maildir(data: bytes, limits: Limits) -> None:
    for part in ("cur", "new"):
        (_folder() / "maildir" / part).mkdir(parents=True, exist_ok=True)
    (_folder() / "maildir" / "cur" / "1:2,S").write_bytes(data)
    _scanned(_folder() / "maildir", limits)


def _read(data: bytes, limits: Limits) -> None:
    path = _folder() / "in.bin"
    path.write_bytes(data)
    _scanned(path, limits)


def _scanned(path: Path, limits: Limits) -> list[Read]:
    """What reading a path gives, each item as claimed, and gaps within their bound."""
    found = list(catalogue.read([path], limits))
    claims.of_items(found, str(path), limits)
    claims.of_number_of_gaps(found, limits)
    return found


def _whole(data: bytes, limits: Limits) -> None:
    """A file from its bytes to its assessments."""
    path = _folder() / "whole.bin"
    path.write_bytes(data)
    assembly = Assembly()
    for item in _scanned(path, limits):
        if isinstance(item, Conversation):
            _assessed(item)
        elif isinstance(item, (Message, Acquaintance)):
            assembly.add(item)
    claims.of_words(assembly.owners().sentence)
    for conversation in assembly.conversations():
        claims.of_conversation(conversation)
        _assessed(conversation)


@cache
def _assessor() -> Assessor:
    return Assessor()


def _assessed(conversation: Conversation) -> None:
    claims.of_assessment(conversation, _assessor().assess(conversation))


def _assess(data: bytes, limits: Limits) -> None:
    """Lines as `lurewatch assess` takes them, each judged or refused."""
    for number, line in enumerate(io.BytesIO(data), start=1):
        try:
            conversation = conversation_of_line(line, number, limits=limits)
        except LineError as error:
            claims.of_error(str(error))
            claims.of_words(id_of_line(line) or "")
            continue
        claims.of_conversation(conversation)
        _assessed(conversation)


@cache
def _credulous() -> Assessor:
    """One to whom nearly everything is worth showing."""
    return Assessor(prior=0.5)


def _shown(data: bytes, limits: Limits) -> None:
    """Lines as they are shown, on a page and as a table."""
    findings, scan = Findings(rest_rows=[]), flow.Scan()
    with Encoded() as encoded:
        for number, line in enumerate(io.BytesIO(data), start=1):
            try:
                conversation = conversation_of_line(line, number, limits=limits)
            except LineError as error:
                scan.gaps.append(Gap("a conversation", f"line {number}", str(error)))
                continue
            judged = flow.Judged(conversation, _credulous().assess(conversation))
            findings.add(judged)
            encoded.add(judged)
        findings.gaps.add(scan.gaps)
        claims.of_outputs(findings, encoded, scan)


def _html(data: bytes, limits: Limits) -> None:
    del limits
    shown = visible(data.decode("utf-8", "replace"))
    claims.of_words(shown.text, *shown.hidden, *shown.deceiving_links)
    claims.claim("\x00" not in shown.text, "no line end of the parser's is left in a text")


def _rtf(data: bytes, limits: Limits) -> None:
    """Rich text, packed or not."""
    rtf, fault = unpacked(data, limits.message_bytes)
    for one in (rtf, data):
        found = rich_text(one)
        claims.of_words(fault, found.plain, found.html)


def _heap(data: bytes, limits: Limits) -> None:
    """What the process for Outlook's data files reads of them by itself."""
    del limits
    found = properties_in(data)
    if found is not None:
        claims.of_words(*(found.text(tag) for tag in Tag))


def _text(data: bytes, limits: Limits) -> None:
    """Everything that is done with a text once it has been read."""
    del limits
    text = data.decode("utf-8", "replace")
    folded = fold(text)
    size = len(folded.text)
    for at in range(0, size, 1 + size // 50):
        start, end = folded.span(at, min(size, at + 5))
        claims.claim(0 <= start <= end <= len(text), "a folded span leads back into the text")
    for start, end in disguised(text):
        claims.claim(0 <= start < end <= len(text), "a disguised word lies in the text")
    if span := set_otherwise(text):
        claims.claim(0 <= span[0] < span[1] <= len(text), "a word set otherwise lies in the text")
    claims.of_regions(text)
    claims.of_words(plain(text, 1_000))


def _marks(data: bytes, limits: Limits) -> None:
    mark = mark_of(data, limits)
    claims.claim(not mark or re.fullmatch(r"[0-9a-f]{32}(?:\.[0-9a-f]{64})?", mark) is not None, "a mark, or none")


_COLUMNS = Columns("some.toml", {"text": "said", "author": "who", "time": "when"}, ("iso", "%Y-%m-%d %H:%M"))
_MAPPED = (MappedTable(_COLUMNS), MappedLines(_COLUMNS))
_OTHERS: dict[str, Run] = {
    "maildir": _maildir,
    "slack": _read,
    "archives": _read,
    "whole": _whole,
    "assess": _assess,
    "shown": _shown,
    "html": _html,
    "text": _text,
    "rtf": _rtf,
    "heap": _heap,
    "marks": _marks,
}
TARGETS = _targets()
