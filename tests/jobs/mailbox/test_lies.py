"""Servers that answer what no server should: the watch ends or goes on, in bounded memory, and says so."""

import resource
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.jobs.mailbox.dovecot import PASSWORD
from tests.jobs.mailbox.lying import Lie, fetched, lying
from tests.jobs.mailbox.made import Watched, lunch, offer

from lurewatch.desk.intake import opened
from lurewatch.errors import ServiceGone
from lurewatch.jobs.mailbox import wire
from lurewatch.jobs.mailbox.connection import Connection
from lurewatch.jobs.mailbox.sign_in import SigningIn

pytestmark = pytest.mark.service  # openssl makes the certificates
MAILS: Mapping[int, bytes] = {1: lunch(1), 2: offer(2), 5: offer(5)}
BOTH = ["r2@northgate.example", "r5@northgate.example"]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The password is there, and a server that says nothing is waited for two seconds."""
    monkeypatch.setenv("LUREWATCH_MAILBOX_PASSWORD", PASSWORD)
    monkeypatch.setattr(wire, "_CONNECT", 2.0)
    monkeypatch.setattr(wire, "_READ", 2.0)


def saying(name: str, words: bytes, ending: str = "OK done", times: int = 1_000_000) -> Lie:
    """Answers a command with these words, so many times."""
    left = iter(range(times))

    def lie(tag: str, command: str, rest: str) -> bytes | None:
        if name != command or next(left, None) is None:
            return None
        return words + f"{tag} {ending}\r\n".encode()

    return lie


def test_the_liar_when_honest(tmp_path: Path) -> None:
    """It is read as a server is, so that the lies below are what makes the difference."""
    with lying(tmp_path, MAILS) as server:
        watched = Watched(tmp_path, server)
        assert watched.once() == 0
        assert watched.senders() == BOTH
        assert {one.split()[0] for one in server.heard} == {
            "CAPABILITY", "LOGIN", "EXAMINE", "SEARCH", "FETCH", "LOGOUT"
        }  # fmt: skip
        assert not [one for one in server.heard if "FETCH" in one and "PEEK" not in one]


def test_what_is_asked_for_of_a_listed_correspondent(tmp_path: Path) -> None:
    """Of their mail the header alone, be it new or what came before; of others' all."""
    same, listed = {"from": "Rowan <r@northgate.example>"}, {"cc": "rep@union.example"}
    with lying(tmp_path, {1: offer(1, **same, **listed), 2: lunch(2), 3: offer(3, **same)}) as server:
        assert Watched(tmp_path, server).once() == 0
        bodies = [one.split()[1] for one in server.heard if "BODY.PEEK[]" in one]
    assert bodies == ["2", "3"]


@pytest.mark.parametrize(
    ("lie", "words"),
    [
        (saying("EXAMINE", b"* 3 EXISTS\r\n"), "has no UIDVALIDITY"),
        (saying("EXAMINE", b"* OK [UIDVALIDITY 0] x\r\n"), "has no UIDVALIDITY"),
        (saying("EXAMINE", b"* OK [UIDVALIDITY none] x\r\n"), "opening a folder (an answer that makes no sense"),
        (saying("EXAMINE", b"", "NO [UNAVAILABLE] later"), "to be opened [UNAVAILABLE]"),
        (saying("EXAMINE", b"", "BAD what"), "no folder 'INBOX' to be opened; there are 'INBOX'"),
        (saying("EXAMINE", b"* three EXISTS\r\n"), "lost while opening a folder"),
        (saying("SEARCH", b"* SEARCH one two\r\n"), "lost while searching"),
        (saying("SEARCH", b"", "NO not here"), "does not search the folder"),
        (saying("SEARCH", b"* BYE tired\r\n"), "lost while"),
        (saying("SEARCH", b"* SEARCH " + b"1 " * 2_000_000), "lost while searching"),
        (saying("SEARCH", b"* OK wait\r\n" * 110_000), "lost while searching"),
        (saying("SEARCH", b"* SEARCH 2\r\n* SEARCH 5\r\n"), "lost while searching"),
        (saying("SEARCH", b"\r\n"), "lost while searching"),
        (saying("SEARCH", b"\x00\xff\r\n"), "lost while searching"),
        (saying("LOGIN", b"", f"NO {PASSWORD} is wrong"), "refused to sign in"),
        (saying("LOGIN", b"", "NO [UNAVAILABLE] later"), "signing in is not possible now [UNAVAILABLE]"),
        (saying("LOGIN", f"{PASSWORD}\r\n".encode()), "broke while signing in"),
        (saying("CAPABILITY", b"* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n"), "takes no password"),
    ],
)
def test_an_answer_that_ends_it(lie: Lie, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The fault is told in a sentence, without the server's words and without a secret; nothing is written."""
    with lying(tmp_path, MAILS, lie) as server:
        watched = Watched(tmp_path, server)
        assert watched.once() == 2
    told = capsys.readouterr().err
    assert words in told
    assert PASSWORD not in told
    assert watched.lines() == []


@pytest.mark.parametrize(
    "words",
    [
        b"* 1 FETCH (UID 1 BODY[HEADER]<0> {99999999999}\r\n",
        b"* 1 FETCH (UID 1 BODY[HEADER]<0> {99999999999999999999999999}\r\n",
        b"* 1 FETCH (UID 1 BODY[HEADER]<0> {5}\r\nab",
        b"* 1 FETCH (UID x BODY[HEADER]<0> NIL)\r\n",
        b"* 1 FETCH (UID 1 BODY[HEADER\r\n",
        b"* 1 FETCH " + b"(" * 5_000 + b"\r\n",
        b"* 1 FETCH (UID)\r\n",
        b"* x FETCH ()\r\n",
    ],
)
def test_a_fetch_that_breaks_off(words: bytes, tmp_path: Path) -> None:
    """It is asked again, and then all is read."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with lying(tmp_path, MAILS, saying("FETCH", words, times=1)) as server:
        watched = Watched(tmp_path, server)
        server.mails = MAILS
        assert watched.once() == 0
    assert watched.senders() == BOTH
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 << 10  # KiB


@pytest.mark.parametrize(
    "bad",
    [b"%s NO [SERVERBUG] internal error\r\n", b"%s NO no\r\n", b"%s BAD no\r\n", b"* BYE crashed\r\n", b""],
)
def test_one_message_that_is_not_to_be_had(bad: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After three attempts it is passed by and told; what lies before and after it is read."""

    def lie(tag: str, command: str, rest: str) -> bytes | None:
        if command != "FETCH" or "2" not in rest.partition(" ")[0].split(","):
            return None
        if not bad:
            raise EOFError
        return bad % tag.encode() if b"%" in bad else bad

    with lying(tmp_path, {1: offer(1), 2: offer(2), 3: offer(3)}, lie) as server:
        watched = Watched(tmp_path, server)
        assert watched.once() == 0
    assert watched.senders() == ["r1@northgate.example", "r3@northgate.example"]
    told = capsys.readouterr().err
    assert "INBOX, uid 2: not to be had from the server in 3 attempts; passed by" in told
    assert "not to be had from the server 1" in told


@pytest.mark.parametrize(
    ("lie", "found"),
    [
        (saying("SEARCH", b"* SEARCH 5 5 2 1 0 2 99999999999999\r\n"), BOTH),
        (saying("SEARCH", b"* 9 EXISTS\r\n* SEARCH 2 5\r\n* 1 FETCH (FLAGS ())\r\n"), BOTH),
        (saying("SEARCH", b""), []),
        (saying("SEARCH", b"* SEARCH\r\n"), []),
        (saying("FETCH", fetched(77, offer(77))), []),
        (saying("FETCH", b"* 2 FETCH (UID 2 BODY[HEADER]<0> NIL BODY[]<0> NIL)\r\n"), []),
        (saying("FETCH", b"* 2 FETCH (UID 2 BODY[HEADER]<0> 7 BODY[]<0> (a b))\r\n"), []),
        (saying("FETCH", b"* 2 FETCH (FLAGS (\\Seen))\r\n"), []),
        (saying("EXAMINE", b"* OK [UIDVALIDITY 7] x\r\n"), BOTH),
        (saying("EXAMINE", b"* 9999999 EXISTS\r\n* OK [UIDNEXT 4000000] x\r\n* OK [UIDVALIDITY 7] x\r\n"), BOTH),
    ],
)
def test_an_answer_that_is_odd(lie: Lie, found: list[str], tmp_path: Path) -> None:
    """It is taken for what it can mean: what is there is read once, what is not is not."""
    with lying(tmp_path, MAILS, lie) as server:
        watched = Watched(tmp_path, server)
        assert watched.once() == 0
    assert watched.senders() == found


def test_a_server_that_gives_more_than_was_asked_for(tmp_path: Path) -> None:
    """A whole mail in place of its beginning is cut where the beginning would have ended, and the gap told."""
    head, _, body = offer(1, content_type="multipart/mixed; boundary=b").partition(b"\n\n")
    coded = b"--b\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\n\n" + (b"A" * 76 + b"\n") * 200_000
    huge = head + b"\n\n--b\n\n" + body + coded

    def lie(tag: str, command: str, rest: str) -> bytes | None:
        if command != "FETCH":
            return None
        return fetched(1, huge, "HEADER" in rest).replace(b"]<0> ", b"] ") + f"{tag} OK done\r\n".encode()

    with lying(tmp_path, {1: huge}, lie) as server:
        watched = Watched(tmp_path, server)
        assert watched.once() == 0
    (line,) = watched.lines()
    assert any("larger than 8 MiB" in gap["why"] for gap in line["gaps"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("greeting", [b"* BYE not now\r\n", b"", b"220 smtp.example ESMTP\r\n", b"\r\n", b"+\r\n"])
def test_a_greeting_that_is_none(greeting: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The server is gone for now."""
    with lying(tmp_path, MAILS, greeting=greeting) as server:
        assert Watched(tmp_path, server).once() == 2
    assert "lost while connecting" in capsys.readouterr().err


def test_waiting_where_idle_is_refused(tmp_path: Path) -> None:
    """It is asked at intervals from then on."""
    counts: Counter[str] = Counter()

    def lie(tag: str, command: str, rest: str) -> bytes | None:
        counts[command] += 1
        return f"{tag} NO not today\r\n".encode() if command == "IDLE" else None

    with lying(tmp_path, MAILS, lie) as server, _connection(Watched(tmp_path, server)) as connection:
        connection.wait(60)
        assert not connection.has_idle
        connection.wait(0.01)
    assert counts["IDLE"] == 1


def _seconds_until_gone(words: bytes, wait: float, folder: Path) -> float:
    """How long a wait takes where the server answers with these words, and then says good-bye."""

    def lie(tag: str, command: str, rest: str) -> bytes | None:
        if command == "IDLE" and not words:
            raise EOFError
        return words if command == "IDLE" else b"* BYE\r\n" if command == "DONE" else None

    with lying(folder, MAILS, lie) as server, _connection(Watched(folder, server)) as connection:
        begun = time.monotonic()
        with pytest.raises(ServiceGone, match="lost while waiting"):
            connection.wait(wait)
        return time.monotonic() - begun


@pytest.mark.parametrize("words", [b"* BYE tired\r\n", b"+ idling\r\n* BYE tired\r\n", b""])
def test_waiting_where_the_server_goes(words: bytes, tmp_path: Path) -> None:
    """It is told as gone, and not waited for."""
    assert _seconds_until_gone(words, 120, tmp_path) < 60


def test_waiting_for_the_end_of_a_line(tmp_path: Path) -> None:
    """A line that the server begins and does not end is no news, and is waited for no longer than the time given."""
    assert 5 <= _seconds_until_gone(b"+ idling\r\n\x00\xff", 5, tmp_path) < 9


def test_waiting_with_news_before_its_time(tmp_path: Path) -> None:
    """News that come before the server lets us wait are news."""

    def lie(tag: str, command: str, rest: str) -> bytes | None:
        return b"* 4 EXISTS\r\n+ idling\r\nIDLE1 OK done\r\n" if command == "IDLE" else None

    with lying(tmp_path, MAILS, lie) as server, _connection(Watched(tmp_path, server)) as connection:
        begun = time.monotonic()
        connection.wait(120)
        assert time.monotonic() - begun < 60


def test_waiting_after_news_during_another_command(tmp_path: Path) -> None:
    """A mail that the server tells of while another is fetched is not waited for, since it is told of once."""

    def lie(tag: str, command: str, rest: str) -> bytes | None:
        return fetched(1, lunch(1), True) + f"* 2 EXISTS\r\n{tag} OK done\r\n".encode() if command == "FETCH" else None

    with lying(tmp_path, MAILS, lie) as server, _connection(Watched(tmp_path, server)) as connection:
        connection.open("INBOX")
        connection.headers([1])
        begun = time.monotonic()
        connection.wait(120)
        connection.open("INBOX")
        connection.wait(0.5)
        assert 0.5 <= time.monotonic() - begun < 60


@contextmanager
def _connection(watched: Watched) -> Iterator[Connection]:
    mailbox = opened(watched.settings).settings.mailbox
    assert mailbox
    with closing(Connection(mailbox, SigningIn(mailbox, print).sign_in)) as connection:
        yield connection
