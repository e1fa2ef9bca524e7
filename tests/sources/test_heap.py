"""Heaps of Outlook data files."""

import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import UNHURRIED
from tests.sources.mapi_made import SENT, kept
from tests.sources.pst_writer import _Writer

from lurewatch.sources.heap import properties_in
from lurewatch.sources.mapi_properties import Tag


def heap(body: str = "Hello") -> bytes:
    """The heap of a message as the tests' writer of data files makes it."""
    writer = _Writer()
    number, _ = writer.properties(kept(body).properties)
    place, size = writer.blocks[number]
    return bytes(writer.out[place : place + size])


def test_properties_in_a_heap() -> None:
    """Texts and times come back as they were put in."""
    found = properties_in(heap())
    assert found is not None
    assert (found.text(Tag.BODY), found.text(Tag.FROM_SMTP), found.time(Tag.SUBMIT_TIME)) == (
        "Hello",
        "kim@firm.example",
        SENT,
    )


def test_a_text_outside_of_the_heap() -> None:
    """It is not there, and the rest is."""
    found = properties_in(heap("x" * 4_000))
    assert found is not None
    assert (found.text(Tag.BODY), found.text(Tag.SUBJECT)) == ("", "RE: A question")


@pytest.mark.parametrize("data", [b"", heap()[:9], b"\0" * 100, heap()[:3] + b"\x7c" + heap()[4:], heap()[:40]])
def test_what_is_no_heap_of_properties(data: bytes) -> None:
    """It gives nothing."""
    assert properties_in(data) is None


def test_a_tree_that_leads_to_itself() -> None:
    """It is followed to a bound."""
    data = bytearray(heap())
    at = data.find(b"\xb5\x02\x06\x00")
    struct.pack_into("<BL", data, at + 3, 255, 1 << 5)
    assert properties_in(bytes(data)) is not None


def test_a_tree_of_nodes_that_each_hold_the_next_many_times() -> None:
    """Only so many are followed: the work does not multiply from level to level."""
    tree, node = struct.pack("<4BL", 0xB5, 2, 6, 8, 2 << 5), (b"\0\0" + struct.pack("<L", 2 << 5)) * 200
    at = 12 + len(tree), 12 + len(tree) + len(node)
    pages = struct.pack("<2H3H", 2, 0, 12, *at)
    data = struct.pack("<HBBLL", at[1], 0xEC, 0xBC, 1 << 5, 0) + tree + node + pages
    begun = time.process_time()
    found = properties_in(data)
    assert time.process_time() - begun < 2
    assert found is not None


@given(st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=20), st.binary(max_size=60))
@UNHURRIED
def test_damaged_bytes(changes: list[tuple[int, int]], more: bytes) -> None:
    """Whatever is wrong, reading ends without an error."""
    data = bytearray(heap())
    for at, value in changes:
        data[at % len(data)] = value
    properties_in(bytes(data))
    properties_in(struct.pack("<HBBLL", 12, 0xEC, 0xBC, 0x20, 0) + more)
