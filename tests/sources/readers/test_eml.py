"""Single mails as files."""

import pytest
from tests.sources.made import items, mail, only, whys

from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.sources.interface import Limits
from lurewatch.sources.readers.eml import Eml
from lurewatch.sources.sniff import Head


@pytest.mark.parametrize(
    "data",
    [
        mail("Hello"),
        mail("Hello\n").replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + mail("Hello"),
        b"\r\n\r\n" + mail("Hello"),
        b"%d      \n" % len(mail("Hello")) + mail("Hello") + b"<?xml version='1.0'?><plist/>",
    ],
)
def test_a_mail(data: bytes) -> None:
    """It is recognised and read: any line ends, a byte order mark, blank lines before it, Apple Mail's form."""
    assert Eml().recognises(Head(data))
    (message,) = items(Eml(), data)
    assert isinstance(message, Message)
    assert message.text == "Hello"
    assert message.place == ("some.file", 0, 0)


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"Notes:\nfirst\n", b"a,b,c\n", b"key: value\nother: 1\n", b'{"from": 1}', b"\x00\x01From: a"],
)
def test_something_else(data: bytes) -> None:
    """It is not taken for a mail."""
    assert not Eml().recognises(Head(data))


def test_a_mail_cut_off_in_its_header() -> None:
    """What there is of it is read."""
    (message, gap) = items(Eml(), b"From: a@b.example\nSubject: A quest")
    assert isinstance(message, Message)
    assert message.subject == "A quest"
    assert isinstance(gap, Gap)


def test_a_mail_beyond_the_bound() -> None:
    """What is beyond it is a gap that tells the size."""
    found = items(Eml(), mail("x" * 70 + "\n") + b"y" * 5_000, Limits(message_bytes=1_000))
    assert "bytes beyond that were passed over" in whys(only(Gap, found))
    assert only(Message, found)


def test_nothing() -> None:
    """An empty file gives a gap and no message."""
    assert only(Message, items(Eml(), b"")) == []
