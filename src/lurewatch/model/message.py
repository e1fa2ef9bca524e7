"""One thing that somebody sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from lurewatch.model.forward import Forward
from lurewatch.model.handle import Handle
from lurewatch.model.place import Place


class Channel(StrEnum):
    """The way by which a message came."""

    EMAIL = "email"
    LINKEDIN = "linkedin"
    CHAT = "chat"
    OTHER = "other"


NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Message:
    """One message: id, author, recipients, time, exact text, where it was read.

    `text` is what a person would see, to the letter; all offsets count its code points. `sent_at` is aware UTC;
    `local_time` the time as its sender's clock wrote it. `hidden` holds text that the message carried but a person
    would not see, `deceiving_links` each link that shows another address than it leads to ("a.org leads to b.org").
    `headers` has lower-case names and only those that some stage reads (see sources/mail_message.py).
    `forwards` are the mails in which this copy of the message was passed on, the outermost first; `reports`, known only
    in a conversation, those by our people over all copies of it, one for each of them, the earliest first.
    `pictures` are the marks of pictures sent with it: a hash of the file, then behind a full stop, where it could be
    told, what it looks like as 64 hexadecimal digits. They are compared as files, never for whom they show.
    """

    id: str
    author: Handle
    recipients: tuple[Handle, ...]
    text: str
    channel: Channel
    place: Place
    sent_at: datetime | None = None
    local_time: str = ""
    subject: str = ""
    hidden: tuple[str, ...] = ()
    deceiving_links: tuple[str, ...] = ()
    thread: str = ""
    attachments: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=lambda: NO_HEADERS)
    forwards: tuple[Forward, ...] = ()
    reports: tuple[Forward, ...] = ()
    pictures: tuple[str, ...] = ()

    @property
    def is_inline(self) -> bool:
        """Whether it was read out of the text of a mail that passed it on: its headers are not available."""
        return bool(self.forwards) and self.forwards[-1].inline

    @property
    def reported_by(self) -> tuple[Handle, ...]:
        """Our people who reported it, the earliest first."""
        return tuple(report.by for report in self.reports)
