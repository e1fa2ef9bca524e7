"""The door of this stage: what is named in, all that can be read of it out. Adding a format is one line in a tuple."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lurewatch.model.conversation import Conversation
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.archives import Budget, members, members_of_tar, unzipped
from lurewatch.sources.folders import Found, Walk, unreadable
from lurewatch.sources.interface import Item, Limits, Read, Reader
from lurewatch.sources.naming import shown
from lurewatch.sources.opened import Opened
from lurewatch.sources.readers.eml import Eml
from lurewatch.sources.readers.jsonl import JsonLines
from lurewatch.sources.readers.linkedin_connections import LinkedInConnections
from lurewatch.sources.readers.linkedin_invitations import LinkedInInvitations
from lurewatch.sources.readers.linkedin_messages import LinkedInMessages
from lurewatch.sources.readers.maildir import Maildir
from lurewatch.sources.readers.mbox import Mbox
from lurewatch.sources.readers.msg import Msg
from lurewatch.sources.readers.pst import Pst
from lurewatch.sources.readers.winmail import Winmail
from lurewatch.sources.sniff import Head

# The first that recognises a file reads it; those that are quick to tell come first.
READERS: tuple[Reader, ...] = (
    Mbox(),
    Eml(),
    JsonLines(),
    LinkedInMessages(),
    LinkedInInvitations(),
    LinkedInConnections(),
    Msg(),
    Winmail(),
    Pst(),
)
MAILDIR = Maildir()
_OTHER_TABLE = "a table"


def read(paths: Sequence[Path], limits: Limits | None = None) -> Iterator[Read]:
    """All that files, folders and archives hold, as a stream: after each file's content one SourceRead.

    Nothing raises over what a file holds or over one that cannot be read: that is a gap in the stream, and the rest is
    read. Memory does not grow with a mailbox.
    """
    bounds = limits or Limits()
    walk = Walk(MAILDIR.recognises_folder, MAILDIR.own_folders)
    for path in paths:
        yield from _without_side_tables(_path(path, walk, bounds), bounds)


def _path(path: Path, walk: Walk, limits: Limits) -> Iterator[Read]:
    for found in walk.below(path):
        if isinstance(found, Gap):
            yield found
        elif found.is_folder:
            source = shown(found.path)
            yield from _counted(MAILDIR.read_folder(found.path, limits), source, MAILDIR.kind, limits)
        else:
            yield from _file(found, limits)


def _file(found: Found, limits: Limits) -> Iterator[Read]:
    source = shown(found.path)
    try:
        with found.path.open("rb", buffering=0) as file:
            size = file.seek(0, 2)
            file.seek(0)
            reading = _Reading(limits, size, found.is_beside_mail)
            yield from reading.content(Opened(source, file), size, 0)
    except OSError as error:
        yield unreadable(source, error)


class _Reading:
    """The reading of one file that was named or found, and of the archives in it."""

    def __init__(self, limits: Limits, size: int, is_beside_mail: bool) -> None:
        self._limits = limits
        self._budget = Budget(limits, size)
        self._is_beside_mail = is_beside_mail

    def content(self, opened: Opened, size: int, depth: int) -> Iterator[Read]:
        """What a source of `size` bytes holds that lies in `depth` archives."""
        head = Head(opened.head)
        if not head.data:
            yield Gap("a file", opened.source, opened.fault or "empty; nothing in it to read")
        elif head.is_gzip or head.is_zip or head.is_tar:
            yield from self._archive(opened, head, size, depth)
        elif not head.is_litter:
            yield from self._leaf(opened, head)

    def _archive(self, opened: Opened, head: Head, size: int, depth: int) -> Iterator[Read]:
        if depth >= self._limits.depth:
            why = f"lies in {depth} other archives, more are not opened; unpack it and name the folder"
            yield Gap("an archive", opened.source, why)
        elif head.is_gzip:
            yield from self.content(unzipped(opened, size, self._budget), size, depth + 1)
        else:
            is_zip = head.is_zip
            found = members(opened, self._limits, self._budget) if is_zip else members_of_tar(opened, self._budget)
            for member in found:
                if isinstance(member, Gap):
                    yield member
                else:
                    yield from self.content(member, member.packed, depth + 1)
        if opened.fault:
            yield Gap("the end of a file", opened.source, opened.fault)

    def _leaf(self, opened: Opened, head: Head) -> Iterator[Read]:
        reader = next((reader for reader in READERS if reader.recognises(head)), None)
        if reader is not None:
            yield from _counted(_to_the_end(reader, opened, self._limits), opened.source, reader.kind, self._limits)
        elif not self._is_beside_mail:
            what, advice = head.unread()
            yield Gap(_OTHER_TABLE if head.is_table else "a file", opened.source, f"{what}; {advice}")


def _to_the_end(reader: Reader, opened: Opened, limits: Limits) -> Iterator[Item]:
    yield from reader.read(opened, limits)
    if opened.fault:
        yield Gap("the end of a file", opened.source, opened.fault)


def _counted(items: Iterator[Item], source: str, kind: str, limits: Limits) -> Iterator[Read]:
    """The items, then what they were; gaps beyond the bound are counted but not told one by one."""
    messages = gaps = 0
    for item in _with_fewer_recipients(items, limits.recipients):
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


def _without_side_tables(items: Iterator[Read], limits: Limits) -> Iterator[Read]:
    """Passes over the tables that a LinkedIn export has beside its messages (skills, adverts): they hold none."""
    held: list[Gap] = []
    is_linkedin = False
    for item in items:
        if isinstance(item, Gap) and item.what == _OTHER_TABLE and len(held) < limits.gaps:
            held.append(item)
            continue
        if isinstance(item, SourceRead):
            is_linkedin = is_linkedin or item.kind.startswith("LinkedIn")
        yield item
    if not is_linkedin:
        yield from held
