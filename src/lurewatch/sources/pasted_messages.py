"""The messages of a text that was copied out of a window, or read off a picture of one."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime

from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import NO_HEADERS, Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.interface import Item
from lurewatch.sources.pasted_mail import address_in, mail_turns
from lurewatch.sources.pasted_names import named_turns
from lurewatch.sources.pasted_time import times_of
from lurewatch.sources.pasted_turn import PastedTurn, trimmed
from lurewatch.sources.pasted_window import window_turns
from lurewatch.text import handles

_NAMELESS = (
    "nothing says who wrote it and when; read as from somebody unknown to one of ours; "
    "copy the lines with name and time along"
)
_NO_HEADERS = "copied out of a window, so where it came from cannot be checked; ask for the mail itself, as .eml"


def pasted_items(source: str, text: str, known: Sequence[PastedTurn] = (), contact: str = "") -> Iterator[Item]:
    """The messages that can be told apart in a text, the oldest first, else all of it as one; then its gaps.

    `known` are messages that were told otherwise, `contact` is the name of the other side, where something beside the
    text shows them. The text is not empty.
    """
    if known:
        yield from _Paste(source, text, known, is_mail=False).items(contact)
        return
    mails = mail_turns(text)[::-1]  # a window shows the newest on top
    turns = mails or window_turns(text) or named_turns(text) or [PastedTurn("", *trimmed(text, 0, len(text)))]
    yield from _Paste(source, text, turns, is_mail=bool(mails)).items(contact)


_MOST_PEOPLE = 50  # of one text: each is a recipient of all the others


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
        self._thread = _hash(text)  # tells nameless people of one text from those of another of the same name
        self._known = _addresses(turns)
        self._authors = [self._person(turn.author) for turn in turns]
        everybody = {one.key: one for one in self._authors}
        self._everybody = list(everybody.values())[:_MOST_PEOPLE]
        self._others = [self._recipients(*both) for both in zip(self._authors, turns, strict=True)]
        addressed = [one for one in self._others[0] if one.platform is Platform.EMAIL]
        self._delivery = {"delivered-to": addressed[0].value} if addressed else {}
        self._is_addressed = is_mail and bool(addressed) and all(a.platform is Platform.EMAIL for a in self._authors)

    def items(self, contact: str) -> Iterator[Item]:
        """Whose it is, the messages, then the gaps of the whole."""
        times = times_of(self._turns)
        yield Export(self._source, self._owners(contact))
        for number, sent in enumerate(times.sent):
            yield self._message(number, sent)
        yield from self._of_the_whole()
        yield from times.gaps(self._source)

    def _of_the_whole(self) -> Iterator[Gap]:
        if not self._turns[-1].author:
            yield Gap("who wrote a message", self._source, _NAMELESS)
        if self._is_mail:
            yield Gap("headers not available", self._source, _NO_HEADERS)

    def _owners(self, contact: str) -> tuple[Handle, ...]:
        """Ours, where it shows: whoever is not named, or of two authors the one who is not the contact."""
        if any(handles.RECEIVER in others for others in self._others):
            return (handles.RECEIVER,)
        authors = {one.key: one for one in self._authors}
        named = [key for key, one in authors.items() if contact and one.name.casefold() == contact.casefold()]
        others = [one for key, one in authors.items() if key not in named]
        return tuple(others) if len(named) == len(others) == 1 else ()

    def _message(self, number: int, sent: datetime | None) -> Message:
        turn, author = self._turns[number], self._authors[number]
        text = self._text[turn.start : turn.end]
        is_mail = self._is_addressed
        return Message(
            id=_hash(author.key, turn.stamp, text),
            author=author,
            recipients=self._others[number],
            text=text,
            channel=Channel.EMAIL if is_mail else Channel.OTHER,
            place=Place(self._source, number),
            sent_at=sent,
            local_time=f"{turn.day} {turn.stamp}".strip(),
            subject=turn.subject,
            thread="" if is_mail else self._thread,
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
        told = [self._person(one) for one in turn.recipients] if self._is_mail else self._everybody
        others = {one.key: one for one in told if one.key != author.key}
        return tuple(others.values()) or (handles.RECEIVER,)


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode("utf-8"), digest_size=12).hexdigest()


def _addresses(turns: Sequence[PastedTurn]) -> dict[str, str]:
    """The one address with which a name is shown in a text, for the places where it is shown without."""
    known: dict[str, set[str]] = {}
    for address, name in (address_in(one) for turn in turns for one in (turn.author, *turn.recipients)):
        if address and name:
            known.setdefault(name.casefold(), set()).add(address)
    return {name: addresses.pop() for name, addresses in known.items() if len(addresses) == 1}
