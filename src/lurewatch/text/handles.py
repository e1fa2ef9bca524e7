"""Addresses in their normal form, so that one person's handle is written in one way whatever it was read from."""

import re
from urllib.parse import unquote

from lurewatch.model.handle import Handle, Platform

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]{0,20}://", re.IGNORECASE)
_NETWORK = re.compile(r"^(?:[a-z0-9-]{1,20}\.)?(?=linkedin\.com/)")
_ACCOUNT = re.compile(r"(discord|signal|slack|teams|telegram|threema|whatsapp)/(\S+)", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d ()./-]{7,30}")
# Characters of a handle's value, and of the name it is shown with: what is longer is neither, and a message has many.
LONGEST, LONGEST_NAME = 1_000, 300
NOBODY = Handle(Platform.NAME, "")
# Stands for the one of ours whom a message reached, where what was read does not name them.
RECEIVER = Handle(Platform.NAME, "whoever received it")


def email(address: str, name: str = "") -> Handle:
    """An e-mail address, in lower case; a display name that only repeats the address is no name."""
    value = address.strip().lower()[:LONGEST]
    return Handle(Platform.EMAIL, value, "" if name.lower() == value else name[:LONGEST_NAME])


def profile(url: str, name: str = "") -> Handle:
    """A profile on a network: its URL without scheme, query, `www` or country, in lower case."""
    bare = _SCHEME.sub("", url.strip()[:LONGEST]).split("?", 1)[0].split("#", 1)[0].rstrip("/")
    value = unquote(bare, errors="replace").lower()
    return Handle(Platform.PROFILE, _NETWORK.sub("", value).removeprefix("www."), name[:LONGEST_NAME])


def account(service: str, identifier: str, name: str = "") -> Handle:
    """An account of a chat service, by the id that the service gave it."""
    return Handle(Platform.ACCOUNT, f"{service}/{identifier.strip().lower()[:LONGEST]}", name[:LONGEST_NAME])


def phone(written: str, name: str = "") -> Handle:
    """A phone number: its digits, and the plus before them."""
    return Handle(Platform.PHONE, re.sub(r"[^\d+]", "", written[:LONGEST]), name[:LONGEST_NAME])


def named(name: str) -> Handle:
    """Somebody of whom only a name is known."""
    shown = " ".join(name[: 10 * LONGEST_NAME].split())[:LONGEST_NAME]
    return Handle(Platform.NAME, shown.casefold(), shown)


def handle_of(written: str) -> Handle:
    """A handle from how somebody wrote it: an address, a profile's URL, `slack/U024…`, a phone number, else a name."""
    text = written.strip().removeprefix("mailto:")
    if "@" in text and " " not in text and "/" not in text:
        return email(text)
    if _SCHEME.match(text) or ("/" in text and "." in text.split("/", 1)[0] and " " not in text):
        return profile(text)
    if found := _ACCOUNT.fullmatch(text):
        return account(found[1].lower(), found[2])
    if _PHONE.fullmatch(text):
        return phone(text)
    return named(text)
