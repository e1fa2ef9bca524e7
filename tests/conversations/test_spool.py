"""Where messages wait."""

import errno
from datetime import UTC, datetime
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lurewatch.conversations.spool import Spool, decode, encode
from lurewatch.errors import UsageError
from lurewatch.model.forward import Forward
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.model.place import Place

TEXTS = st.text(st.characters(exclude_categories=()), max_size=30)
HANDLES = st.builds(Handle, st.sampled_from(Platform), TEXTS, TEXTS)
MESSAGES = st.builds(
    Message,
    id=TEXTS,
    author=HANDLES,
    recipients=st.lists(HANDLES, max_size=3).map(tuple),
    text=TEXTS,
    channel=st.sampled_from(Channel),
    place=st.builds(Place, TEXTS, st.integers(0, 9), st.none() | st.integers(0, 9)),
    sent_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    local_time=TEXTS,
    subject=TEXTS,
    hidden=st.lists(TEXTS, max_size=2).map(tuple),
    thread=TEXTS,
    attachments=st.lists(TEXTS, max_size=2).map(tuple),
    headers=st.dictionaries(TEXTS, TEXTS, max_size=2),
    forwards=st.lists(
        st.builds(Forward, HANDLES, st.none() | st.datetimes(timezones=st.just(UTC)), TEXTS, TEXTS, st.booleans()),
        max_size=2,
    ).map(tuple),
    pictures=st.lists(TEXTS, max_size=2).map(tuple),
)


@given(MESSAGES)
def test_any_message(message: Message) -> None:
    """A message comes back from the spool as it went in, whatever signs are in it."""
    assert decode(encode(message)) == message


def test_more_than_memory_may_hold() -> None:
    """Messages come back in any order after they went to disk."""
    spool = Spool(in_memory=1000)
    messages = [
        Message(str(n), Handle(Platform.NAME, ""), (), "x" * n, Channel.CHAT, Place("a"), datetime.now(UTC))
        for n in range(100)
    ]
    for message in messages:
        spool.add(message)
    assert [spool.read(n) for n in reversed(range(len(spool)))] == messages[::-1]


def test_adding_after_reading() -> None:
    """What is added once reading has begun goes behind the rest."""
    spool = Spool(in_memory=100)
    messages = [Message(str(n), Handle(Platform.NAME, ""), (), "x" * 50, Channel.CHAT, Place("a")) for n in range(9)]
    for number, message in enumerate(messages):
        spool.add(message)
        assert spool.read(number // 2) == messages[number // 2]
    assert [spool.read(n) for n in range(9)] == messages


def test_disk_that_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full temporary folder ends the scan with a sentence that says what to do."""

    def fail(_: bytes) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    spool = Spool()
    monkeypatch.setattr(spool._file, "write", fail)
    with pytest.raises(UsageError, match=r"No space left on device.*TMPDIR"):
        spool.add(Message("1", Handle(Platform.NAME, ""), (), "", Channel.CHAT, Place("a")))
