"""One mail's bytes as a message, with the mails attached to it as messages of their own."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from lurewatch.model.forward import MOST_WORDS, Forward
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place
from lurewatch.sources.addresses import addresses
from lurewatch.sources.held import Raw
from lurewatch.sources.interface import Limits
from lurewatch.sources.journal import Envelope, envelope_of, is_report
from lurewatch.sources.mail_body import Text, body_of, text_of
from lurewatch.sources.mail_date import sent_at
from lurewatch.sources.mail_fields import BETWEEN_HOPS, Fields, decoded, fields_of, line
from lurewatch.sources.mail_parts import Content, Room, content_of
from lurewatch.sources.sniff import BOM, has_mail_header
from lurewatch.text import handles

_ID = re.compile(r"<([^<>\s]+)>")
_DELIVERED = (b"delivered-to", b"x-original-to", b"envelope-to", b"x-envelope-to")
_TO = (b"to", b"cc", b"bcc", *_DELIVERED)
_FROM = (b"from", b"sender", b"return-path")
# The fields that some stage reads; no other is kept.
_KEPT_NAMES = (
    "from reply-to return-path sender authentication-results arc-authentication-results received-spf"
    " list-unsubscribe list-id precedence auto-submitted x-mailer feedback-id message-id in-reply-to delivered-to"
)
_KEPT = {name.encode("ascii"): name for name in _KEPT_NAMES.split()}
_CAMPAIGN = b"x-campaign"
_HOPS = re.compile(f" ?{BETWEEN_HOPS.decode('ascii')} ?")
_KINDS_SHOWN = 200
_OPENED = 4  # mails of the largest size
_LONGEST_ID = 998  # characters: a line of a mail (RFC 5322 section 2.1.1); ids are kept with each mail attached to one


class _Mail(NamedTuple):
    """A mail being read: its bytes, its place (and in words), how many mails it is attached within, how much in
    Outlook's form may be opened in all, the mails in which it was passed on, and who it went to by the envelope."""

    raw: bytes
    place: Place
    where: str
    depth: int
    room: Room
    forwards: tuple[Forward, ...] = ()
    also: tuple[Handle, ...] = ()


def messages_of(raw: Raw, place: Place, limits: Limits, faults: Sequence[str] = ()) -> Iterator[Message | Gap]:
    """The message, then its gaps, then each mail attached to it with its own; such a one's `forwards` say to what.

    An attached mail without a Message-ID gets an id made of its bytes, so that it is the same in every mail that it is
    attached to; its thread is its own. `faults` are of the form that the mail was kept in, where it was another than a
    mail's.
    """
    if raw.dropped:
        why = f"larger than {limits.message_bytes >> 20} MiB: {raw.dropped} bytes beyond that were passed over"
        yield Gap("part of a message", str(place), f"{why}, attachments first; the text was read")
    yield from _read(_Mail(raw.data, place, "", 0, Room(_OPENED * limits.message_bytes)), limits)
    for why in faults:
        yield Gap("part of a message", str(place), why)


def _read(mail: _Mail, limits: Limits) -> Iterator[Message | Gap]:
    raw = mail.raw if mail.raw.endswith(b"\n") else mail.raw + b"\n"
    head = fields_of(raw, 0, len(raw), limits.header_bytes)
    content = content_of(raw, head, len(raw), limits)
    if content.enclosed:
        from lurewatch.sources.mail_enclosed import opened_up  # noqa: PLC0415  loaded only where there is something

        raw = opened_up(raw, content, limits, mail.room)
    body = text_of(raw, content, limits)
    if not head.values and not body.seen:
        yield _gap(mail, "a message", "empty; nothing in it to read")
        return
    envelope = _envelope(raw, head, content, body, limits)
    within = mail._replace(also=envelope.recipients if envelope else ())
    if envelope is not None and envelope.is_whole:
        yield from _attached(within, raw, content, limits)
        return
    message = _message(mail, head, content, body, limits)
    if content.pictures and limits.pictures:
        message = replace(message, pictures=_pictures(raw, content, limits))
    yield message
    if head.fault or content.faults or body.faults or not body.seen or message.sent_at is None:
        yield from _gaps(mail, message, head.fault, (*content.faults, *body.faults), content)
    if envelope is not None:
        yield _gap(mail, "a journal report", "it says more than a report does; kept as a message beside its mail")
    elif content.attached or content.files:  # a journal passes nothing on: it lists what went by
        words = body.seen.strip()[:MOST_WORDS]
        forward = Forward(message.author, message.sent_at, message.id, words)
        within = within._replace(forwards=(*mail.forwards, forward))
    if content.attached or content.files:
        yield from _attached(within, raw, content, limits)


def _envelope(raw: bytes, head: Fields, content: Content, body: Text, limits: Limits) -> Envelope | None:
    """Who the attached mail went to, where this one is a journal report about it; it is whole if it is nothing else."""
    if not (content.attached and is_report(head)):
        return None
    data, _ = body_of(raw, content.attached[0])
    envelope = envelope_of(body.seen, fields_of(data, 0, len(data), limits.header_bytes))
    holds_more = content.others or content.names or body.hidden or any(block.html for block in content.blocks)
    return envelope._replace(is_whole=envelope.is_whole and not holds_more)


def _message(mail: _Mail, head: Fields, content: Content, body: Text, limits: Limits) -> Message:
    date = head.values.get(b"date")
    clock = line(date) if date else ""
    identity = _first_id(head, b"message-id") or _hash(mail)
    return Message(
        id=identity,
        author=_author(head),
        recipients=_recipients(head, mail.also, limits.addressed),
        text=body.seen,
        channel=Channel.EMAIL,
        place=mail.place,
        sent_at=sent_at(clock) if clock else None,
        local_time=clock,
        subject=head.text(b"subject"),
        hidden=body.hidden,
        deceiving_links=body.deceiving_links,
        thread=_first_id(head, b"references") or _first_id(head, b"in-reply-to") or identity,
        attachments=tuple(content.names),
        headers=_headers(mail.raw, head),
        forwards=mail.forwards,
    )


def _pictures(raw: bytes, content: Content, limits: Limits) -> tuple[str, ...]:
    from lurewatch.sources.picture_marks import marks_of  # noqa: PLC0415  loaded only where there is a picture

    return marks_of((body_of(raw, span)[0] for span in content.pictures), limits)


def _author(head: Fields) -> Handle:
    for field in _FROM:
        value = head.values.get(field)
        if value and (found := addresses(line(value))):
            return found[0]
    shown = head.text(b"from")
    return handles.named(shown) if shown else handles.NOBODY


def _recipients(head: Fields, also: tuple[Handle, ...], most: int) -> tuple[Handle, ...]:
    """Everybody it went to, as far as it and its envelope say; each address once, as it was first shown.

    Where there are more than `most`, those to whom it was delivered come first: the rest will be cut off.
    """
    found = _people(head, _TO)
    for handle in also:
        found.setdefault(handle.value, handle)
    if len(found) > most:
        delivered = dict.fromkeys([*_people(head, _DELIVERED), *(handle.value for handle in also)])
        found = {address: found[address] for address in delivered} | found
    return tuple(found.values())


def _people(head: Fields, names: Sequence[bytes]) -> dict[str, Handle]:
    found: dict[str, Handle] = {}
    for name in names:
        value = head.values.get(name)
        if value:
            for handle in addresses(line(value)):
                found.setdefault(handle.value, handle)
    return found


def _headers(raw: bytes, head: Fields) -> Mapping[str, str]:
    values = head.values
    kept = {name: decoded(line(values[key])) for key, name in _KEPT.items() if key in values}
    if raw.find(b"ampaign", 0, head.body) >= 0:
        campaign = {key.decode("ascii"): line(value) for key, value in values.items() if key.startswith(_CAMPAIGN)}
        kept.update(campaign)
    if head.received:
        kept["received"] = _HOPS.sub("\n", line(values[b"received"]))
    kept["received-count"] = str(head.received)
    return kept


def _first_id(head: Fields, name: bytes) -> str:
    """The first message id in a field, without its brackets; a bare word where there are no brackets."""
    value = head.values.get(name)
    if not value:
        return ""
    text = line(value)
    found = _ID.search(text)
    return (found[1] if found else text.split(" ", 1)[0])[:_LONGEST_ID]


def _hash(mail: _Mail) -> str:
    """An id for a mail without one: of its place; of its bytes where it is attached, so that all its copies have it."""
    if mail.depth:
        data = mail.raw.replace(b"\r\n", b"\n").strip()
        return f"attached-{hashlib.blake2b(data, digest_size=12).hexdigest()}"
    named = f"{mail.place.source}\n{mail.place.item}\n0"
    return hashlib.blake2b(named.encode("utf-8"), digest_size=12).hexdigest()


def _gap(mail: _Mail, what: str, why: str) -> Gap:
    return Gap(what, f"{mail.place}{mail.where}", why)


def _gaps(mail: _Mail, message: Message, fault: str, faults: Sequence[str], content: Content) -> Iterator[Gap]:
    if fault:
        yield _gap(mail, "a header", fault)
    if message.sent_at is None:
        why = "a Date header that is no date" if message.local_time else "no Date header"
        yield _gap(mail, "the time of a message", f"{why}; kept without a time")
    for why in dict.fromkeys(faults):
        yield _gap(mail, "part of a message", why)
    if not message.text and content.others:
        kinds = ", ".join(dict.fromkeys(content.others))[:_KINDS_SHOWN]
        yield _gap(mail, "the text of a message", f"it has none, only {kinds!a}; open it and look")


def _attached(mail: _Mail, raw: bytes, content: Content, limits: Limits) -> Iterator[Message | Gap]:
    """The mails attached to a mail whose place and depth `mail` tells, and as whose `forwards` they come."""
    if mail.depth >= limits.attached_depth:
        yield _gap(mail, "an attached mail", f"attached more than {limits.attached_depth} deep; not read")
        return
    for number, span in enumerate([*content.attached, *content.files], start=1):
        data, fault = body_of(raw, span)
        where = f"{mail.where}, attached mail {number}"
        inner = mail._replace(raw=data.removeprefix(BOM), where=where, depth=mail.depth + 1)
        if number > len(content.attached) and not has_mail_header(inner.raw):
            yield _gap(inner, "an attached mail", "named as a mail (.eml), but it is none; open it and look")
            continue
        if fault:
            yield _gap(inner, "part of a message", fault)
        yield from _read(inner, limits)
