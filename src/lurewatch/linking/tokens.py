"""What identifies whoever writes: values that two conversations may share, from handles and from what is written."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lurewatch.linking.outline import Outline
from lurewatch.linking.pictures import bands
from lurewatch.model.handle import Handle, Platform
from lurewatch.text import handles
from lurewatch.text.domains import is_free_mail, likeness, registrable

_MAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'()\[\]]{4,300}", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d ()./-]{7,24}\d")  # begins with a class of characters, which is searched for fast
# Account numbers of banks (ISO 13616), and addresses of Bitcoin (base58 and bech32) and Ethereum.
_ACCOUNT = re.compile(
    r"\b(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?|bc1[a-z0-9]{25,59}"
    r"|[13][1-9A-HJ-NP-Za-km-z]{25,34}|0x[0-9a-fA-F]{40})\b"
)
_LIKE_BANKS = re.compile(r"[A-Z]{2}\d{2} ?[A-Z0-9]{4}")  # what must be seen before the search for accounts pays
_LIKE_COINS = b"0" * 26
_PHONE_DIGITS = range(9, 16)  # ITU-T E.164: at most fifteen; a shorter one is as well a date or a sum
_MOST = 40  # values taken from one conversation
_PAYING = ("paypal.me/", "paypal.com/paypalme/", "revolut.me/", "cash.app/", "wise.com/pay/", "venmo.com/")


class TokenKind(StrEnum):
    """What a shared value is; `DOMAIN` is implied by `HANDLE`, `LIKENESS` by `DOMAIN`, `SITE` by `LINK`.

    A `PICTURE` is a file; `LOOKS` is what it looks like, by some bits of which (`BAND`) alike ones are found.
    """

    HANDLE = "handle"
    PHONE = "phone"
    DOMAIN = "domain"
    LIKENESS = "look-alike domain"
    LINK = "link"
    SITE = "site"
    PAYMENT = "payment"
    NAME = "name"
    PICTURE = "picture"
    LOOKS = "like picture"
    BAND = "band of a picture"

    __hash__ = str.__hash__  # that of an enum is slower, and values are asked for by the million


class Token(NamedTuple):
    """A value by its kind, in normal form."""

    kind: TokenKind
    value: str


def tokens(outline: Outline) -> frozenset[Token]:
    """All values of a conversation, those of our own house left out."""
    found = frozenset((*islice(dict.fromkeys(_all(outline)), _MOST), *_of_pictures(outline.pictures)))
    ours = registrable(outline.person.rpartition("@")[2]) if "@" in outline.person else ""
    person = outline.person.rpartition(":")[2].lower()
    own = {one for one in found if one.value == person or (ours and _is_at(one, ours))}
    return found - own if own else found


def _is_at(token: Token, house: str) -> bool:
    """Whether a value is an address or a site of our person's own domain."""
    if token.kind is TokenKind.LIKENESS:
        return token.value == likeness(house)
    if house not in token.value or token.kind not in _HOSTED:
        return False
    host = token.value.rpartition("@")[2].partition("/")[0]
    return host == house or host.endswith(f".{house}")


_HOSTED = {TokenKind.HANDLE, TokenKind.DOMAIN, TokenKind.LINK, TokenKind.SITE}


def _all(outline: Outline) -> Iterator[Token]:
    for handle in outline.handles:
        yield from _remembered(handle)
    if outline.name:
        yield Token(TokenKind.NAME, " ".join(outline.name.casefold().split()))
    yield from _in_text(outline.text)
    if outline.signed:
        yield from _in_text(outline.signed)


def _of_pictures(marks: Iterable[str]) -> Iterator[Token]:
    for mark in marks:
        file, _, looks = mark.partition(".")
        yield Token(TokenKind.PICTURE, file)
        if looks:
            yield Token(TokenKind.LOOKS, looks)
            yield from (Token(TokenKind.BAND, band) for band in bands(looks))


def _of_handle(handle: Handle) -> Iterator[Token]:
    if handle.platform is Platform.NAME:
        return
    if handle.platform is Platform.PHONE:
        yield from _phone(handle.value)
        return
    yield Token(TokenKind.HANDLE, handle.value)
    if handle.platform is Platform.EMAIL:
        yield from _of_host(handle.value.rpartition("@")[2])


def addresses(of: Iterable[Handle]) -> frozenset[Token]:
    """Handles by themselves, telephone numbers by their last digits: neither names nor the houses of addresses."""
    found = (token for handle in of for token in _remembered(handle))
    return frozenset(one for one in found if one.kind in (TokenKind.HANDLE, TokenKind.PHONE))


@lru_cache(maxsize=1 << 15)
def _remembered(handle: Handle) -> tuple[Token, ...]:
    return tuple(_of_handle(handle))


def _of_host(host: str) -> Iterator[Token]:
    """The domain that somebody has, and what it looks like; nobody has free mail."""
    domain = registrable(host)
    if "." in domain and not is_free_mail(domain):
        yield Token(TokenKind.DOMAIN, domain)
        if len(like := likeness(domain)) > 5:
            yield Token(TokenKind.LIKENESS, like)


def _in_text(text: str) -> Iterator[Token]:
    if "@" in text:
        for address in _MAIL.findall(text):
            yield from _of_handle(handles.email(address))
    if "://" in text or "www." in text:
        for written in _LINK.findall(text):
            yield from _of_link(written)
    data = text.encode("ascii", "replace")
    digits = len(data.translate(None, _NO_DIGITS)) if text.isascii() else len(text)
    if digits >= _PHONE_DIGITS.start:
        for found in _NUMBER.finditer(text):
            if not _continues(text, found.start()):
                yield from _phone(found[0])
    if _LIKE_COINS in data.translate(_AS_LETTERS) or (digits >= 2 and _LIKE_BANKS.search(text)):
        for account in _ACCOUNT.findall(text):
            yield Token(TokenKind.PAYMENT, account.replace(" ", ""))


def _continues(text: str, start: int) -> bool:
    """Whether a number goes on from what stands before it, as the number of an account or in a link does."""
    before = text[start - 1 : start]
    return before.isalnum() or before in _JOINING


_JOINING = frozenset("./-_=")
_DIGITS = b"0123456789"
_NO_DIGITS = bytes(code for code in range(256) if code not in _DIGITS)
_AS_LETTERS = bytes(ord("0") if code < 128 and chr(code).isalnum() else code for code in range(256))


def _of_link(written: str) -> Iterator[Token]:
    link = handles.profile(written.rstrip(".,;:!?")).value
    host, _, path = link.partition("/")
    if host == "wa.me":
        yield from _phone(path)
    elif link.startswith(_PAYING):
        yield Token(TokenKind.PAYMENT, link)
    elif host.endswith("linkedin.com") and path.startswith("in/"):
        yield Token(TokenKind.HANDLE, link)
    else:
        if path:
            yield Token(TokenKind.LINK, link)
        if site := registrable(host):
            yield Token(TokenKind.SITE, site)


def _phone(written: str) -> Iterator[Token]:
    """A phone number by its last nine digits, which stay the same whatever is dialled before them."""
    digits = "".join(filter(str.isdigit, written))
    if len(digits) in _PHONE_DIGITS:
        yield Token(TokenKind.PHONE, digits[-9:])
