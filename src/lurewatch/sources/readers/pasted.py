"""Text that somebody copied out of a window: a mail, a chat, a message on a network, or mere words.

It is read only where it is named itself or piped in. In a folder it would be anybody's notes, and no message.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import NO_HEADERS, Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.pasted_mail import address_in, begins_with_copied_head, mail_turns
from lurewatch.sources.pasted_names import named_turns
from lurewatch.sources.pasted_time import times_of
from lurewatch.sources.pasted_turn import PastedTurn, trimmed
from lurewatch.sources.pasted_window import window_turns
from lurewatch.sources.plain_text import is_plain_text, text_of
from lurewatch.sources.sniff import Head
from lurewatch.text import handles

_NAMELESS = (
    "nothing says who wrote it and when; read as from somebody unknown to one of ours; "
    "copy the lines with name and time along"
)
_NO_HEADERS = "copied out of a window, so where it came from cannot be checked; ask for the mail itself, as .eml"
_NO_DAY = "shows the hour or the day of the week alone; kept without a time, in the order of the text"
_NO_ZONE = "shows no zone; the times are taken as UTC"


class Pasted:
    """Reads plain text that is named itself."""

    kind = "pasted text"

    def recognises(self, head: Head) -> bool:
        """Whether it is text for people to read; everything else was asked before."""
        return is_plain_text(head)

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """The messages that can be told apart in it, the oldest first; else all of it as one."""
        most = limits.text_characters
        data = opened.stream.read(most + 1)
        text, fault = text_of(data[:most])
        if len(data) > most:
            why = f"longer than {most} bytes; the rest was not read; split it"
            yield Gap("part of a text", opened.source, why)
        if fault:
            yield Gap("part of a text", opened.source, fault)
        if not text.strip():
            yield Gap("a text", opened.source, "nothing in it but white space")
            return
        mails = mail_turns(text)[::-1]  # a window shows the newest on top
        turns = mails or window_turns(text) or named_turns(text) or [PastedTurn("", *trimmed(text, 0, len(text)))]
        yield from _Paste(opened.source, text, turns, is_mail=bool(mails)).items()


class PastedMail(Pasted):
    """Reads a mail's text with the lines that Outlook shows above it; asked before what reads mails themselves."""

    def recognises(self, head: Head) -> bool:
        """Whether it begins with `From:` and `Sent:`, in any of the languages, and no line of a mail's true header."""
        return is_plain_text(head) and begins_with_copied_head(text_of(head.data)[0])


class _Paste:
    """A text and its turns, on the way to messages.

    As mail count those alone of which the addresses are shown. To whom the oldest went, it was delivered: a guess, as
    good as that whoever wrote first is the contact.
    """

    def __init__(self, source: str, text: str, turns: Sequence[PastedTurn], *, is_mail: bool) -> None:
        self._source = source
        self._text = text
        self._turns = turns
        self._is_mail = is_mail
        self._known = _addresses(turns)
        self._authors = [self._person(turn.author) for turn in turns]
        self._others = [self._recipients(*both) for both in zip(self._authors, turns, strict=True)]
        addressed = [one for one in self._others[0] if one.platform is Platform.EMAIL]
        self._delivery = {"delivered-to": addressed[0].value} if addressed else {}
        self._is_addressed = is_mail and bool(addressed) and all(a.platform is Platform.EMAIL for a in self._authors)

    def items(self) -> Iterator[Item]:
        """The messages, then the gaps of the whole."""
        times = times_of(self._turns)
        is_unknown = any(handles.RECEIVER in others for others in self._others)
        yield Export(self._source, (handles.RECEIVER,) if is_unknown else ())
        for number, sent in enumerate(times.sent):
            yield self._message(number, sent)
        yield from self._of_the_whole(times.sent, times.doubt, is_without_zone=times.is_without_zone)

    def _of_the_whole(self, sent: Sequence[datetime | None], doubt: str, *, is_without_zone: bool) -> Iterator[Gap]:
        if not self._turns[-1].author:
            yield Gap("who wrote a message", self._source, _NAMELESS)
        if self._is_mail:
            yield Gap("headers not available", self._source, _NO_HEADERS)
        if any(turn.stamp and not at for turn, at in zip(self._turns, sent, strict=True)):
            yield Gap("the days of its messages", self._source, _NO_DAY)
        if doubt:
            yield Gap("the days of its messages", self._source, doubt)
        if is_without_zone:
            yield Gap("the zone of its times", self._source, _NO_ZONE)

    def _message(self, number: int, sent: datetime | None) -> Message:
        turn, author = self._turns[number], self._authors[number]
        text = self._text[turn.start : turn.end]
        is_mail = self._is_addressed
        return Message(
            id=hashlib.blake2b(f"{author.key}\n{turn.stamp}\n{text}".encode(), digest_size=12).hexdigest(),
            author=author,
            recipients=self._others[number],
            text=text,
            channel=Channel.EMAIL if is_mail else Channel.OTHER,
            place=Place(self._source, number),
            sent_at=sent,
            local_time=f"{turn.day} {turn.stamp}".strip(),
            subject=turn.subject,
            thread="" if is_mail else self._source.rpartition("/")[2],
            headers=self._delivery if is_mail and not number else NO_HEADERS,
        )

    def _person(self, written: str) -> Handle:
        if not written:
            return handles.NOBODY
        if not self._is_mail:
            return handles.handle_of(written)
        address, name = address_in(written)
        address = address or self._known.get(name.casefold(), "")
        return handles.email(address, name) if address else handles.named(name)

    def _recipients(self, author: Handle, turn: PastedTurn) -> tuple[Handle, ...]:
        """To whom a turn went: as a mail says, else all others in the text, else one of ours who is not named."""
        told = [self._person(one) for one in turn.recipients] if self._is_mail else self._authors
        others = {one.key: one for one in told if one.key != author.key}
        return tuple(others.values()) or (handles.RECEIVER,)


def _addresses(turns: Sequence[PastedTurn]) -> dict[str, str]:
    """The one address with which a name is shown in a text, for the places where it is shown without."""
    known: dict[str, set[str]] = {}
    for address, name in (address_in(one) for turn in turns for one in (turn.author, *turn.recipients)):
        if address and name:
            known.setdefault(name.casefold(), set()).add(address)
    return {name: addresses.pop() for name, addresses in known.items() if len(addresses) == 1}
