"""Who writes in the examples, and by which program; all invented."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HOME = "tarnfell.example"
TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Sender:
    """One who writes: name, address, mail program (`client`) and what our server thinks of their mail (`auth`)."""

    key: str
    name: str
    address: str
    client: str
    quoting: str = ""
    signature: str = ""
    reply_to: str = ""
    auth: str = "pass"
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        """The part of the address after the at sign."""
        return self.address.partition("@")[2]

    @property
    def ours(self) -> bool:
        """Whether this is somebody of the invented organisation."""
        return self.domain == HOME


@dataclass(frozen=True, slots=True)
class MailingList:
    """A list that carries letters of others: its address, its headers and the footer it adds."""

    address: str
    footer: str
    headers: Mapping[str, str]


def load_cast() -> dict[str, Sender]:
    """All who write, by key."""
    found = tomllib.loads((TEXTS / "cast.toml").read_text(encoding="utf-8"))
    return {key: Sender(key=key, **fields) for key, fields in found.items()}


def load_lists() -> dict[str, MailingList]:
    """All mailing lists, by key."""
    found = tomllib.loads((TEXTS / "lists.toml").read_text(encoding="utf-8"))
    return {key: MailingList(**fields) for key, fields in found.items()}


def digest(*words: str) -> str:
    """64 hexadecimal digits that stay the same for the same words: our source of ids, so that no run differs."""
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()
