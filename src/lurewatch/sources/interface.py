"""What a reader of one format is given, and what it gives back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.conversation import Conversation
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import Head

Item: TypeAlias = Message | Conversation | Acquaintance | Gap
Read: TypeAlias = Item | SourceRead


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of hostile or huge input is taken in; whatever is beyond a bound becomes a gap that names the bound.

    Bytes, unless the name says otherwise. `expansion_ratio` counts beyond `expansion_floor`, so that small files of
    much repetition pass, and holds for each member and for all that is unpacked of one file; `depth` is of archives in
    archives; `attached_depth` of mails attached to mails; `recipients` of one message.
    """

    message_bytes: int = 8 << 20
    header_bytes: int = 256 << 10
    text_characters: int = 1_000_000
    line_bytes: int = 4 << 20
    parts: int = 1_000
    part_depth: int = 20
    attached_depth: int = 4
    recipients: int = 1_000
    expanded_bytes: int = 64 << 30
    expansion_floor: int = 64 << 20
    expansion_ratio: int = 200
    depth: int = 4
    members: int = 100_000
    directory_bytes: int = 8 << 20
    gaps: int = 1_000


class Reader(Protocol):
    """Reads one format; the catalogue asks each in turn whether a file's beginning is theirs."""

    @property
    def kind(self) -> str:
        """The format in words, for the list of what was read."""

    def recognises(self, head: Head) -> bool:
        """Whether a file that begins so is of this format; its name plays no part."""

    def read(self, opened: Opened, limits: Limits) -> Iterator[Item]:
        """All that the file holds, in its order, one by one; what cannot be read is a gap in its place."""
