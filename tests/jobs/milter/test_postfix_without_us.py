"""A filter that hangs, dies or is not there: Postfix delivers all mail, once, within its own waits."""

import os
import signal
import smtplib
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.jobs.milter.filter import APPROACH, SECONDS, Filter, running, until
from tests.jobs.milter.mails import COVERT, HEAD, delivered, names, value, without
from tests.jobs.milter.postfix import COMMAND, CONNECT, CONTENT, Postfix
from tests.jobs.milter.sink import Sink

pytestmark = [
    pytest.mark.service,
    pytest.mark.skipif(os.geteuid() != 0, reason="Postfix's master starts as root alone; run the tests as root"),
]


@pytest.fixture
def own(postfix: Postfix, tmp_path: Path) -> Iterator[Filter]:
    """A filter for one test alone."""
    with running(tmp_path, postfix.milter) as found:
        yield found


def test_hung_before_it_is_asked(postfix: Postfix, sink: Sink, own: Filter) -> None:
    """A filter that stands still costs a mail the wait for a connection, and no more."""
    own.process.send_signal(signal.SIGSTOP)
    begun = time.monotonic()
    found = delivered(postfix, sink, COVERT)
    assert time.monotonic() - begun < CONNECT + 3
    assert without(found) == COVERT


def test_hung_in_the_middle(postfix: Postfix, sink: Sink, own: Filter) -> None:
    """One that stands still while it holds a mail costs the wait for an answer."""
    before = len(sink.mails)
    with smtplib.SMTP("127.0.0.1", postfix.port, timeout=60) as client:
        begin(client)
        own.process.send_signal(signal.SIGSTOP)
        begun = time.monotonic()
        finish(client)
        until(lambda: len(sink.mails) > before)
        assert time.monotonic() - begun < COMMAND + CONTENT + 3
    assert without(sink.mails[before]) == COVERT


def test_judging_that_hangs(postfix: Postfix, sink: Sink, own: Filter) -> None:
    """Judging that stands still costs a mail its time for judging; the mail says so."""
    for one in own.workers:
        os.kill(one, signal.SIGSTOP)
    begun = time.monotonic()
    found = delivered(postfix, sink, COVERT)
    assert time.monotonic() - begun < SECONDS + 2
    assert value(found, b"X-Lurewatch-Verdict") == b"not judged"


def begin(client: smtplib.SMTP) -> None:
    """Hands over the first part of a mail."""
    client.ehlo()
    client.docmd("MAIL", "FROM:<rowan@northgate.example>")
    client.docmd("RCPT", "TO:<noor@quietlab.example>")
    client.docmd("DATA")
    client.send(COVERT[:200])


def finish(client: smtplib.SMTP) -> None:
    """Hands over the rest; it must be taken."""
    client.send(COVERT[200:] + b".\r\n")
    assert client.getreply()[0] == 250


@pytest.mark.parametrize("is_begun", [False, True])
def test_killed_in_the_middle(is_begun: bool, postfix: Postfix, sink: Sink, own: Filter) -> None:
    """After kill -9 with a connection open, or with a mail begun, the mail arrives as it came."""
    before = len(sink.mails)
    with smtplib.SMTP("127.0.0.1", postfix.port, timeout=60) as client:
        if is_begun:
            begin(client)
        own.end(signal.SIGKILL)
        if not is_begun:
            begin(client)
        finish(client)
    until(lambda: len(sink.mails) > before)
    assert without(sink.mails[before]) == COVERT


def test_killed_while_judging(postfix: Postfix, sink: Sink, own: Filter) -> None:
    """After kill -9 while ten mails are judged, all ten arrive, once."""
    before, workers = len(sink.mails), own.workers
    with ThreadPoolExecutor(10) as pool:
        for one in workers:
            os.kill(one, signal.SIGSTOP)
        sent = [pool.submit(postfix.send, HEAD + b"X-Number: %d\r\n\r\nLunch?\r\n" % number) for number in range(10)]
        time.sleep(SECONDS / 2)
        own.end(signal.SIGKILL)
        for one in workers:
            os.kill(one, signal.SIGCONT)
        for done in sent:
            done.result()
    until(lambda: len(sink.mails) >= before + 10)
    assert sorted(int(value(mail, b"X-Number")) for mail in sink.mails[before:]) == list(range(10))


def test_ended_while_mail_comes_in(postfix: Postfix, sink: Sink, own: Filter) -> None:
    """A filter that is told to end under load loses no mail and leaves none half done."""
    before = len(sink.mails)
    with ThreadPoolExecutor(10) as pool:
        sent = [pool.submit(postfix.send, HEAD + b"X-Number: %d\r\n\r\nLunch?\r\n" % number) for number in range(60)]
        until(lambda: len(sink.mails) > before + 5)
        assert own.end() == 0
        for done in sent:
            done.result()
    until(lambda: len(sink.mails) >= before + 60)
    assert sorted(int(value(mail, b"X-Number")) for mail in sink.mails[before:]) == list(range(60))


def test_nobody_there(postfix: Postfix, sink: Sink) -> None:
    """Without a filter mail arrives at once; a forged verdict stays, unless Postfix is told to drop it by itself."""
    forged = b"X-Lurewatch-Verdict : remote chance\r\n" + COVERT
    begun = time.monotonic()
    assert b"x-lurewatch-verdict" in names(delivered(postfix, sink, forged))
    assert without(delivered(postfix, sink, forged, postfix.guarded)) == COVERT
    assert time.monotonic() - begun < 3


def test_guarded(postfix: Postfix, sink: Sink, own: Filter) -> None:
    """Where Postfix drops forged headers by itself, ours arrive all the same."""
    found = delivered(postfix, sink, b"X-Lurewatch-Verdict: remote chance\r\n" + COVERT, postfix.guarded)
    assert value(found, b"X-Lurewatch-Verdict") != b"remote chance"
    assert value(found, b"X-Lurewatch-Id")
    assert APPROACH.encode() in found
    assert own.process.poll() is None
