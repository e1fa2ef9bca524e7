"""The header of a letter, as it would stand in the mailbox of the person who got or sent it."""

import base64
from collections.abc import Iterator, Mapping
from datetime import timedelta
from email.utils import format_datetime

from tools.examples.cast import HOME, MailingList, Sender, digest
from tools.examples.clients import CLIENTS
from tools.examples.letters import Letter, ancestors

SERVER = f"mx.{HOME}"
NETS = ("192.0.2", "198.51.100", "203.0.113")


def message_id(letter: Letter) -> str:
    """The letter's id without angle brackets; empty for the few that carry none."""
    return "" if letter.no_id else CLIENTS[letter.by.client].message_id(letter.key, letter.by.domain)


def header_lines(letter: Letter, letters: Mapping[str, Letter], lists: Mapping[str, MailingList]) -> Iterator[str]:
    """Every header line but those of the body, in the order in which servers put them."""
    ours = [one for one in (*letter.to, *letter.cc) if one.ours]
    if ours or letter.list:
        yield from _trace(letter, ours, lists)
    yield from _envelope(letter, lists)
    yield f"Date: {letter.raw_date or format_datetime(letter.sent)}"
    if message_id(letter):
        yield f"Message-ID: <{message_id(letter)}>"
    yield from _thread(letter, letters)
    yield f"Subject: {_words(letter.subject, letter.charset)}"
    for name, value in {**CLIENTS[letter.by.client].headers, **letter.by.headers}.items():
        yield f"{name}: {value}"
    yield "MIME-Version: 1.0"


def envelope_sender(letter: Letter, lists: Mapping[str, MailingList]) -> str:
    """Who handed the letter over: its author, or the list that carried it."""
    if not letter.list:
        return letter.by.address
    local, _, domain = lists[letter.list].address.partition("@")
    return f"{local}-bounces@{domain}"


def _trace(letter: Letter, ours: list[Sender], lists: Mapping[str, MailingList]) -> Iterator[str]:
    sender = envelope_sender(letter, lists)
    to = ours[0].address if ours else f"rafael.byrne@{HOME}"
    queue = digest("queue", letter.key)[:10].upper()
    at = [format_datetime(letter.sent + timedelta(seconds=step)) for step in (2, 5)]
    yield f"Return-Path: <{sender}>"
    yield f"Delivered-To: {to}"
    yield f"Received: from {SERVER} (10.0.4.12) by store.{HOME}\n\twith LMTP id {queue}; {at[1]}"
    if letter.by.ours and not letter.list:
        machine = int(digest("desk", letter.by.key)[:2], 16)
        yield f"Received: from [10.0.2.{machine}] by {SERVER}\n\twith ESMTPSA id {queue}; {at[0]}"
        return
    domain = sender.partition("@")[2]
    host = f"out{int(digest(domain)[:2], 16) % 4 + 1}.{domain}"
    route = f"from {host} ({host} [{_address(domain)}])\n\tby {SERVER} with ESMTPS id {queue}"
    yield f"Received: {route}\n\tfor <{to}>; {at[0]}"
    yield f"Authentication-Results: {SERVER};{_authentication(letter, domain)}"
    if letter.by.auth == "pass" and letter.by.client != "webmail":
        yield _signature(letter)


def _authentication(letter: Letter, domain: str) -> str:
    author = letter.by.domain
    if letter.list:
        broken = f"dkim=fail (body hash did not verify) header.d={author}"
        return f"\n\tspf=pass smtp.mailfrom={domain};\n\t{broken};\n\tdmarc=none header.from={author}"
    dkim = "dkim=none" if letter.by.auth != "pass" else f"dkim=pass header.d={author} header.s=s1"
    spf, dmarc = {
        "pass": ("pass", "pass"),
        "spf": ("pass", "none"),
        "none": ("neutral", "none"),
        "fail": ("softfail", "fail (p=none)"),
    }[letter.by.auth]
    return f"\n\tspf={spf} smtp.mailfrom={author};\n\t{dkim};\n\tdmarc={dmarc} header.from={author}"


def _signature(letter: Letter) -> str:
    bodyhash, sign = (base64.b64encode(bytes.fromhex(digest(word, letter.key))).decode() for word in ("bh", "b"))
    return (
        f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={letter.by.domain}; s=s1;\n"
        f"\th=from:to:subject:date:message-id; bh={bodyhash};\n\tb={sign}"
    )


def _envelope(letter: Letter, lists: Mapping[str, MailingList]) -> Iterator[str]:
    yield f"From: {_mailbox(letter.by)}"
    if letter.by.reply_to:
        yield f"Reply-To: <{letter.by.reply_to}>"
    to = [_mailbox(one) for one in letter.to] + ([lists[letter.list].address] if letter.list else [])
    yield "To: " + ",\n ".join(to)
    if letter.cc:
        yield "Cc: " + ",\n ".join(_mailbox(one) for one in letter.cc)
    if letter.list:
        yield from (f"{name}: {value}" for name, value in lists[letter.list].headers.items())


def _thread(letter: Letter, letters: Mapping[str, Letter]) -> Iterator[str]:
    ids = [f"<{message_id(one)}>" for one in ancestors(letter, letters)]
    if ids:
        yield f"In-Reply-To: {ids[-1]}"
        yield "References: " + "\n ".join(ids)


def _mailbox(sender: Sender) -> str:
    if not sender.name.isascii():
        return f"{_words(sender.name, 'utf-8')} <{sender.address}>"
    name = f'"{sender.name}"' if any(sign in sender.name for sign in ",.()") else sender.name
    return f"{name} <{sender.address}>"


def _words(text: str, charset: str) -> str:
    """Plain when ASCII (folded at spaces), else RFC 2047 encoded words of whole characters."""
    if text.isascii():
        return text if len(text) < 66 else "\n ".join(text.rsplit(" ", 1))
    chunks = [text[start : start + 14] for start in range(0, len(text), 14)]
    return "\n ".join(f"=?{charset}?b?{base64.b64encode(one.encode(charset)).decode()}?=" for one in chunks)


def _address(domain: str) -> str:
    mark = digest("ip", domain)
    return f"{NETS[int(mark[:2], 16) % 3]}.{int(mark[2:4], 16) % 250 + 2}"
