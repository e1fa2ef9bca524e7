"""Where a contact's words lead: hosts and links, without query and fragment."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lurewatch.text.domains import is_free_mail, registrable

_LINK = re.compile(
    r"(https?)://([^\s<>\"'()\[\]/?#@:]{4,253})(:\d{1,5})?(/[^\s<>\"'()\[\]?#]{0,300})?(?:[?#][^\s<>]{0,500})?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})", re.IGNORECASE)
_SERVICES = Path(__file__).with_name("services.txt")


class Place(NamedTuple):
    """A host, and the link to it; the link is empty where there is none."""

    host: str
    link: str


@cache
def services() -> frozenset[str]:
    """Registered domains that everybody uses; that somebody wrote from there, or led there, tells nothing."""
    return frozenset(line for line in _SERVICES.read_text("ascii").split("\n") if line and not line.startswith("#"))


def without_places(text: str) -> str:
    """The text with a number, which no template keeps, where a link or an address was."""
    return _MAIL.sub(" 0 ", _LINK.sub(" 0 ", text)) if "@" in text or "://" in text else text


def places_in(text: str) -> Iterator[Place]:
    """The hosts and links in a text; of services that everybody uses neither."""
    for scheme, host, port, path in _LINK.findall(text) if "://" in text else ():
        name = host.rstrip(".").lower()
        if registrable(name) not in services():
            yield Place(name, f"{scheme.lower()}://{name}{port}{path.rstrip('.,;:!?/')}")
    for host in _MAIL.findall(text) if "@" in text else ():
        if registrable(host) not in services() and not is_free_mail(host):
            yield Place(host.lower(), "")
