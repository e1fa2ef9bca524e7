"""A watch of a real server: what it finds, what it leaves alone, and how it says that it cannot."""

import ssl
from pathlib import Path

import pytest
from imapclient import IMAPClient
from tests.jobs.mailbox.dovecot import PASSWORD, USER, Dovecot
from tests.jobs.mailbox.made import Watched, lunch, offer
from tests.sources.made import mail

pytestmark = pytest.mark.service


def test_what_is_there(server: Dovecot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Approaches are written as assessments with their place; of the rest there are numbers alone."""
    server.deliver(lunch(1), offer(1), lunch(2), offer(2))
    watched = Watched(tmp_path, server)
    assert watched.once() == 0
    assert watched.senders() == ["r1@northgate.example", "r2@northgate.example"]
    first = watched.lines()[0]
    assert first["verdict"] in {"realistic possibility", "likely", "highly likely", "almost certain"}
    assert first["mailbox"] == {"folder": "INBOX", "uidvalidity": first["mailbox"]["uidvalidity"], "uid": 2}  # type: ignore[index]
    told = capsys.readouterr().err
    assert "only to read; basis recorded 2026-02-10, Noor Lind" in told
    assert "read 4" in told
    kept = watched.found.read_bytes() + watched.journal.read_bytes()
    assert b"firm.example" not in kept
    assert b"Lunch" not in kept


def test_once_more(server: Dovecot, tmp_path: Path) -> None:
    """What was read is not read again; what is new is."""
    watched = Watched(tmp_path, server)
    server.deliver(offer(1))
    assert (watched.once(), watched.once(), len(watched.lines())) == (0, 0, 1)
    server.deliver(offer(2))
    assert (watched.once(), len(watched.lines())) == (0, 2)


def test_an_empty_folder(server: Dovecot, tmp_path: Path) -> None:
    """Nothing is found in it, and that is no fault."""
    watched = Watched(tmp_path, server)
    assert watched.once() == 0
    assert watched.lines() == []


def test_nothing_is_changed(server: Dovecot, tmp_path: Path) -> None:
    """No message is seen, flagged or recent in another way than before."""
    server.deliver(offer(1), lunch(1))
    before = _flags(server)
    assert Watched(tmp_path, server).once() == 0
    assert _flags(server) == before
    assert b"\\Seen" not in {flag for flags in before.values() for flag in flags}


def _flags(server: Dovecot) -> dict[int, tuple[bytes, ...]]:
    with server.client() as client:
        client.select_folder("INBOX", readonly=True)
        return {uid: told[b"FLAGS"] for uid, told in client.fetch(client.search(), ["FLAGS"]).items()}


@pytest.mark.parametrize("mark", ["$Lurewatch", "\\Flagged"])
def test_a_mark(mark: str, server: Dovecot, tmp_path: Path) -> None:
    """Where the settings ask for it, what was found is marked, and nothing else is changed."""
    server.deliver(offer(1), lunch(1))
    assert Watched(tmp_path, server, mark=mark).once() == 0
    found, ordinary = _flags(server).values()
    assert set(found) - {b"\\Recent"} == {mark.encode()}
    assert set(ordinary) - {b"\\Recent"} == set()


def test_listed_correspondents(server: Dovecot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What they write leaves a number for its list, and nothing else anywhere."""
    listed = {"from": "Rep <ballot-rep@union.example>"}
    server.deliver(offer(1, **listed, subject="ballot"), offer(2, cc="desk@daily.example"), lunch(1))
    watched = Watched(tmp_path, server)
    assert watched.once() == 0
    assert watched.lines() == []
    told = capsys.readouterr().err
    assert "passed over: union 1" in told
    assert "passed over: journalists 1" in told
    assert "read 1" in told
    kept = (watched.found.read_bytes() + watched.journal.read_bytes() + told.encode()).lower()
    assert not [word for word in (b"ballot", b"union.example", b"daily.example", b"northgate") if word in kept]


def test_what_came_before(server: Dovecot, tmp_path: Path) -> None:
    """A mail is judged with its sender's earlier ones in the folder, though nothing was kept of them."""
    same = {"from": "Rowan Ashby <rowan@northgate.example>"}
    server.deliver(lunch(1), offer(1, **same))
    watched = Watched(tmp_path, server)
    assert watched.once() == 0
    server.deliver(lunch(2, **same))
    assert watched.once() == 0
    first, second = watched.lines()
    assert first["id"] == second["id"]
    assert len(second["read_from"]) == 2  # type: ignore[arg-type]


def test_without_what_came_before(server: Dovecot, tmp_path: Path) -> None:
    """Where the settings say so, each mail is judged by itself."""
    same = {"from": "Rowan Ashby <rowan@northgate.example>"}
    server.deliver(offer(1, **same), lunch(2, **same))
    watched = Watched(tmp_path, server, earlier=0)
    assert watched.once() == 0
    assert len(watched.lines()) == 1


def test_several_folders(server: Dovecot, tmp_path: Path) -> None:
    """Each is read; a message that was moved from one to the other is judged once."""
    server.deliver(offer(1))
    server.deliver(offer(2), folder="Grüße.Jobs")
    watched = Watched(tmp_path, server, folders=["INBOX", "Grüße.Jobs"])
    assert watched.once() == 0
    assert watched.senders() == ["r1@northgate.example", "r2@northgate.example"]
    with server.client() as client:
        client.select_folder("INBOX")
        client.move(client.search(), "Grüße.Jobs")
    assert watched.once() == 0
    assert len(watched.lines()) == 2


def test_numbers_given_anew(server: Dovecot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After a change of UIDVALIDITY all is gone through, what is known is not written twice, what is new is."""
    server.deliver(offer(1), lunch(1), offer(2))
    watched = Watched(tmp_path, server)
    assert watched.once() == 0
    server.number_anew()
    server.deliver(offer(3))
    assert watched.once() == 0
    assert watched.senders() == [f"r{number}@northgate.example" for number in (1, 2, 3)]
    told = capsys.readouterr().err
    assert "numbered its messages anew" in told
    assert "read 4, read before 3" in told


def test_mail_that_arrived_before_a_day(server: Dovecot, tmp_path: Path) -> None:
    """It is left alone."""
    server.deliver(offer(1))
    watched = Watched(tmp_path, server, since="2999-01-01")
    assert watched.once() == 0
    assert watched.lines() == []


def test_hostile_mails(server: Dovecot, tmp_path: Path) -> None:
    """Whatever lies in the folder, what comes after it is read."""
    attached = (
        b"--b\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\n\n" + (b"A" * 76 + b"\n") * 200_000
    )
    head, _, body = offer(1, content_type="multipart/mixed; boundary=b").partition(b"\n\n")
    huge = head + b"\n\n--b\n\n" + body + attached
    broken = [
        b"no header at all",
        b"From: \xff\xfe<\x80@\xff>\n\n\xff\xfe",
        b"Subject: " + b"=?utf-8?b?" * 20_000 + b"\n\n",
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 5_000,
        b"\n\n",
        b"From: " + b"a@b.example, " * 50_000 + b"\n\nhello\n",
        *(mail("hello\n", subject="\x00".join("\x1b[2J\u202e"), message_id="") for _ in range(2)),
    ]
    server.deliver(*(one.replace(b"\x00", b"") for one in broken), huge, offer(2))
    watched = Watched(tmp_path, server)
    assert watched.once() == 0
    assert watched.senders() == ["r1@northgate.example", "r2@northgate.example"]
    gaps = [gap["why"] for line in watched.lines() for gap in line["gaps"]]  # type: ignore[attr-defined]
    assert any("larger than 8 MiB" in why for why in gaps)


def test_reports(server: Dovecot, tmp_path: Path) -> None:
    """In an abuse mailbox the mail that somebody attached is judged, never its reporter; an empty report is told."""
    inner = offer(1).decode()
    body = f"--b\n\nIs this genuine?\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    report = mail(body, content_type='multipart/mixed; boundary="b"', **{"from": "bo@quietlab.example", "to": USER})
    empty = mail("Somebody rang me, who offered money for a report.\n", **{"from": "bo@quietlab.example", "to": USER})
    server.deliver(report, empty)
    watched = Watched(tmp_path, server, kind="reports")
    assert watched.once() == 0
    found, gap = watched.lines()
    assert found["contact"]["handles"] == ["r1@northgate.example"]  # type: ignore[index]
    assert gap["gaps"][0]["where"] == "INBOX, uid 2"  # type: ignore[index]
    assert "rang" not in watched.found.read_text()


def test_without_a_basis(server: Dovecot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is begun: no connection, no journal, no file."""
    watched = Watched(tmp_path, server)
    text = watched.settings.read_text()
    watched.settings.write_text(text[text.index("[skip]") :])
    assert watched.once() == 2
    assert "nobody has recorded on what basis mail may be read" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == [watched.settings.name]


def test_a_wrong_password(
    server: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told that sign-in was refused, and nothing of the password."""
    monkeypatch.setenv("LUREWATCH_MAILBOX_PASSWORD", "hunter2 [hunter2]")
    assert Watched(tmp_path, server).once() == 2
    told = capsys.readouterr().err
    assert f"refused to sign in {USER} [AUTHENTICATIONFAILED]; check the user and the secret" in told
    assert "hunter2" not in told


def test_no_password(
    server: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The variable is named."""
    monkeypatch.delenv("LUREWATCH_MAILBOX_PASSWORD")
    assert Watched(tmp_path, server).once() == 2
    assert "LUREWATCH_MAILBOX_PASSWORD: not set" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"host": "127.0.0.1"}, "certificate cannot be trusted"),
        ({"folders": ["Nowhere"]}, "no folder 'Nowhere' to be opened; there are 'INBOX'"),
        ({"ca": "found.jsonl"}, "no certificate can be read there"),
        ({"host": "nowhere.invalid"}, "lost while connecting"),
    ],
)
def test_what_does_not_fit(
    entries: dict[str, object], words: str, server: Dovecot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A certificate for another name, a folder or a server that is not there: each is told in one sentence."""
    assert Watched(tmp_path, server, **entries).once() == 2
    assert words in capsys.readouterr().err


def test_an_authority_that_nobody_knows(server: Dovecot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without its certificate among the trusted ones, nothing is sent to the server."""
    watched = Watched(tmp_path, server)
    lines = [line for line in watched.settings.read_text().splitlines() if not line.startswith("ca ")]
    watched.settings.write_text("\n".join(lines))
    assert watched.once() == 2
    told = capsys.readouterr().err
    assert "certificate cannot be trusted" in told
    assert "name the authority that signed it as ca" in told


def test_a_server_without_tls(tmp_path: Path, server: Dovecot, capsys: pytest.CaptureFixture[str]) -> None:
    """No password goes to it."""
    import socket  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    heard: list[bytes] = []

    def greet(taken: socket.socket) -> None:
        connection, _ = taken.accept()
        with connection:
            connection.sendall(b"* OK hello\r\n")
            heard.append(connection.recv(4096))

    with socket.create_server(("127.0.0.1", 0)) as taken:
        thread = Thread(target=greet, args=(taken,))
        thread.start()
        assert Watched(tmp_path, server, port=taken.getsockname()[1]).once() == 2
        thread.join()
    assert "no TLS to be had there" in capsys.readouterr().err
    assert PASSWORD.encode() not in b"".join(heard)


def test_the_same_mailbox_twice(server: Dovecot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second watch with the same journal is refused while the first runs."""
    watched = Watched(tmp_path, server)
    server.deliver(offer(1))
    with watched.running():
        watched.awaited(1)
        assert watched.once() == 2
    assert "in use by another watch" in capsys.readouterr().err


def test_the_fixture_verifies(server: Dovecot) -> None:
    """The server's certificate is good for its name alone, so that the tests above mean something."""
    context = ssl.create_default_context(cafile=str(server.authority.certificate))
    with pytest.raises(ssl.SSLCertVerificationError):
        IMAPClient("127.0.0.1", server.port, ssl_context=context, timeout=5)
