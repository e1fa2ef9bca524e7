"""One of our people, as far as the desk may show them."""

from dataclasses import dataclass

from lurewatch.model.approach import Line


@dataclass(frozen=True, slots=True)
class Revealed:
    """Who stands behind a token: names and addresses as the messages showed them; never kept, never passed on."""

    token: str
    names: tuple[str, ...]
    handles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonFound:
    """What the store has of one of ours: their own approaches, and those of others in whose messages they are named.

    `revealed` counts how often their name was shown to somebody. `token` is empty where nobody is known by the handle.
    """

    token: str
    approaches: tuple[Line, ...] = ()
    mentioned: tuple[Line, ...] = ()
    revealed: int = 0


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased of one of ours: the content of so many approaches, and their handle in so many others."""

    token: str
    approaches: int
    mentioned: int
