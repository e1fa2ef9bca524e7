"""What a reader of one format is given, and what it gives back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from lurewatch.model.acquaintance import Acquaintance
from lurewatch.model.conversation import Conversation
from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.opened import Opened
from lurewatch.sources.sniff import Head

Item: TypeAlias = Message | Conversation | Acquaintance | Export | Gap
Read: TypeAlias = Item | SourceRead


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of hostile or huge input is taken in; whatever is beyond a bound becomes a gap that names the bound.

    Bytes, unless the name says otherwise. `expansion_ratio` counts beyond `expansion_floor`, so that small files of
    much repetition pass, and holds for each member and for all that is unpacked of one file; `depth` is of archives in
    archives; `attached_depth` of mails attached to mails; `value_characters` are those of one value of JSON, such as a
    message of a chat; `recipients` those of one message of a chat, `addressed` of any; `picture_seconds` is what
    tesseract may take for one; `pictures` are looked at of one message, `pictures_beside` of those beside a chat;
    `attached_picture_bytes` are taken of one in a file of Outlook's.
    """

    message_bytes: int = 8 << 20
    header_bytes: int = 256 << 10
    text_characters: int = 1_000_000
    line_bytes: int = 4 << 20
    parts: int = 1_000
    part_depth: int = 20
    attached_depth: int = 4
    addressed: int = 1_000
    expanded_bytes: int = 64 << 30
    expansion_floor: int = 64 << 20
    expansion_ratio: int = 200
    depth: int = 4
    members: int = 100_000
    directory_bytes: int = 8 << 20
    value_characters: int = 1 << 20
    recipients: int = 50
    picture_bytes: int = 32 << 20
    picture_pixels: int = 20_000_000
    picture_seconds: int = 60
    pictures: int = 8
    pictures_beside: int = 5_000
    attached_picture_bytes: int = 2 << 20
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


class Folder(Protocol):
    """A folder of files that need each other, on a disk or in an archive."""

    @property
    def source(self) -> str:
        """What it is shown as; of its files, what their names come after."""

    @property
    def names(self) -> frozenset[str]:
        """The files and folders that lie directly in it."""

    @property
    def folders(self) -> frozenset[str]:
        """Those of them that are folders."""

    def each(self, inside: str, wanted: Callable[[str], bool]) -> Iterator[Opened | Gap]:
        """The wanted files of one of its folders (or of itself, where `inside` is empty) in the order of their names.

        Each is only to be read before the next is asked for; what cannot be read, or not to its end, is a gap.
        """

    def take(self, *names: str) -> None:
        """Says of files and folders directly in it that they belong together and are not to be read by themselves."""


class Whole(Protocol):
    """Reads a format of several files that need each other; asked of each folder, on a disk or in an archive.

    What it takes of a folder (`Folder.take`) is its own; whatever else lies there is read as if it lay alone.
    """

    @property
    def kind(self) -> str:
        """The format in words, for the list of what was read."""

    @property
    def owns_unknown(self) -> bool:
        """Whether files of unknown kind beside it are its program's own (a mail server's indexes), and so no gaps."""

    def recognises(self, folder: Folder) -> bool:
        """Whether a folder is of this format: by the names in it; where others use them too, by how a file begins."""

    def read(self, folder: Folder, limits: Limits) -> Iterator[Item]:
        """All that the folder's files hold of it, one by one; what cannot be read is a gap in its place."""


# Which format that is read as a whole a folder is of, if any.
Recognise: TypeAlias = Callable[[Folder], Whole | None]
