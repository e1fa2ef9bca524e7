"""The filter as somebody starts it, asked by a stand-in for a mail server."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from tests.desk.written import BASIS, SKIP, settings
from tests.jobs.milter.filter import APPROACH, SECONDS, Filter, free_port, running, until
from tests.jobs.milter.peer import Peer, added, connected

HEAD = b"From: Rowan <rowan@northgate.example>\r\nTo: noor@quietlab.example\r\nMessage-ID: <m1@northgate.example>\r\n"
COVERT = HEAD + b"Subject: A report\r\n\r\n" + APPROACH.encode() + b"\r\n"
PLAIN = HEAD + b"Subject: Lunch\r\n\r\nShall we have lunch at noon on Friday? Best, Rowan\r\n"
# Some tests stop a judging process by a signal: to the filter that is a mail that takes long.


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filter]:
    """A filter that the tests of this file share."""
    with running(tmp_path_factory.mktemp("filter"), free_port()) as found:
        yield found


@pytest.fixture
def peer(there: Filter) -> Iterator[Peer]:
    """A connection to it, on which everything is agreed."""
    with connected(there.port) as found:
        found.negotiate()
        yield found


def lines(there: Filter) -> list[dict[str, object]]:
    """The records kept so far."""
    return [json.loads(line) for line in there.records.splitlines()]


def test_approach(there: Filter, peer: Peer) -> None:
    """The mail gets the verdict and an id; the id leads to the assessment, with evidence that quotes the mail."""
    found = added(peer.mail(COVERT))
    assert found["X-Lurewatch-Verdict"] in {"likely", "highly likely", "almost certain"}
    (record,) = [one for one in lines(there) if one["id"] == found["X-Lurewatch-Id"]]
    assert record["queue_id"] == "ABC123DEF"
    mail = record["mail"]
    assert isinstance(mail, dict)
    assert mail["verdict"] == found["X-Lurewatch-Verdict"]
    assert mail["contact"]["handles"] == ["rowan@northgate.example"]
    assert mail["person"] == "email:noor@quietlab.example"
    assert all(one["quote"] == APPROACH[one["start"] : one["end"]] for one in mail["evidence"] if one["quote"])


def test_ordinary_mail(there: Filter, peer: Peer) -> None:
    """It gets the verdict and no id, and nothing of it is kept."""
    before = there.records
    assert set(added(peer.mail(PLAIN))) == {"X-Lurewatch-Verdict"}
    assert there.records == before


def test_two_alike(peer: Peer) -> None:
    """The same mail twice has two ids: an id says nothing of a mail."""
    ids = {added(peer.mail(COVERT))["X-Lurewatch-Id"] for _ in range(2)}
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("mail", "sender", "to"),
    [
        (COVERT, "rep@union.example", "noor@quietlab.example"),
        (COVERT.replace(b"rowan@northgate", b"counsel@northgate"), "x@relay.example", "noor@quietlab.example"),
        (COVERT, "rowan@northgate.example", "council@quietlab.example"),
        (b"Cc: =?utf-8?q?Desk?= <desk\r\n @daily.example>\r\n" + COVERT, "x@relay.example", "noor@quietlab.example"),
        (b"To: " + b"noor@quietlab.example, " * 3_000 + b"rep@union.example\r\n" + COVERT, "", "noor@quietlab.example"),
    ],
)
def test_correspondent_on_a_skip_list(mail: bytes, sender: str, to: str, there: Filter, peer: Peer) -> None:
    """Wherever the address stands, in the envelope or however deep in the header, the mail is not judged."""
    before = there.records
    assert added(peer.mail(mail, sender, [to])) == {"X-Lurewatch-Verdict": "not judged"}
    assert there.records == before


def test_body_that_is_not_to_be_read(peer: Peer) -> None:
    """Of a mail that is on a skip-list, the filter does not even take the body."""
    peer.head(COVERT, "rep@union.example", ["noor@quietlab.example"])
    peer.send(b"B", b"Between us")
    assert peer.receive().command == b"s"
    peer.send(b"E")
    assert [one.command for one in (peer.receive(), peer.receive())] == [b"h", b"c"]


@pytest.mark.parametrize(
    ("to", "macros"),
    [("somebody@northgate.example", b""), ("noor@quietlab.example", b"{auth_type}\0PLAIN\0{auth_authen}\0kim\0")],
)
def test_mail_of_ours(to: str, macros: bytes, peer: Peer) -> None:
    """Outgoing mail and mail of who has signed in get no header, and lose those by our names: no verdict goes out."""
    replies = peer.mail(b"X-Lurewatch-Id: 0123\r\n" + COVERT, "kim@quietlab.example", [to], macros)
    assert [one.command for one in replies] == [b"m"]


def test_blind_copy(there: Filter, peer: Peer) -> None:
    """Whom the envelope alone names is the person of the record."""
    hidden = COVERT.replace(b"To: noor@quietlab.example", b"To: undisclosed-recipients:;")
    identity = added(peer.mail(hidden, to=["kim@quietlab.example"]))["X-Lurewatch-Id"]
    (record,) = [one for one in lines(there) if one["id"] == identity]
    assert isinstance(record["mail"], dict)
    assert record["mail"]["person"] == "email:kim@quietlab.example"


@pytest.mark.parametrize("text", [APPROACH, "Lunch at noon?"])
def test_large_mail(text: str, peer: Peer) -> None:
    """The part that is held is judged; where nothing speaks in it, the mail counts as not judged."""
    bound = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
    attached = (
        b"\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + b"QUJD\r\n" * (2 << 20)
    )
    verdict = added(peer.mail(HEAD + bound + text.encode() + attached))["X-Lurewatch-Verdict"]
    assert (verdict == "not judged") == (text != APPROACH)


@pytest.mark.parametrize(
    "mail",
    [
        b"\r\n\r\n",
        b"From: rowan@northgate.example\r\n\r\n",
        b"From: \xff\xfe\r\nSubject: \x00\r\n\r\n\xff\xfe\x00\x80" + b"\x00" * 1000,
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n" * 3_000,
        HEAD + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 60_000,
        HEAD + b"Content-Type: text/html\r\n\r\n" + b"<" * 300_000,
        HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=" * 100_000,
        HEAD + b"\r\n" + b"(" * 200_000,
        HEAD + b"\r\n" + b"a@" * 200_000,
        HEAD + b"\r\n" + "\u202e\u200b".encode() * 100_000,
        b"a" * 200_000 + b":\r\n\r\n",
        b"".join(b"X-%d: x\r\n" % number for number in range(10_000)) + HEAD + b"\r\nhello\r\n",
    ],
)
def test_hostile_mail(mail: bytes, there: Filter, peer: Peer) -> None:
    """Whatever it is, it is answered within its time, and the next mail is judged."""
    begun = time.monotonic()
    assert set(added(peer.mail(mail))) <= {"X-Lurewatch-Verdict", "X-Lurewatch-Id"}
    assert time.monotonic() - begun < SECONDS + 1
    until(lambda: added(peer.mail(PLAIN))["X-Lurewatch-Verdict"] != "not judged")
    assert there.process.poll() is None


def test_judging_process_that_hangs(there: Filter, peer: Peer) -> None:
    """The mails pass unjudged within their time, the processes are replaced, and mails are judged again."""
    before = there.workers
    for one in before:
        os.kill(one, signal.SIGSTOP)
    begun = time.monotonic()
    assert added(peer.mail(COVERT)) == {"X-Lurewatch-Verdict": "not judged"}
    assert SECONDS - 0.1 < time.monotonic() - begun < SECONDS + 1
    with connected(there.port) as other:
        other.negotiate()
        other.mail(COVERT)
        until(lambda: added(other.mail(COVERT))["X-Lurewatch-Verdict"] != "not judged")
    assert "ABC123DEF: passed unjudged: not judged in time" in there.log


def test_judging_process_that_is_killed(there: Filter, peer: Peer) -> None:
    """There is another."""
    for one in there.workers:
        os.kill(one, signal.SIGKILL)
    until(lambda: added(peer.mail(COVERT))["X-Lurewatch-Verdict"] != "not judged")


def test_mail_beside_many_others(tmp_path: Path) -> None:
    """Eighty at a time are each answered once, with their own verdict."""

    def one(number: int) -> bool:
        with connected(found.port) as other:
            other.negotiate()
            return ("X-Lurewatch-Id" in added(other.mail(COVERT if number % 2 else PLAIN))) == bool(number % 2)

    with running(tmp_path, free_port(), seconds=20) as found, ThreadPoolExecutor(40) as pool:
        assert all(pool.map(one, range(80)))


def test_what_the_log_holds(there: Filter, peer: Peer) -> None:
    """Places and numbers; no address, no subject, no word of any mail."""
    peer.mail(COVERT)
    assert "listening on 127.0.0.1:" in there.log
    for word in ("quantum", "rowan", "northgate", "noor", "report", "lunch", "union", "almost certain"):
        assert word not in there.log.lower()


def test_ends_when_told(tmp_path: Path) -> None:
    """SIGTERM answers the mail that is being judged, then ends the filter and its processes."""
    with running(tmp_path, free_port()) as found, connected(found.port) as peer:
        workers = found.workers
        stop_while_judging(found, peer)
        found.process.terminate()
        for one in workers:
            os.kill(one, signal.SIGTERM)  # as a service manager sends it to all
            os.kill(one, signal.SIGCONT)
        assert "X-Lurewatch-Id" in added([peer.receive(), peer.receive()])
        assert peer.receive().command == b"c"
        assert found.process.wait(60) == 0
        assert "ended; 1 judged" in found.log
    assert not any(Path(f"/proc/{one}").exists() for one in workers)


def test_killed(tmp_path: Path) -> None:
    """After kill -9 no judging process is left, not even one that was in the middle of a mail."""
    with running(tmp_path, free_port()) as found, connected(found.port) as peer:
        workers = found.workers
        stop_while_judging(found, peer)
        found.end(signal.SIGKILL)
        for one in workers:
            os.kill(one, signal.SIGCONT)
        until(lambda: not any(is_running(one) for one in workers))


def stop_while_judging(there: Filter, peer: Peer) -> None:
    """Hands over a mail, and has its judging stand still."""
    peer.negotiate()
    body = peer.head(COVERT, "rowan@northgate.example", ["noor@quietlab.example"])
    peer.send(b"B", body)
    assert peer.receive().command == b"c"
    for one in there.workers:
        os.kill(one, signal.SIGSTOP)
    peer.send(b"E")
    time.sleep(0.2)


def is_running(process: int) -> bool:
    """Whether a process is there and is not merely waiting to be buried."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


def test_unix_socket(tmp_path: Path) -> None:
    """The group may connect, others may not; a second filter does not take it; in the end it is gone."""
    path = tmp_path / "milter.sock"
    listen = f'[milter]\nlisten = "unix:{path.name}"\nrecords = "records"\nworkers = 1'
    config = settings(tmp_path, BASIS, SKIP, listen)
    command = [sys.executable, "-m", "lurewatch", "milter", "--config", str(config)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr
        assert b"listening on unix:" in process.stderr.readline()
        assert path.stat().st_mode & 0o777 == 0o660
        with socket.socket(socket.AF_UNIX) as found, found.makefile("rb") as file:
            found.settimeout(30)
            found.connect(str(path))
            peer = Peer(found, file)
            peer.negotiate()
            assert added(peer.mail(COVERT))["X-Lurewatch-Id"]
        second = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert second.returncode == 2
        assert "somebody listens there already" in second.stderr
        process.terminate()
        assert process.wait(60) == 0
    assert not path.exists()
    path.touch()


@pytest.mark.parametrize(
    ("tables", "why"),
    [
        ((SKIP,), "no [watching] table"),
        ((BASIS.replace("notice", "notices"), SKIP), "[watching] notice: missing"),
        ((BASIS.replace('"Letter to all staff of 9 February 2026"', '""'), SKIP), "[watching] notice: empty"),
        ((BASIS,), "no [milter] table"),
        ((BASIS, '[milter]\nlisten = "0.0.0.0:8892"\nrecords = "r"'), "on loopback alone"),
        ((BASIS, '[milter]\nlisten = "127.0.0.1:8892"\nrecords = "lurewatch.toml"'), "no records can be kept there"),
        ((BASIS, '[judging]\nweights = "none"'), "not TOML"),
    ],
)
def test_refusal_to_start(tables: tuple[str, ...], why: str, tmp_path: Path) -> None:
    """Without basis or notice, or with settings that are wrong, it does not start, and says why."""
    found = started(settings(tmp_path, *tables))
    assert found.returncode == 2
    assert why in found.stderr
    assert "Traceback" not in found.stderr


def test_port_that_is_taken(tmp_path: Path) -> None:
    """It does not start, and says why."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f'[milter]\nlisten = "127.0.0.1:{taken.getsockname()[1]}"\nrecords = "records"'
        found = started(settings(tmp_path, BASIS, listen))
    assert found.returncode == 2
    assert "cannot listen there" in found.stderr
    assert found.stderr.count("\n") == 1


def started(config: Path) -> subprocess.CompletedProcess[str]:
    """What becomes of a filter with these settings."""
    command = [sys.executable, "-m", "lurewatch", "milter", "--config", str(config)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_memory(tmp_path: Path) -> None:
    """Thirty mails of twenty megabytes at a time take it no further than its bounds say."""

    def one(_: int) -> None:
        with connected(found.port) as peer:
            peer.negotiate()
            peer.mail(HEAD + b"\r\n" + b"x" * (20 << 20))

    with running(tmp_path, free_port()) as found:
        with ThreadPoolExecutor(30) as pool:
            list(pool.map(one, range(30)))
        status = Path(f"/proc/{found.process.pid}/status").read_text(encoding="ascii")
        peak = int(status.partition("VmHWM:")[2].split()[0]) >> 10
        assert peak < 300, f"{peak} MiB"
