"""The messages of a chat that WhatsApp exported."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.clock import time_of
from lurewatch.sources.day_order import day_of
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.whatsapp_lines import head_of, pieces
from lurewatch.sources.whatsapp_marks import Marked, is_renaming, marked, may_be_marked
from lurewatch.sources.whatsapp_survey import Survey, clean, survey
from lurewatch.text import handles

_CACHED = 10_000
_LATE = timedelta(days=1)  # what was sent without a network may come so much later
_SPACES = str.maketrans("\u00a0\u202f\u2010\u2011", "  --")


def chat_items(opened: Opened, limits: Limits) -> Iterator[Item]:
    """The messages of an exported chat in the order of the file, then the gaps that hold for all of them."""
    head = head_of(opened.head)
    if head is None:
        yield Gap("a file", opened.source, "no line of it begins as WhatsApp's do; export the chat anew")
        return
    known = survey(pieces(opened, head, limits.text_characters), head, opened.source)
    opened.rewind()
    chat = _Chat(opened.source, known, limits)
    yield from chat.whose()
    yield from chat.items(pieces(opened, head, limits.text_characters), head)
    yield from chat.of_the_whole()


class _Person(NamedTuple):
    """Somebody who takes part, all the others, and what of their name stands behind its first colon."""

    handle: Handle
    others: tuple[Handle, ...]
    rest_of_name: str


class _Chat:
    """One chat being read: what is known of it, and what is to be told of the whole of it at the end."""

    def __init__(self, source: str, known: Survey, limits: Limits) -> None:
        self._source = source
        self._thread = source.rpartition("/")[2]
        self._known = known
        self._most = limits.text_characters
        self._told = limits.recipients
        self._handles = {name: _handle(name) for name in known.people}
        self._people: dict[str | None, _Person | None] = {}
        self._days: dict[str, str] = {}
        self._clocks: dict[str, str] = {}
        self._item = self._omitted = self._calls = 0
        self._day, self._latest = "", date.min

    def whose(self) -> Iterator[Export]:
        """Whose export it is, as far as it shows; of a group, all exports in its folder together may show it."""
        owner = self._handles.get(self._known.owner)
        if owner is not None or len(self._handles) <= 2:
            yield Export(self._source, (owner,) if owner else ())

    def items(self, found: Iterable[str], head: re.Pattern[str]) -> Iterator[Item]:
        """The messages, each with its gaps behind it."""
        people = self._people
        for piece in found:
            parts = head.split(piece)
            for day, clock, name, text in zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True):
                person = people[name] if name in people else self._meet(name)
                if person is None:
                    continue
                if day != self._day:
                    yield from self._new_day(day)
                if may_be_marked(text) or len(text) > self._most or person.rest_of_name:
                    yield from self._unusual(day, clock, person, text)
                else:
                    yield self._message(day, clock, person, text)
                    self._item += 1

    def of_the_whole(self) -> Iterator[Gap]:
        """What is to be told of the chat as a whole."""
        if self._item:
            why = "the export names no zone; the times are taken as UTC; compare with the phone if the hour matters"
            yield Gap("the zone of its times", self._source, why)
        if self._known.settled.doubt:
            yield Gap("the days of its messages", self._source, self._known.settled.doubt)
        if len(self._handles) > self._told:
            why = f"more than {self._told} take part; a message counts as sent to those who wrote most"
            yield Gap("who read along", self._source, why)
        if self._omitted:
            why = f"{self._omitted} were left out of the export; export the chat with media"
            yield Gap("attachments", self._source, why)
        if self._calls:
            yield Gap("calls", self._source, f"{self._calls} calls; what was said in them is in no export; ask")

    def _message(self, day: str, clock: str, person: _Person, text: str, files: tuple[str, ...] = ()) -> Message:
        handle, others, _ = person
        local = f"{day} {clock}"
        return Message(  # by position: a third of what a message costs is spent here
            blake2b(f"{local}\n{handle.value}\n{text}".encode(), digest_size=12).hexdigest(),
            handle,
            others,
            text,
            Channel.CHAT,
            Place(self._source, self._item),
            self._time(day, clock),
            local,
            "",
            (),
            (),
            self._thread,
            files,
        )

    def _unusual(self, day: str, clock: str, person: _Person, text: str) -> Iterator[Item]:
        """A message with WhatsApp's own words in it, a very long one, or one of somebody whose name holds a colon."""
        rest = person.rest_of_name
        known = marked(text[len(rest) :].removeprefix(" ") if rest and text.startswith(rest) else text)
        self._omitted += known.omitted
        self._calls += known.is_call
        if known.is_silent:
            return
        yield self._message(day, clock, person, known.text[: self._most], known.attachments)
        yield from self._gaps(known)
        self._item += 1

    def _gaps(self, known: Marked) -> Iterator[Gap]:
        where = str(Place(self._source, self._item))
        if len(known.text) > self._most:
            yield Gap("part of a message", where, f"longer than {self._most} characters; the rest was not read")
        if known.is_deleted:
            yield Gap("the text of a message", where, "deleted by who wrote it; ask the person who got it")
        if known.is_edited:
            yield Gap("the first wording of a message", where, "changed by who wrote it; the last wording is read")

    def _new_day(self, written: str) -> Iterator[Gap]:
        """Takes note that the date changes, which it does rarely; tells where it is none or goes back."""
        self._day = written
        day = day_of(written, self._known.settled.order)
        where = f"{self._source}, from message {self._item}"
        if len(self._days) > _CACHED:
            self._days.clear()
        self._days[written] = day.isoformat() if day else ""
        if day is None:
            yield Gap("the times of messages", where, "a date that is none; kept without a time")
        elif self._latest - day > _LATE:
            why = "goes back to an earlier day: what looks like a message may be words put into the one before it"
            yield Gap("the order of messages", where, why)
        if day is not None:
            self._latest = max(self._latest, day)

    def _time(self, day: str, clock: str) -> datetime | None:
        on = self._days[day]
        if not on:
            return None
        try:
            return datetime.fromisoformat(f"{on}T{self._clock(clock)}+00:00")
        except ValueError:
            return None

    def _clock(self, written: str) -> str:
        if written[2:3] == ":" and (len(written) == 5 or (len(written) == 8 and written[5] == ":")):
            return written
        if len(self._clocks) > _CACHED:
            self._clocks.clear()
        if written not in self._clocks:
            at = time_of(written)
            self._clocks[written] = "{:02}:{:02}:{:02}".format(*at) if at else ""
        return self._clocks[written]

    def _meet(self, name: str | None) -> _Person | None:
        """Who is named at the beginning of a line; nobody where WhatsApp itself speaks."""
        if len(self._people) > _CACHED:
            self._people.clear()
        person = None
        if name and not is_renaming(name):
            whole = self._known.longer.get(name, name)
            handle = _handle(clean(whole))
            person = _Person(handle, self._others(handle), whole[len(name) + 2 :] + ":" if whole != name else "")
        self._people[name] = person
        return person

    def _others(self, author: Handle) -> tuple[Handle, ...]:
        """To whom somebody's messages go."""
        others = (one for one in self._handles.values() if one.key != author.key)
        return tuple(islice(others, self._told)) or (handles.RECEIVER,)


def _handle(name: str) -> Handle:
    """A name in somebody's address book, or the number of who is not in it."""
    return handles.handle_of(name.translate(_SPACES))
