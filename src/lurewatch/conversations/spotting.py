"""Addresses as they stand in a text: e-mail, phone numbers, profiles, user names of Telegram.

Each kind is looked for by a sign that is quick to find; of a kind, at most `MOST` in a text are looked at.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lurewatch.model.handle import Handle, Platform
from lurewatch.text import handles

MOST = 60
_TAIL = 9  # digits from the end by which a phone number is known, with its country or without
_LONGEST_HOME = 1_000  # code points of a text in which a number without its country is looked for

_LOCAL = re.compile(r"[A-Za-z0-9_.+%-]{1,64}\Z")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}")
_USER = re.compile(r"[A-Za-z]\w{4,31}")
_NUMBER = re.compile(r"\+\d(?:[ ()./-]{0,3}\d){7,14}")
_HOME_NUMBER = re.compile(r"(?<![\w+.,/=-])0[1-9](?:[ ()/-]{0,2}\d){7,11}(?![.,-]?\d)")
_SLUG = re.compile(r"[\w%.~-]{2,100}")
_NETWORK = "linkedin"
_SERVICES = {"t": "telegram", "telegram": "telegram", "wa": "phone"}
_AFTER_SERVICE = re.compile(r"\+?(\w{5,32})")


class Seen(NamedTuple):
    """An address in a text: its key (see `key_of`) and its span."""

    key: str
    start: int
    end: int


def key_of(handle: Handle) -> str:
    """What is equal for two ways to write one handle: the address, `phone:` and its last digits, or the handle's key.

    Empty for what is only a name, and for a number too short to be anybody's.
    """
    if handle.platform is Platform.EMAIL:
        return handle.value
    if handle.platform is Platform.PHONE:
        return phone_key(handle.value)
    return "" if handle.platform is Platform.NAME else handle.key


def spotted(text: str) -> Iterator[Seen]:
    """The addresses in a text that stand on no line marked as quoted (`>`), kind by kind."""
    for kind in (_at_signs, _numbers, _home_numbers, _profiles, _services):
        for seen in kind(text):
            if not text.startswith(">", text.rfind("\n", 0, seen.start) + 1):
                yield seen


def phone_key(written: str) -> str:
    """What two ways to write one number, with its country or without, have in common; empty if it is too short."""
    digits = "".join(filter(str.isdigit, written))
    return f"{Platform.PHONE}:{digits[-_TAIL:]}" if len(digits) >= _TAIL else ""


def _signs(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    for _ in range(MOST):
        if at < 0:
            return
        yield at
        at = text.find(sign, at + 1)


def _at_signs(text: str) -> Iterator[Seen]:
    """E-mail addresses; and user names, where Telegram is named shortly before."""
    for at in _signs(text, "@"):
        local = _LOCAL.search(text[max(0, at - 64) : at].rpartition(" ")[2])
        if local and (domain := _DOMAIN.match(text, at + 1)):
            start = at - len(local[0].lstrip(".-"))
            yield Seen(text[start : domain.end()].lower(), start, domain.end())
        elif not local and (user := _USER.match(text, at + 1)) and "telegram" in text[max(0, at - 40) : at].lower():
            yield Seen(handles.account("telegram", user[0]).key, at, user.end())


def _numbers(text: str) -> Iterator[Seen]:
    for at in _signs(text, "+"):
        if found := _NUMBER.match(text, at):
            yield Seen(phone_key(found[0]), *found.span())


def _home_numbers(text: str) -> Iterator[Seen]:
    if len(text) <= _LONGEST_HOME and "0" in text:
        for found in _HOME_NUMBER.finditer(text):
            yield Seen(phone_key(found[0]), *found.span())


def _profiles(text: str) -> Iterator[Seen]:
    for at in _signs(text, ".com/in/"):
        start = at - len(_NETWORK)
        slug = _SLUG.match(text, at + 8)
        if slug and start >= 0 and text[start:at].lower() == _NETWORK:
            name = slug[0].rstrip(".~-%")
            yield Seen(handles.profile(f"linkedin.com/in/{name}").key, start, slug.start() + len(name))


def _services(text: str) -> Iterator[Seen]:
    """`t.me/name` and `wa.me/447700900123`."""
    for at in _signs(text, ".me/"):
        service = re.search(r"[a-z]*\Z", text[max(0, at - 9) : at])
        kind = _SERVICES.get(service[0]) if service else None
        name = _AFTER_SERVICE.match(text, at + 4)
        if kind and service and name:
            key = phone_key(name[1]) if kind == "phone" else handles.account(kind, name[1]).key
            if key:
                yield Seen(key, at - len(service[0]), name.end())
