"""How packets lie in the stream: four bytes of length, most significant first, one byte of command, its data."""

from collections.abc import Iterator
from typing import NamedTuple

from lurewatch.errors import ProtocolFault

_LENGTH = 4
_LONGEST = 256 << 20  # bytes; no server sends such a header, and what speaks another protocol mostly seems to


class Packet(NamedTuple):
    """A command and its data; `dropped` counts the bytes beyond what may be held."""

    command: bytes
    data: bytes
    dropped: int = 0


def packed(command: bytes, data: bytes = b"") -> bytes:
    """A packet as it goes over the wire."""
    return (len(command) + len(data)).to_bytes(_LENGTH, "big") + command + data


class Packets:
    """Takes the stream piece by piece and gives the packets; of each it holds at most `most` bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = bytearray()  # of the length, or of the packet
        self._left = -1  # bytes of the packet still to come; -1 while its length is read
        self._dropped = 0

    def feed(self, piece: bytes) -> Iterator[Packet]:
        """The packets that a piece completes; ProtocolFault where the stream can be none of this protocol."""
        position = 0
        while position < len(piece):
            if self._left < 0:
                position += self._take_length(piece, position)
                continue
            position += self._take(piece, position)
            if self._left == 0:
                yield self._complete()

    def _take_length(self, piece: bytes, position: int) -> int:
        taken = piece[position : position + _LENGTH - len(self._held)]
        self._held += taken
        if len(self._held) == _LENGTH:
            self._left = int.from_bytes(self._held, "big")
            self._held.clear()
            if not 0 < self._left <= _LONGEST:
                raise ProtocolFault(f"a packet of {self._left} bytes, where 1 to {_LONGEST} are possible")
        return len(taken)

    def _take(self, piece: bytes, position: int) -> int:
        size = min(self._left, len(piece) - position)
        room = self._most + 1 - len(self._held)
        self._held += piece[position : position + min(size, room)]
        self._dropped += max(0, size - room)
        self._left -= size
        return size

    def _complete(self) -> Packet:
        packet = Packet(bytes(self._held[:1]), bytes(self._held[1:]), self._dropped)
        self._held.clear()
        self._left, self._dropped = -1, 0
        return packet
