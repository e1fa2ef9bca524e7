"""Addresses of people on platforms."""

from enum import StrEnum
from typing import NamedTuple


class Platform(StrEnum):
    """Where a handle lives."""

    EMAIL = "email"
    PROFILE = "profile"
    PHONE = "phone"
    ACCOUNT = "account"
    NAME = "name"


class Handle(NamedTuple):
    """One address on one platform, in normal form (e-mail in lower case, profile URL without scheme or query,
    a chat account as `slack/U024BE7LH`).

    `name` is what the address was shown as ("display name"); it takes no part in `key`. A person of whom only
    a name is known has platform NAME, which never joins two of them across files.
    """

    platform: Platform
    value: str
    name: str = ""

    @property
    def key(self) -> str:
        """`email:a@b.example`: equal for the same address, whatever name it was shown with."""
        return f"{self.platform}:{self.value}"
