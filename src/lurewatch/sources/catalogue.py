"""The door of this stage: what is named in, all that can be read of it out. Adding a format is one line in a tuple."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lurewatch.model.conversation import Conversation
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.model.place import Place
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.archives import Budget, FoundFolder, Member, members, members_of_tar, unzipped
from lurewatch.sources.beside import OTHER_TABLE, UNREAD, Beside
from lurewatch.sources.folders import Found, FoundWhole, Walk, unreadable
from lurewatch.sources.held import held
from lurewatch.sources.interface import Folder, Item, Limits, Read, Reader, Whole
from lurewatch.sources.mail_message import messages_of
from lurewatch.sources.mapping import NEEDED, Columns
from lurewatch.sources.naming import shown
from lurewatch.sources.opened import Opened
from lurewatch.sources.piped import STANDARD_INPUT, piped
from lurewatch.sources.readers.eml import Eml
from lurewatch.sources.readers.jsonl import JsonLines
from lurewatch.sources.readers.linkedin_connections import LinkedInConnections
from lurewatch.sources.readers.linkedin_invitations import LinkedInInvitations
from lurewatch.sources.readers.linkedin_messages import LinkedInMessages
from lurewatch.sources.readers.maildir import Maildir
from lurewatch.sources.readers.mbox import Mbox
from lurewatch.sources.readers.msg import Msg
from lurewatch.sources.readers.pasted import Pasted, PastedMail
from lurewatch.sources.readers.pst import Pst
from lurewatch.sources.readers.screenshot import Screenshot
from lurewatch.sources.readers.signal import SignalFolder, SignalLines, SignalMarkdown
from lurewatch.sources.readers.slack import Slack
from lurewatch.sources.readers.slack_day import SlackDay
from lurewatch.sources.readers.teams import Teams
from lurewatch.sources.readers.telegram import Telegram, TelegramFolder
from lurewatch.sources.readers.whatsapp import WhatsApp, WhatsAppFolder
from lurewatch.sources.readers.winmail import Winmail
from lurewatch.sources.sniff import Head

# The first that recognises a file reads it; those that are quick to tell come first.
READERS: tuple[Reader, ...] = (
    Mbox(),
    Eml(),
    Telegram(),
    Teams(),
    JsonLines(),
    LinkedInMessages(),
    LinkedInInvitations(),
    LinkedInConnections(),
    Msg(),
    Winmail(),
    Pst(),
    WhatsApp(),
    SlackDay(),
    SignalLines(),
    SignalMarkdown(),
)
# Asked before and after those, and only of a file that somebody named itself: in a folder they would find messages
# where there are none.
NAMED_FIRST: tuple[Reader, ...] = (PastedMail(),)
NAMED_LAST: tuple[Reader, ...] = (Screenshot(), Pasted())
# Formats of several files that need each other; asked of each folder, before its files are read by themselves.
WHOLES: tuple[Whole, ...] = (Maildir(), Slack(), TelegramFolder(), SignalFolder(), WhatsAppFolder())
PIPED = Path("-")


def read(paths: Sequence[Path], limits: Limits | None = None, mapping: Columns | None = None) -> Iterator[Read]:
    """All that files, folders and archives hold (`-`: standard input), as a stream: after each file one SourceRead.

    Nothing raises over what a file holds or over one that cannot be read: that is a gap in the stream, and the rest is
    read. Memory does not grow with a mailbox. `mapping` says what columns mean in tables that are not known here.
    """
    bounds, asked = limits or Limits(), _Asked.of(mapping)
    walk = Walk(_whole_of)
    for path in paths:
        yield from Beside().passed_on(_path(path, walk, bounds, asked))
    if mapping is not None and not asked.has_fitted:
        why = f"no file that was read has its {mapping.columns[NEEDED]!a} and another of its columns; compare the names"
        yield Gap("the mapping", mapping.source, why)


def read_held(data: bytes, source: str, limits: Limits) -> Iterator[Read]:
    """All that bytes in memory hold, as if somebody had named a file of them; `source` is what they are called."""
    try:
        reading = _Reading(limits, _Asked.of(None), len(data), is_named=True)
        yield from reading.content(Opened(source, io.BytesIO(data)), len(data), 0)
    except OSError as error:
        yield unreadable(source, error)


def read_mail(data: bytes, source: str, dropped: int = 0, limits: Limits | None = None) -> Iterator[Message | Gap]:
    """One mail given as bytes, then its gaps, then each mail attached to it; `source` is where it was read, in words.

    `dropped` bytes were left out by whoever gives it.
    """
    bounds = limits or Limits()
    raw = held(io.BytesIO(data.lstrip(b"\r\n")), bounds.message_bytes)
    yield from messages_of(raw._replace(dropped=raw.dropped + dropped), Place(source), bounds)


def mapping_of(path: Path | None) -> Columns | None:
    """What columns mean, by a file that says so; nothing where none is named."""
    if path is None:
        return None
    from lurewatch.sources.mapping_file import load_mapping  # noqa: PLC0415  few have a mapping

    return load_mapping(path)


class _Asked:
    """Which readers are asked, in this order: of a file that somebody named itself, and of one that was found."""

    def __init__(self, mapped: tuple[Reader, ...]) -> None:
        self._mapped = mapped
        self.found = (*mapped, *READERS)
        self.named = (*mapped, *NAMED_FIRST, *READERS, *NAMED_LAST)
        self.has_fitted = False

    @classmethod
    def of(cls, mapping: Columns | None) -> "_Asked":
        """With a mapping, those that read by it come first."""
        if mapping is None:
            return cls(())
        from lurewatch.sources.readers.mapped import MappedLines, MappedTable  # noqa: PLC0415  few have a mapping

        return cls((MappedTable(mapping), MappedLines(mapping)))

    def reader(self, head: Head, *, is_named: bool) -> Reader | None:
        """The first that knows a file."""
        found = next((one for one in (self.named if is_named else self.found) if one.recognises(head)), None)
        self.has_fitted = self.has_fitted or found in self._mapped
        return found


def _path(path: Path, walk: Walk, limits: Limits, asked: _Asked) -> Iterator[Read]:
    if path == PIPED:
        yield from _piped(limits, asked)
        return
    for found in walk.below(path):
        if isinstance(found, Gap):
            yield found
        elif isinstance(found, FoundWhole):
            yield from _as_a_whole(found.whole, found.folder, limits)
        else:
            yield from _file(found, limits, asked, is_named=found.path == path)


def _whole_of(folder: Folder) -> Whole | None:
    return next((whole for whole in WHOLES if whole.recognises(folder)), None)


def _as_a_whole(whole: Whole, folder: Folder, limits: Limits) -> Iterator[Read]:
    return _counted(whole.read(folder, limits), folder.source, whole.kind, limits)


def _file(found: Found, limits: Limits, asked: _Asked, *, is_named: bool) -> Iterator[Read]:
    source = shown(found.path)
    try:
        with found.path.open("rb", buffering=0) as file:
            size = file.seek(0, 2)
            file.seek(0)
            reading = _Reading(limits, asked, size, is_of_program=found.is_of_program, is_named=is_named)
            yield from reading.content(Opened(source, file), size, 0)
    except OSError as error:
        yield unreadable(source, error)


def _piped(limits: Limits, asked: _Asked) -> Iterator[Read]:
    try:
        with piped() as file:
            size = file.seek(0, 2)
            file.seek(0)
            yield from _Reading(limits, asked, size, is_named=True).content(Opened(STANDARD_INPUT, file), size, 0)
    except OSError as error:
        yield unreadable(STANDARD_INPUT, error)


class _Reading:
    """The reading of one file that was named or found, and of the archives in it."""

    def __init__(
        self, limits: Limits, asked: _Asked, size: int, *, is_of_program: bool = False, is_named: bool = False
    ) -> None:
        self._limits = limits
        self._asked = asked
        self._budget = Budget(limits, size)
        self._is_of_program = is_of_program
        self._is_named = is_named

    def content(self, opened: Opened, size: int, depth: int) -> Iterator[Read]:
        """What a source of `size` bytes holds that lies in `depth` archives."""
        head = Head(opened.head)
        if not head.data:
            yield Gap("a file", opened.source, opened.fault or "empty; nothing in it to read")
        elif head.is_gzip or head.is_zip or head.is_tar:
            yield from self._archive(opened, head, size, depth)
        elif not head.is_litter:
            yield from self._leaf(opened, head, is_named=self._is_named and depth == 0)

    def _archive(self, opened: Opened, head: Head, size: int, depth: int) -> Iterator[Read]:
        if depth >= self._limits.depth:
            why = f"lies in {depth} other archives, more are not opened; unpack it and name the folder"
            yield Gap("an archive", opened.source, why)
        elif head.is_gzip:
            yield from self.content(unzipped(opened, size, self._budget), size, depth + 1)
        else:
            for found in self._found(opened, head):
                if isinstance(found, Gap):
                    yield found
                elif isinstance(found, Member):
                    yield from self.content(found, found.packed, depth + 1)
                else:
                    yield from _as_a_whole(found.whole, found.folder, self._limits)
        if opened.fault:
            yield Gap("the end of a file", opened.source, opened.fault)

    def _found(self, opened: Opened, head: Head) -> Iterator[Member | FoundFolder | Gap]:
        """What is in an archive; of a tar, which is read as it comes, only members by themselves."""
        if head.is_zip:
            return members(opened, self._limits, self._budget, _whole_of)
        return members_of_tar(opened, self._budget)

    def _leaf(self, opened: Opened, head: Head, *, is_named: bool) -> Iterator[Read]:
        reader = self._asked.reader(head, is_named=is_named)
        if reader is not None:
            yield from _counted(_to_the_end(reader, opened, self._limits), opened.source, reader.kind, self._limits)
        elif not self._is_of_program:
            what, advice = head.unread()
            yield Gap(OTHER_TABLE if head.is_table else UNREAD, opened.source, f"{what}; {advice}")


def _to_the_end(reader: Reader, opened: Opened, limits: Limits) -> Iterator[Item]:
    yield from reader.read(opened, limits)
    if opened.fault:
        yield Gap("the end of a file", opened.source, opened.fault)


def _counted(items: Iterator[Item], source: str, kind: str, limits: Limits) -> Iterator[Read]:
    """The items, then what they were; gaps beyond the bound are counted but not told one by one."""
    messages = gaps = 0
    for item in _with_fewer_recipients(items, limits.addressed):
        if isinstance(item, Message):
            messages += 1
        elif isinstance(item, Gap):
            gaps += 1
            if gaps > limits.gaps:
                continue
        elif isinstance(item, Conversation):
            messages += len(item.turns)
        yield item
    if gaps > limits.gaps:
        yield Gap("more of the same", source, f"{gaps - limits.gaps} more gaps, not told one by one")
    yield SourceRead(source, kind, messages, gaps)


def _with_fewer_recipients(items: Iterator[Item], most: int) -> Iterator[Item]:
    """The items, no message with more than `most` recipients: each of ours among them makes a conversation."""
    for item in items:
        if isinstance(item, Message) and len(item.recipients) > most:
            yield replace(item, recipients=item.recipients[:most])
            why = f"{len(item.recipients)} of them, more than {most}; the rest were not read"
            yield Gap("the recipients of a message", str(item.place), why)
        else:
            yield item
