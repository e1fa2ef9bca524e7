"""Where something was read."""

from typing import NamedTuple


class Place(NamedTuple):
    """A file (or a member of an archive, as `export.zip/messages.csv`) and a place in it.

    `item` counts messages from 0 in that file; `offset` is the byte offset where the item begins, where it is known.
    """

    source: str
    item: int = 0
    offset: int | None = None

    def __str__(self) -> str:
        return f"{self.source}, message {self.item}"
