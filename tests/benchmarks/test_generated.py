"""The generated mailbox and texts."""

import mailbox
from collections.abc import Callable
from contextlib import closing
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from benchmarks.generated import messages, write_mailbox
from benchmarks.generated_chat import write_android, write_ios, write_lines, write_table
from benchmarks.invented import text_of
from benchmarks.ours import invented_lines, read_only, scanned
from benchmarks.peers import first_messages, parsed_by_compat32, parsed_by_default

from benchmarks import compat32
from lurewatch.model.message import Message
from lurewatch.sources.catalogue import read


def subjects(path: Path) -> list[str]:
    """The subjects of a mailbox, as Python's own reader sees them."""
    with closing(mailbox.mbox(path)) as box:
        return [str(message["subject"]) for message in box]


def test_every_reader_counts_the_same(tmp_path: Path) -> None:
    """Python's mailbox, its parser under both policies, and our own readers find as many messages as were written."""
    path = tmp_path / "made.mbox"
    count = write_mailbox(path, 300_000)
    assert path.stat().st_size >= 300_000
    assert len(subjects(path)) == count
    assert parsed_by_default(path) == parsed_by_compat32(path) == scanned(path) == count


def test_peer_reads_the_same(tmp_path: Path) -> None:
    """The standard parser, as it is timed beside ours, comes to the same people, subjects, times, texts and names."""
    path = tmp_path / "made.mbox"
    write_mailbox(path, 300_000)
    theirs = [compat32.read(raw) for raw in compat32.cut(path)]
    mine = [item for item in read([path]) if isinstance(item, Message)]
    assert len(theirs) == len(mine)
    for their, my in zip(theirs, mine, strict=True):
        assert their.people["from"] == [(my.author.name, my.author.value)]
        assert [address for _, address in their.people["to"]] == [handle.value for handle in my.recipients]
        assert (their.told["subject"], their.at, their.attachments) == (my.subject, my.sent_at, list(my.attachments))
        assert their.text.split() == my.text.split()


def test_written_twice() -> None:
    """The same messages come each time, so that two runs measure the same."""
    assert list(islice(messages(), 60)) == list(islice(messages(), 60))


def test_attachments_and_html() -> None:
    """Some messages carry an attachment and some HTML, as mail does."""
    found = b"".join(islice(messages(), 60))
    assert b"application/pdf" in found
    assert b"text/html" in found


@pytest.mark.parametrize("length", [1, 360, 5000])
def test_length_of_a_text(length: int) -> None:
    """A text has exactly the length asked for."""
    assert len(text_of(Random(1), length)) == length  # noqa: S311  a test must repeat


def test_lines_differ() -> None:
    """Conversations to judge are not one and the same, which a cache could answer."""
    assert len(set(invented_lines(200, 360))) == 200


def test_some_messages_of_a_mailbox(tmp_path: Path) -> None:
    """What SpamAssassin gets is spread over the mailbox, and whole."""
    path, out = tmp_path / "made.mbox", tmp_path / "some.mbox"
    write_mailbox(path, 100_000)
    assert first_messages(path, out, 5) == 5
    assert len(subjects(out)) == 5
    assert set(subjects(out)) <= set(subjects(path))


@pytest.mark.parametrize("write", [write_android, write_ios, write_table, write_lines])
def test_generated_chats(write: Callable[[Path, int], None], tmp_path: Path) -> None:
    """As many messages are read from them as were written."""
    write(tmp_path / "chat", 500)
    assert read_only(tmp_path / "chat") == 500
