"""Maildir folders."""

from pathlib import Path

import pytest
from tests.sources.made import mail, only

from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.model.source_read import SourceRead
from lurewatch.sources.catalogue import read


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    """A Maildir of two mails, with what a mail server keeps beside them."""
    for name in ("cur", "new", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "cur" / "1.a:2,S").write_bytes(mail("read"))
    (tmp_path / "new" / "2.b").write_bytes(mail("unread"))
    (tmp_path / "tmp" / "3.c").write_bytes(mail("half deliv"))
    (tmp_path / "dovecot.index").write_bytes(b"\x07\x00\x02")
    return tmp_path


def test_a_maildir(maildir: Path) -> None:
    """The mails of cur and new are read; what is being delivered and the server's own files are not, without a gap."""
    *messages, source = read([maildir])
    assert [message.text for message in only(Message, messages)] == ["read", "unread"]
    assert source == SourceRead(str(maildir), "mailbox (Maildir)", 2, 0)


def test_a_folder_within(maildir: Path) -> None:
    """Folders of the mailbox (`.Sent`) are mailboxes too."""
    for name in ("cur", "new", "tmp"):
        (maildir / ".Sent" / name).mkdir(parents=True)
    (maildir / ".Sent" / "cur" / "1").write_bytes(mail("sent"))
    assert [message.text for message in only(Message, read([maildir]))] == ["read", "unread", "sent"]


def test_a_broken_mail(maildir: Path) -> None:
    """It is a gap at its own file, and the rest is read."""
    (maildir / "cur" / "0").write_bytes(b"")
    (maildir / "cur" / "00").symlink_to(maildir / "gone")
    found = list(read([maildir]))
    assert len(only(Message, found)) == 2
    assert [gap.where for gap in only(Gap, found)] == [f"{maildir}/cur/0, message 0"]


def test_an_empty_maildir(tmp_path: Path) -> None:
    """It is told as read, with nothing in it."""
    (tmp_path / "cur").mkdir()
    (tmp_path / "new").mkdir()
    assert list(read([tmp_path])) == [SourceRead(str(tmp_path), "mailbox (Maildir)", 0, 0)]
