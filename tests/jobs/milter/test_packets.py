"""Packets in a stream: whole whatever the pieces it comes in, and bounded whatever is in it."""

import struct
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lurewatch.errors import ProtocolFault
from lurewatch.jobs.milter.packets import Packet, Packets, packed
from lurewatch.jobs.milter.protocol import words

COMMANDS = st.binary(min_size=1, max_size=1)


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    """The data cut at places."""
    places = sorted({cut % (len(data) + 1) for cut in cuts} | {0, len(data)})
    return [data[start:end] for start, end in pairwise(places)]


@given(st.lists(st.tuples(COMMANDS, st.binary(max_size=60))), st.lists(st.integers(0, 10_000)))
def test_any_pieces(sent: list[tuple[bytes, bytes]], cuts: list[int]) -> None:
    """However the stream is cut, the packets are those that were sent."""
    stream = b"".join(packed(command, data) for command, data in sent)
    packets = Packets(100)
    found = [packet for piece in pieces(stream, cuts) for packet in packets.feed(piece)]
    assert found == [Packet(command, data) for command, data in sent]


@given(COMMANDS, st.binary(max_size=300), st.integers(0, 50), st.lists(st.integers(0, 10_000)))
def test_packet_that_is_too_long(command: bytes, data: bytes, most: int, cuts: list[int]) -> None:
    """Its beginning is kept, the rest counted, and the next packet is whole."""
    packets = Packets(most)
    stream = packed(command, data) + packed(b"Q")
    first, second = (packet for piece in pieces(stream, cuts) for packet in packets.feed(piece))
    assert first == Packet(command, data[:most], max(0, len(data) - most))
    assert second == Packet(b"Q", b"", 0)


@pytest.mark.parametrize("length", [0, (256 << 20) + 1, 0xFFFFFFFF, int.from_bytes(b"GET ", "big")])
def test_impossible_length(length: int) -> None:
    """No packet, and none of hundreds of megabytes, is waited for."""
    with pytest.raises(ProtocolFault, match="where 1 to"):
        list(Packets(100).feed(struct.pack(">I", length)))


def test_packet_on_the_wire() -> None:
    """It looks as libmilter writes it."""
    assert packed(b"c") == b"\0\0\0\1c"
    assert packed(b"h", b"X-A\0b\0") == b"\0\0\0\7hX-A\0b\0"


@pytest.mark.parametrize(
    ("data", "found"),
    [(b"", []), (b"\0", [b""]), (b"a\0b\0", [b"a", b"b"]), (b"a\0b", [b"a", b"b"]), (b"a\0\0", [b"a", b""])],
)
def test_words(data: bytes, found: list[bytes]) -> None:
    """Each ends with its NUL, the last perhaps without."""
    assert words(data) == found
