"""Mailboxes of every dialect."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import ENVELOPE, UNHURRIED, items, mail, mailbox, only, whys
from tests.timed import BOUND, times_as_long

from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.sources.interface import Limits
from lurewatch.sources.readers.mbox import Mbox, Splitter
from lurewatch.sources.sniff import Head


def texts(data: bytes, limits: Limits | None = None) -> list[str]:
    """The texts of a mailbox's messages."""
    return [message.text for message in only(Message, items(Mbox(), data, limits or Limits()))]


def test_three_mails() -> None:
    """Each is a message, with its place and the byte where it begins."""
    data = mailbox(mail("one"), mail("two"), mail("three"))
    messages = only(Message, items(Mbox(), data))
    assert [message.text for message in messages] == ["one", "two", "three"]
    assert [message.place.item for message in messages] == [0, 1, 2]
    for message in messages:
        assert message.place.offset is not None
        assert data[message.place.offset :].startswith(ENVELOPE)


def test_line_ends_of_two_characters() -> None:
    """A mailbox from Windows reads the same."""
    assert texts(mailbox(mail("one\n"), mail("two\n")).replace(b"\n", b"\r\n")) == ["one", "two"]


@pytest.mark.parametrize(
    "line",
    [
        "From here on it is easy",
        "From 10:30 on Monday 2 March 2026 we meet",
        "From rowan Mon Mar  2 2026",
    ],
)
def test_a_text_line_that_begins_with_from(line: str) -> None:
    """It does not end a message, since it is no envelope."""
    assert texts(mailbox(mail(f"one\n\n{line}\nmore"), mail("two"))) == [f"one\n\n{line}\nmore", "two"]


def test_an_envelope_without_a_blank_line_before_it() -> None:
    """It does not end a message."""
    body = "one\n" + ENVELOPE.decode() + "more"
    assert texts(mailbox(mail(body), mail("two"))) == [body, "two"]


def test_quoted_from_lines() -> None:
    """Quoting is undone, one level of it (mboxrd); other quotes stay."""
    assert texts(mailbox(mail(">From a\n>>From b\n> From c"))) == ["From a\n>From b\n> From c"]


def test_a_right_content_length() -> None:
    """An envelope inside the length it tells does not end the message (mboxcl2)."""
    body = "one\n\n" + ENVELOPE.decode() + "Subject: quoted\n\nmore\n"
    data = mailbox(mail(body, content_length=str(len(body))), mail("two"))
    assert texts(data) == [body.strip(), "two"]


@pytest.mark.parametrize("length", ["3", "7", "99999", "999999999999", "-1"])
def test_a_wrong_content_length(length: str) -> None:
    """It is not believed."""
    assert texts(mailbox(mail("one", content_length=length), mail("two"))) == ["one", "two"]


@pytest.mark.parametrize(
    "envelope",
    [
        b"From - Mon Mar 02 09:00:00 2026\n",
        b"From 1850000000000000000@xxx Mon Mar 02 09:00:00 +0000 2026\n",
        b"From ???@??? Mon Mar  2 09:00:00 2026\n",
        b"From rowan at northgate.example  Mon Mar  2 09:00:00 2026\n",
        b"From rowan@northgate.example Mon, 2 Mar 2026 09:00:00\n",
    ],
)
def test_envelopes_of_other_programs(envelope: bytes) -> None:
    """Thunderbird's, Google's, Eudora's, a list archive's and a full date's are known."""
    assert texts(envelope + mail("one") + b"\n\n" + envelope + mail("two")) == ["one", "two"]


def test_a_mailbox_cut_off() -> None:
    """The last message is read as far as it goes."""
    assert texts(mailbox(mail("one"), mail("two and more"))[:-10]) == ["one", "two"]


def test_a_mail_of_nothing_between_two() -> None:
    """It is a gap with its place, and the others are read."""
    found = items(Mbox(), mailbox(mail("one"), b"", mail("two")))
    (gap,) = only(Gap, found)
    assert gap.where == "some.file, message 1"
    assert len(only(Message, found)) == 2


def test_an_enormous_attachment() -> None:
    """The text before and after it is read, and how much was passed over is told."""
    coded = ("QUJD" * 19 + "\n") * 4_000
    attached = f"--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n{coded}"
    body = f"--b\n\nbefore\n{attached}--b\n\nafter\n--b--\n"
    data = mailbox(mail(body, content_type="multipart/mixed; boundary=b"), mail("two"))
    found = items(Mbox(), data, Limits(message_bytes=20_000))
    assert [message.text for message in only(Message, found)] == ["before\nafter", "two"]
    assert "passed over" in whys(only(Gap, found))


def test_nothing() -> None:
    """An empty file gives nothing and does not fail."""
    assert items(Mbox(), b"") == []


class _Slow(io.BytesIO):
    """Gives a few bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(37)


@given(st.lists(st.text("ab \n", max_size=300), min_size=1, max_size=5), st.integers(150, 2_000))
@UNHURRIED
def test_blocks_of_any_size(bodies: list[str], cap: int) -> None:
    """Where the file's blocks end makes no difference to what is read."""
    data = mailbox(*(mail(body) for body in bodies))
    whole = [(raw.offset, raw.data) for raw in Splitter(io.BytesIO(data), 1 << 20)]
    slow = [(raw.offset, raw.data) for raw in Splitter(_Slow(data), 1 << 20)]
    assert whole == slow
    assert len(whole) == len(bodies)
    capped = [(raw.offset, raw.data) for raw in Splitter(_Slow(data), cap)]
    assert [offset for offset, _ in capped] == [offset for offset, _ in whole]


_PIECES = st.sampled_from([ENVELOPE, b"\n", b"\r\n", b"From ", b"\nFrom x", b"Content-Length: 60\n", b"a: b\n"])


@given(st.lists(st.one_of(_PIECES, st.binary(max_size=20)), max_size=40).map(b"".join))
@UNHURRIED
def test_any_bytes(data: bytes) -> None:
    """The messages cover the file from the first to the last byte, in order."""
    offsets = [raw.offset for raw in Splitter(_Slow(data), 200)]
    assert offsets == sorted(set(offsets))
    only(Message, items(Mbox(), data))


@pytest.mark.parametrize("data", [ENVELOPE + mail(), b"\n\n" + ENVELOPE + mail(), b"\xef\xbb\xbf" + ENVELOPE + mail()])
def test_the_beginning_of_a_mailbox(data: bytes) -> None:
    """It is recognised, blank lines or a byte order mark before it or not."""
    assert Mbox().recognises(Head(data))
    assert len(only(Message, items(Mbox(), data))) == 1


@pytest.mark.parametrize("data", [b"", b"From", b"From here on\nit is easy\n", mail()])
def test_the_beginning_of_something_else(data: bytes) -> None:
    """It is not taken for a mailbox."""
    assert not Mbox().recognises(Head(data))


def test_content_lengths_that_lead_into_blank_lines() -> None:
    """However many messages lead into however long a stretch of them, each is looked at for a few bytes only."""

    def read_mailbox(count: int) -> None:
        mails = [ENVELOPE + b"Content-Length: %06d\n\nyes\n\n" % (90 * (count - number)) for number in range(count)]
        items(Mbox(), b"".join(mails) + b"\n" * (1_000 * count))

    assert times_as_long(read_mailbox, 200) < BOUND
