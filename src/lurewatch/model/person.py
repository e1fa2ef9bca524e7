"""One of our people, as far as the desk may show them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Revealed:
    """Who stands behind a token: names and addresses as the messages showed them; never kept, never passed on."""

    token: str
    names: tuple[str, ...]
    handles: tuple[str, ...]
