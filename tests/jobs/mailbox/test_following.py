"""A watch that goes on: how soon it sees a mail, and that it outlasts the server."""

import signal
from pathlib import Path

import pytest
from tests.jobs.mailbox.dovecot import PASSWORD, Dovecot, dovecot
from tests.jobs.mailbox.made import Watched, lunch, offer

from lurewatch.desk.asked import Mailbox
from lurewatch.desk.intake import opened
from lurewatch.jobs.mailbox.connection import Connection
from lurewatch.jobs.mailbox.sign_in import SigningIn

pytestmark = pytest.mark.service
SOON = 2.0  # seconds; polling would take 60


def test_a_mail_that_arrives(server: Dovecot, tmp_path: Path) -> None:
    """The server tells of it, and it is judged within two seconds."""
    server.deliver(offer(1))
    watched = Watched(tmp_path, server)
    with watched.running():
        watched.awaited(1)
        for number in (2, 3, 4):
            server.deliver(lunch(number), offer(number))
            assert watched.awaited(number) < SOON


def test_a_mail_that_arrives_elsewhere(server: Dovecot, tmp_path: Path) -> None:
    """In another folder than the first it is seen when the folders are looked through."""
    server.deliver(offer(1))
    server.deliver(lunch(2), folder="Jobs")
    watched = Watched(tmp_path, server, folders=["INBOX", "Jobs"], poll_seconds=5)
    with watched.running():
        watched.awaited(1)
        server.deliver(offer(2), folder="Jobs")
        watched.awaited(2)
        server.deliver(offer(3))
        assert watched.awaited(3) < SOON


def test_a_server_without_idle(tmp_path: Path) -> None:
    """It is asked again and again."""
    with dovecot(without_idle=True) as server:
        server.deliver(offer(1))
        watched = Watched(tmp_path, server, poll_seconds=5)
        with watched.running():
            watched.awaited(1)
            server.deliver(offer(2))
            watched.awaited(2)


def test_a_server_that_is_restarted(server: Dovecot, tmp_path: Path) -> None:
    """The watch says that it was lost, comes back, and misses and doubles nothing."""
    server.deliver(offer(1))
    watched = Watched(tmp_path, server)
    with watched.running() as process:
        watched.awaited(1)
        for number in (2, 3):
            server.stop()
            server.start()
            server.deliver(offer(number))
            watched.awaited(number)
        server.deliver(offer(4))
        assert watched.awaited(4) < SOON
        process.kill()
        told = process.stderr.read() if process.stderr else ""
    assert "trying again in 1 s" in told
    assert len(watched.lines()) == 4


def test_a_server_that_is_not_there_yet(server: Dovecot, tmp_path: Path) -> None:
    """It is awaited."""
    server.deliver(offer(1))
    server.stop()
    watched = Watched(tmp_path, server)
    with watched.running() as process:
        assert process.stderr
        assert "watching" in process.stderr.readline()
        assert "lost while connecting (Connection refused); trying again" in process.stderr.readline()
        server.start()
        watched.awaited(1)


def test_a_password_that_is_changed_meanwhile(server: Dovecot, tmp_path: Path) -> None:
    """A watch that can no longer sign in ends and says so; it does not try a wrong password for ever."""
    watched = Watched(tmp_path, server)
    with watched.running(LUREWATCH_MAILBOX_PASSWORD=PASSWORD[:-1]) as process:
        assert process.wait(20) == 2
        assert process.stderr
        assert "refused to sign in" in process.stderr.read()


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_stop(stop: signal.Signals, code: int, server: Dovecot, tmp_path: Path) -> None:
    """It ends at once, and whoever starts it again finds all as it was."""
    server.deliver(offer(1))
    watched = Watched(tmp_path, server)
    with watched.running() as process:
        watched.awaited(1)
        process.send_signal(stop)
        assert process.wait(10) == code
    server.deliver(offer(2))
    assert watched.once() == 0
    assert len(watched.lines()) == 2


def _mailbox(watched: Watched) -> Mailbox:
    mailbox = opened(watched.settings).settings.mailbox
    assert mailbox
    return mailbox


def test_waiting(server: Dovecot, tmp_path: Path) -> None:
    """A wait ends by its time or by news, as often as it is begun, and the connection is good for commands after it."""
    mailbox = _mailbox(Watched(tmp_path, server))
    connection = Connection(mailbox, SigningIn(mailbox, print).sign_in)
    assert connection.has_idle
    connection.open("INBOX")
    for _ in range(3):
        connection.wait(0.2)
    server.deliver(lunch(1))
    connection.wait(30)
    assert list(connection.uids(connection.open("INBOX"), 0, None)) == [1]
    connection.close()


def test_a_log_that_is_open(server: Dovecot, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Even where everything is logged, neither a secret nor a message is."""
    caplog.set_level(1)
    server.deliver(offer(1))
    assert Watched(tmp_path, server).once() == 0
    assert PASSWORD not in caplog.text
    assert "quantum" not in caplog.text
    assert "northgate" not in caplog.text


def test_the_room_that_is_used(server: Dovecot, tmp_path: Path) -> None:
    """The journal is readable by its owner alone, and so are the findings."""
    watched = Watched(tmp_path, server)
    server.deliver(offer(1))
    assert watched.once() == 0
    assert {path.stat().st_mode & 0o777 for path in (watched.found, watched.journal)} == {0o600}
