"""Messages of a LinkedIn export: messages.csv of every era, and the guide and coach files of the same columns.

Until 2023 a row names its recipients without their profiles. They are looked up among those who wrote a message in the
same file, so that one person has one handle; a name that two profiles share is left a name. Drafts are passed over.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import Head
from lurewatch.sources.table import Row, rows
from lurewatch.text import handles
from lurewatch.text.html import visible

_COLUMNS = ("conversation id", "from", "date", "content")
_DRAFTS = ("is message draft", "is conversation draft")
_YES = frozenset(("yes", "true", "1"))
_MARKUP = re.compile(
    r"</?(?:a|b|br|div|em|i|img|li|ol|p|span|strong|table|td|tr|u|ul)\b[^<>]{0,2000}/?>", re.IGNORECASE
)
_NAMES_HELD, _LONGEST_HELD = 200_000, 500  # characters of a name and its profile together
# What stands for a person who left or hid: the same words for all of them, so never a handle.
_NO_NAMES = frozenset(("linkedin member", "linkedin-mitglied", ""))


class LinkedInMessages:
    """Reads LinkedIn's tables of messages."""

    kind = "LinkedIn messages"

    def recognises(self, head: Head) -> bool:
        """Whether its columns are those of LinkedIn messages."""
        return head.has_columns(*_COLUMNS)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The messages in the order of the file."""
        profiles = _profiles(opened)
        opened.rewind()
        for row in rows(opened, _COLUMNS):
            if isinstance(row, Gap):
                yield row
            elif not any(row.cell(column).lower() in _YES for column in _DRAFTS):
                yield from _messages(row, opened.source, profiles, limits)


def _profiles(opened: Opened) -> dict[str, str]:
    """The profile of everybody who wrote, by name; empty for a name that two of them share."""
    profiles: dict[str, str] = {}
    for row in rows(opened, _COLUMNS):
        if isinstance(row, Gap) or len(profiles) >= _NAMES_HELD:
            continue
        name, url = row.cell("from"), row.cell("sender profile url")
        if name.lower() not in _NO_NAMES and url and len(name) + len(url) <= _LONGEST_HELD:
            known = profiles.setdefault(name, url)
            profiles[name] = url if known == url else ""
    return profiles


def _messages(row: Row, source: str, profiles: dict[str, str], limits: Limits) -> Iterator[Item]:
    place = Place(source, row.number)
    clock, thread = row.cell("date"), row.cell("conversation id")
    written = row.cell("content")
    text, hidden = (written, ()) if not _MARKUP.search(written) else _seen(written)
    if len(text) > limits.text_characters:
        yield Gap(
            "part of a message", str(place), f"longer than {limits.text_characters} characters; the rest not read"
        )
    author = _person(row.cell("from"), row.cell("sender profile url"), thread)
    message = Message(
        id=_id(thread, clock, author.key, written),
        author=author,
        recipients=_recipients(row, profiles, thread),
        text=text[: limits.text_characters],
        channel=Channel.LINKEDIN,
        place=place,
        sent_at=_time(clock),
        local_time=clock,
        subject=row.cell("subject"),
        hidden=hidden,
        thread=thread,
        attachments=_attachments(row.cell("attachments")),
    )
    yield message
    if message.sent_at is None:
        why = "a DATE that is no date" if clock else "no DATE"
        yield Gap("the time of a message", str(place), f"{why}; kept without a time")


def _seen(written: str) -> tuple[str, tuple[str, ...]]:
    shown = visible(written)
    return shown.text, shown.hidden


def _person(name: str, url: str, thread: str) -> Handle:
    """A handle by profile where there is one. Who left or hid is told apart by the conversation they were in."""
    if url:
        return handles.profile(url, name)
    if name.lower() in _NO_NAMES:
        return handles.named(f"{thread} {name}")._replace(name=name)
    return handles.named(name)


def _recipients(row: Row, profiles: dict[str, str], thread: str) -> tuple[Handle, ...]:
    urls = [url.strip() for url in re.split(r"[,;]", row.cell("recipient profile urls")) if url.strip()]
    written = row.cell("to")
    if not urls:
        return tuple(_person(name, profiles.get(name, ""), thread) for name in _names(written, profiles))
    names = [written] if len(urls) == 1 else written.split(", ")
    if len(names) != len(urls):
        names = [""] * len(urls)
    return tuple(handles.profile(url, name) for url, name in zip(urls, names, strict=True))


def _names(written: str, profiles: dict[str, str]) -> list[str]:
    """The names in a TO field; they are joined by commas, but may hold one (`Ann Lee, PhD`): known ones first."""
    pieces = written.split(", ")
    names: list[str] = []
    at = 0
    while at < len(pieces):
        most = min(len(pieces) - at, 4)
        size = next((size for size in range(most, 1, -1) if ", ".join(pieces[at : at + size]) in profiles), 1)
        names.append(", ".join(pieces[at : at + size]))
        at += size
    return [name for name in names if name]


def _time(clock: str) -> datetime | None:
    """`2023-06-11 15:33:58 UTC`, or any ISO 8601 time; without a zone it is taken as UTC."""
    try:
        time = datetime.fromisoformat(clock.removesuffix("UTC").strip())
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _attachments(cell: str) -> tuple[str, ...]:
    """File names; of links only the last part, since their queries may carry tokens."""
    found = (link.split("?", 1)[0].rstrip("/").rpartition("/")[2] for link in re.split(r"[,;\s]+", cell))
    return tuple(name for name in found if name)


def _id(*parts: str) -> str:
    """Stable over exports: the same message read from two of them has one id."""
    return hashlib.blake2b("\n".join(parts).encode("utf-8"), digest_size=12).hexdigest()
