"""Whose handles are ours."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lurewatch.errors import UsageError
from lurewatch.model.handle import Platform
from lurewatch.text import handles
from lurewatch.text.domains import is_free_mail, registrable


@dataclass(frozen=True, slots=True)
class Owners:
    """The handle keys and mail domains that are ours, whether any was guessed, and a sentence that says how.

    `unknown` names the exports of which it does not show whose they are.
    `alone` holds, for each group of sources (numbered as in the ledger), the one handle key to whom a message came that
    names none of ours, if there is one.
    """

    handles: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    guessed: bool = False
    sentence: str = ""
    unknown: tuple[str, ...] = ()
    alone: dict[int, str] = field(default_factory=dict)

    def is_ours(self, key: str) -> bool:
        """Whether a handle's key is one of ours, or an address at a domain of ours."""
        if key in self.handles:
            return True
        platform, _, value = key.partition(":")
        domain = value.rpartition("@")[2]
        return (
            bool(self.domains)
            and platform == Platform.EMAIL
            and any(map(self.domains.__contains__, _and_above(domain)))
        )


def same_house(key: str, other: str) -> bool:
    """Whether two handle keys are addresses at one organisation's own domain."""
    domains = [own_domain(one) for one in (key, other)]
    return bool(domains[0]) and domains[0] == domains[1] and not is_free_mail(domains[0])


def own_domain(key: str) -> str:
    """The registered domain of an e-mail handle's key; empty for other handles."""
    platform, _, value = key.partition(":")
    return registrable(value.rpartition("@")[2]) if platform == Platform.EMAIL else ""


def _and_above(domain: str) -> Iterator[str]:
    """A domain and those above it."""
    while domain:
        yield domain
        domain = domain.partition(".")[2]


def parse_apart(written: str) -> frozenset[str]:
    """Two handles' keys from `A=B`, to be kept apart; UsageError where it is not that."""
    one, _, other = written.partition("=")
    keys = frozenset(parse_owner(half) for half in (one, other) if half.strip())
    if len(keys) < 2 or any(key.startswith("@") for key in keys):
        raise UsageError(f"--apart {written}: name two handles, as in a.lind@firm.example=linkedin.com/in/a-lind")
    return keys


def parse_owner(written: str) -> str:
    """What somebody gave as ours: `@lab.example` for a domain, else a handle's key.

    Takes an e-mail address, a domain with or without `@`, a profile's URL, a phone number or a name.
    """
    text = written.strip().removeprefix("mailto:")
    if "@" in text and "/" not in text:
        return handles.email(text).key if text.partition("@")[0] else text.lower()
    handle = handles.handle_of(text)
    if handle.platform is Platform.NAME and "." in text and " " not in text:
        return f"@{text.lower()}"
    return handle.key
