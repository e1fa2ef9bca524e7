"""How two processes of one machine speak over a pipe: a length, and so many bytes."""

from array import array
from collections.abc import Iterator, Sequence
from typing import IO

_LENGTH = 8  # bytes, most significant first


def send(out: IO[bytes], data: bytes) -> None:
    """Writes one frame, and sees that it goes."""
    out.write(len(data).to_bytes(_LENGTH, "big"))
    out.write(data)
    out.flush()


def receive(source: IO[bytes]) -> bytes | None:
    """The next frame; None where the other side has ended."""
    head = source.read(_LENGTH)
    data = source.read(int.from_bytes(head, "big")) if len(head) == _LENGTH else b""
    return data if len(head) == _LENGTH and len(data) == int.from_bytes(head, "big") else None


def joined(pieces: Sequence[bytes]) -> bytes:
    """So many pieces as one, whatever is in them."""
    lengths = array("Q", map(len, pieces))
    return b"".join([len(lengths).to_bytes(_LENGTH, "big"), lengths.tobytes(), *pieces])


def parted(data: bytes) -> Iterator[bytes]:
    """The pieces of what was joined."""
    lengths = array("Q")
    begin = _LENGTH + lengths.itemsize * int.from_bytes(data[:_LENGTH], "big")
    lengths.frombytes(data[_LENGTH:begin])
    for length in lengths:
        yield data[begin : begin + length]
        begin += length
