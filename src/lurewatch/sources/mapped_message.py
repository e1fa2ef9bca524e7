"""Messages of records whose fields a mapping names, whatever they were read from."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, TypeAlias, TypeVar

from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.mapping import EPOCH, ISO, Columns
from lurewatch.sources.opened import Opened
from lurewatch.text import handles

Records: TypeAlias = Callable[[Opened], Iterator["Record | Gap"]]
R = TypeVar("R")
_REMEMBERED = 300  # characters of a field
_LONGEST_THREAD = 500
_MOST_KNOWN = 200_000  # authors in threads, for files that name no recipients
_MILLISECONDS = 1e11  # an epoch beyond it, in the year 5138, counts milliseconds
_BY_COMMA = re.compile(r",(?=\s?\S+@)")


class Record(NamedTuple):
    """One record of a file: its number, from 0, and what it holds in each of a mapping's fields, lists as such."""

    number: int
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]] = {}

    def text(self, field: str) -> str:
        """What a field holds; empty where it is not there."""
        return self.texts.get(field, "")


def messages_of(mapping: Columns, opened: Opened, records: Records, limits: Limits) -> Iterator[Item]:
    """The messages of a file's records, then what holds for all of them.

    Where no field says to whom a message went, it went to all others who wrote in its thread; these are known only
    after the file has been gone through once.
    """
    yield Export(opened.source)
    circles = Circles() if "recipients" not in mapping.columns else None
    if circles is not None:
        for record in records(opened):
            if not isinstance(record, Gap):
                circles.take(_thread(record), author_of(record))
        opened.rewind()
    maker = _Maker(mapping, opened.source, limits, circles)
    for record in records(opened):
        if isinstance(record, Gap):
            yield record
        else:
            yield from maker.items(record)
    if maker.has_zoneless:
        why = "its times name no zone, nor does the mapping; taken as UTC; set zone under [times]"
        yield Gap("the zone of its times", opened.source, why)


class Circles:
    """Who wrote in each thread, for files that name no recipients; bounded, beyond which nobody is added."""

    def __init__(self) -> None:
        self._authors: dict[str, dict[str, Handle]] = {}
        self._seen = set[tuple[str, Handle]]()

    def take(self, thread: str, author: Handle) -> None:
        """Takes note of an author."""
        if (thread, author) in self._seen or len(self._seen) >= _MOST_KNOWN:
            return
        self._seen.add((thread, author))
        self._authors.setdefault(thread, {}).setdefault(author.key, author)

    def others(self, thread: str, author: Handle, most: int) -> tuple[Handle, ...]:
        """The others who wrote in a thread, `most` of them; one of ours who is not named where there are none."""
        others = (one for key, one in self._authors.get(thread, {}).items() if key != author.key)
        return tuple(islice(others, most)) or (handles.RECEIVER,)


class _Maker:
    """Makes messages of the records of one file."""

    def __init__(self, mapping: Columns, source: str, limits: Limits, circles: Circles | None) -> None:
        self._mapping = mapping
        self._source = source
        self._limits = limits
        self.has_zoneless = False
        # A file says the same few things of its messages again and again.
        self._time = _remembered(self._read_time)
        self._channel = _remembered(self._read_channel)
        self._told = _remembered(self._read_recipients)
        self._others = circles.others if circles else None

    def items(self, record: Record) -> Iterator[Item]:
        """The message of a record, with its gaps behind it."""
        place = Place(self._source, record.number)
        text, clock = record.text("text"), record.text("time")
        most = self._limits.text_characters
        author = author_of(record)
        message = Message(
            id=record.text("id") or _id(author.key, clock, text),
            author=author,
            recipients=self._recipients(record, author),
            text=text[:most],
            channel=self._channel(record.text("channel")),
            place=place,
            sent_at=self._time(clock) if clock else None,
            local_time=clock,
            subject=record.text("subject"),
            thread=_thread(record),
            attachments=_attachments(record) if "attachments" in self._mapping.columns else (),
        )
        yield message
        if len(text) > most:
            yield Gap("part of a message", str(place), f"longer than {most} characters; the rest was not read")
        if not author.value:
            yield Gap("who wrote a message", str(place), "no author in it; kept as from somebody unknown")
        if message.sent_at is None and "time" in self._mapping.columns:
            why = "a time in none of the mapping's formats; kept without one" if clock else "no time in it"
            yield Gap("the time of a message", str(place), why)

    def _recipients(self, record: Record, author: Handle) -> tuple[Handle, ...]:
        if self._others is not None:
            return self._others(_thread(record), author, self._limits.recipients)
        listed = record.lists.get("recipients")
        return self._listed(listed) if listed else self._told(record.text("recipients"))

    def _read_recipients(self, written: str) -> tuple[Handle, ...]:
        return self._listed(self._parted(written))

    def _listed(self, parted: Sequence[str]) -> tuple[Handle, ...]:
        found = {one.key: one for one in (handles.handle_of(text) for text in parted if text.strip())}
        return tuple(islice(found.values(), self._limits.recipients)) or (handles.RECEIVER,)

    def _parted(self, written: str) -> Sequence[str]:
        if self._mapping.separator:
            return written.split(self._mapping.separator)
        return [one for part in written.split(";") for one in _BY_COMMA.split(part)]

    def _read_channel(self, word: str) -> Channel:
        known = self._mapping.channels.get(word.casefold())
        return known or (Channel(word.lower()) if word.lower() in set(Channel) else self._mapping.channel)

    def _read_time(self, written: str) -> datetime | None:
        """A time in the first format that fits it; one without a zone is of the mapping's zone, or else of UTC."""
        for form in self._mapping.formats:
            try:
                time = _in_format(written, form)
                if time.tzinfo is not None:
                    return time.astimezone(UTC)
                self.has_zoneless = self.has_zoneless or self._mapping.zone is None
                return time.replace(tzinfo=self._mapping.zone or UTC).astimezone(UTC)
            except (ValueError, OverflowError, OSError):
                continue
        return None


def author_of(record: Record) -> Handle:
    """Who wrote: their address, with the name where there is one; else their name alone."""
    return _author(record.text("author"), record.text("author_name"))


def _thread(record: Record) -> str:
    return record.text("thread")[:_LONGEST_THREAD]


def _remembered(read: Callable[[str], R]) -> Callable[[str], R]:
    """The same function, which remembers what it made of short texts: long ones would fill the memory."""
    known = lru_cache(maxsize=4096)(read)
    return lambda written: (known if len(written) < _REMEMBERED else read)(written)


def _author(written: str, name: str) -> Handle:
    is_short = len(written) + len(name) < _REMEMBERED
    return _known_author(written, name) if is_short else _new_author(written, name)


def _new_author(written: str, name: str) -> Handle:
    if not written:
        return handles.named(name)
    handle = handles.handle_of(written)
    return handle._replace(name=name[: handles.LONGEST_NAME]) if name else handle


_known_author = lru_cache(maxsize=4096)(_new_author)


def _in_format(written: str, form: str) -> datetime:
    if form == ISO:
        return datetime.fromisoformat(written)
    if form == EPOCH:
        seconds = float(written)
        return datetime.fromtimestamp(seconds / 1000 if abs(seconds) > _MILLISECONDS else seconds, UTC)
    return datetime.strptime(written, form)


def _attachments(record: Record) -> tuple[str, ...]:
    found = record.lists.get("attachments") or record.text("attachments").split(";")
    return tuple(name.strip() for name in found if name.strip())


def _id(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()
