"""Holds one mail of any size in bounded memory: its beginning whole, of the rest what is not an attachment's coding."""

import re
from typing import BinaryIO, NamedTuple

_BLOCK = 1 << 20
_CODED = re.compile(rb"(?:^[A-Za-z0-9+/=]{57,}+\r?\n)+", re.MULTILINE)
_TAIL_SHARE = 8


class Raw(NamedTuple):
    """A mail as bytes, the byte offset of its first line in the file, and how many of its bytes were not kept."""

    offset: int
    data: bytes
    dropped: int


class Held:
    """Takes a mail piece by piece; keeps `cap` bytes whole, then an eighth of that of lines that are not base64."""

    def __init__(self, cap: int) -> None:
        self._room = cap
        self._tail_room = cap // _TAIL_SHARE
        self._pieces: list[bytes] = []
        self.dropped = 0

    def take(self, piece: bytes) -> None:
        """Adds a piece to the mail."""
        whole, rest = piece[: self._room], piece[self._room :]
        self._room -= len(whole)
        self._pieces.append(whole)
        if rest:
            self._take_thinned(rest)

    def _take_thinned(self, piece: bytes) -> None:
        kept = _CODED.sub(b"", piece)[: self._tail_room]
        self._tail_room -= len(kept)
        self.dropped += len(piece) - len(kept)
        if kept:
            self._pieces.append(kept)

    def raw(self, offset: int = 0) -> Raw:
        """The mail as far as it was kept."""
        return Raw(offset, b"".join(self._pieces), self.dropped)


def held(stream: BinaryIO, cap: int) -> Raw:
    """The one mail that a stream holds."""
    mail = Held(cap)
    while piece := stream.read(_BLOCK):
        mail.take(piece)
    return mail.raw()
