"""Messages out of the text of a mail by which one of ours passed them on: what is left without their headers."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from lurewatch.conversations.excerpts import Excerpt, excerpts
from lurewatch.conversations.sameness import Wording
from lurewatch.conversations.signature import signature_of
from lurewatch.conversations.written_date import moment, written_date
from lurewatch.model.forward import MOST_WORDS, Forward
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Message
from lurewatch.text.authentication import Word, word_on
from lurewatch.text.subjects import is_answer

IsOurs = Callable[[Handle], bool]
_WORDS = re.compile(r"[^\W\d_]{2,}")


class _Level(NamedTuple):
    """One mail within the report: its opening, its text, and what its author says before the next one within it."""

    excerpt: Excerpt
    text: str
    words: str


def reconstructed(report: Message, is_ours: IsOurs) -> list[Message]:
    """The message of somebody outside that a mail of ours passes on in its text, after answers of ours to them.

    Mails of ours that merely passed it on are the message's `forwards`. None where it is an answer, or holds nobody
    else's words. Each text is a slice of the report's.
    """
    levels = list(_levels(report))
    if not levels or not _is_passed_on(report, levels[0].excerpt):
        return []
    own = report.text[: levels[0].excerpt.opening].strip()[:MOST_WORDS]
    chain = (*report.forwards, Forward(report.author, report.sent_at, report.id, own, inline=True))
    colleagues = _colleagues(report, is_ours)
    found: list[Message] = []
    reader = report.author
    for number, level in enumerate(levels):
        message = _message(report, level, f"{report.id}/inline-{number + 1}", colleagues)
        if not _is_of_ours(message.author, levels[number + 1 :], is_ours):
            return [*found, _from_outside(message, report, reader, chain)]
        reader = message.author
        if _goes_out(message, is_ours):
            found.append(replace(message, forwards=chain))
        elif not is_answer(message.subject):
            words = level.words[:MOST_WORDS]
            chain = (*chain, Forward(reader, message.sent_at, message.id, words, inline=True))
    return []


def missing(message: Message, number: int) -> Iterator[Gap]:
    """What is not known of a message that was passed on inline; `number` is its place in the conversation."""
    if not message.is_inline:
        return
    where = f"message {number}"
    advice = "have the mail itself forwarded as an attachment"
    yield Gap("headers not available", where, f"forwarded inline, so where it came from cannot be checked; {advice}")
    if message.author.platform is Platform.NAME:
        yield Gap("the contact's address", where, f"the mail that forwards it shows a name only; {advice}")
    written = written_date(message.local_time)
    if message.sent_at is None or written is None:
        yield Gap("the time of a message", where, f"the mail that forwards it shows none that can be read; {advice}")
        return
    if written.other is not None:
        yield Gap("the time of a message", where, "day and month may be the other way round; ask whoever reported it")
    if written.ahead is None:
        yield Gap("the time of a message", where, "shown without its zone; taken as that of the mail that forwards it")


def is_personal(message: Message) -> bool:
    """Whether a mail may be somebody's own: no list or program sent it, and no check says that its sender is forged.

    What lists and programs carry is nobody's report. RFC 2919 and RFC 3834 name the fields.
    """
    headers = message.headers
    is_automatic = headers.get("auto-submitted", "no").lower() != "no"
    is_many = "list-id" in headers or headers.get("precedence", "").lower() in {"bulk", "list", "junk"}
    domain = message.author.value.rpartition("@")[2]
    return not is_automatic and not is_many and word_on(headers, domain, None) is not Word.FAILED


def _levels(report: Message) -> Iterator[_Level]:
    found = list(excerpts(report.text))
    for number, one in enumerate(found):
        end = signature_of(report.text, one.start, one.end, report.author.name)  # some programs put it last
        following = found[number + 1].opening if number + 1 < len(found) else end
        yield _Level(one, report.text[one.start : end], report.text[one.start : following].strip())


def _is_passed_on(report: Message, outermost: Excerpt) -> bool:
    """Whether a mail passes another on rather than answers it."""
    if outermost.author.key in {one.key for one in report.recipients}:
        return False
    return outermost.is_forward or not is_answer(report.subject)


def _colleagues(report: Message, is_ours: IsOurs) -> Mapping[frozenset[str], Handle]:
    """Those of ours whom the report's own header shows with name and address, by the words of their names."""
    named = [handle for handle in (report.author, *report.recipients) if handle.name and is_ours(handle)]
    return {_name_words(handle.name): handle for handle in reversed(named)}


def _name_words(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORDS.findall(name))


def _is_of_ours(writer: Handle, further: Sequence[_Level], is_ours: IsOurs) -> bool:
    """Whether a mail within is by one of ours: Outlook shows those in the house, and them alone, without an address.

    A mere name counts so only where a mail from outside is found within theirs.
    """
    if is_ours(writer):
        return True
    authors = [level.excerpt.author for level in further]
    return writer.platform is Platform.NAME and any(
        one.platform is not Platform.NAME and not is_ours(one) for one in authors
    )


def _goes_out(message: Message, is_ours: IsOurs) -> bool:
    return any(one.platform is not Platform.NAME and not is_ours(one) for one in message.recipients)


def _message(report: Message, level: _Level, own_id: str, colleagues: Mapping[frozenset[str], Handle]) -> Message:
    """The message that a mail within is, as far as its opening tells."""
    one = level.excerpt
    written, here = written_date(one.date), written_date(report.local_time)
    ahead = (here.ahead if here else None) or timedelta()
    writer, *recipients = (
        colleagues.get(_name_words(handle.name), handle) if handle.platform is Platform.NAME else handle
        for handle in (one.author, *one.recipients)
    )
    return Message(
        id=own_id,
        author=writer,
        recipients=tuple(recipients),
        text=level.text,
        channel=report.channel,
        place=report.place,
        sent_at=moment(written, ahead, report.sent_at) if written else None,
        local_time=one.date,
        subject=one.subject,
        thread=own_id,
    )


def _from_outside(message: Message, report: Message, reader: Handle, chain: tuple[Forward, ...]) -> Message:
    """The message with what the report carries along of it: attachments, and what a reader would not see.

    Where its opening does not say to whom it went, it went to the one who quoted it. Of somebody known by a mere name,
    the same words make the same thread, so that two reports of one message are seen to be of one person.
    """
    is_named = message.author.platform is Platform.NAME
    return replace(
        message,
        recipients=message.recipients or (reader,),
        hidden=report.hidden,
        deceiving_links=report.deceiving_links,
        attachments=report.attachments,
        pictures=report.pictures,
        thread=_fingerprint(message) if is_named else message.thread,
        forwards=chain,
    )


def _fingerprint(message: Message) -> str:
    named = f"{message.author.value}\0{Wording(message.text).letters}"
    return hashlib.blake2b(named.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
