"""The server on loopback: many connections, hostile ones among them, and an end without losses."""

import asyncio
import struct
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.jobs.milter.filter import until
from tests.jobs.milter.peer import Peer, Reply, added, connected
from tests.jobs.milter.served import Served, served

from lurewatch.jobs.milter.mail import Mail
from lurewatch.jobs.milter.server import Bounds, Finding

MAIL = b"From: Rowan <rowan@northgate.example>\r\nTo: noor@quietlab.example\r\n\r\nGood morning.\r\n"


async def likely(mail: Mail) -> Finding:
    """Finds everything likely, and gives the size of what was to be judged in place of an identity."""
    return Finding("likely", str(len(mail.raw)))


async def slowly(mail: Mail) -> Finding:
    """Takes half a second."""
    await asyncio.sleep(0.5)
    return await likely(mail)


def is_alive(there: Served) -> bool:
    """Whether a new connection is served as if nothing had happened."""
    with connected(there.port) as peer:
        peer.negotiate()
        return added(peer.mail(MAIL))["X-Lurewatch-Verdict"] == "likely"


def test_several_mails_on_a_connection() -> None:
    """Each is answered for itself; headers by our names go, last first."""
    forged = b"X-Lurewatch-Id: 1\r\nX-LUREWATCH-ID:\r\n 2\r\n" + MAIL
    with served(likely) as there, connected(there.port) as peer:
        peer.negotiate()
        for _ in range(3):
            first, second, *rest = peer.mail(forged)
            assert first == Reply(b"m", b"\0\0\0\2X-Lurewatch-Id\0\0")
            assert second == Reply(b"m", b"\0\0\0\1X-Lurewatch-Id\0\0")
            assert set(added(rest)) == {"X-Lurewatch-Verdict", "X-Lurewatch-Id"}
        assert b"m" not in [one.command for one in peer.mail(MAIL)]


def test_server_of_an_old_kind() -> None:
    """One that offers nothing to leave out is answered step by step."""
    with served(likely) as there, connected(there.port) as peer:
        assert peer.negotiate(steps=0, version=2) == Reply(b"O", struct.pack(">III", 2, 0x11, 0))
        assert added(peer.mail(MAIL))["X-Lurewatch-Verdict"] == "likely"


def test_large_mail() -> None:
    """No more of it is held than the bound says, and it is answered."""
    with served(likely, Bounds(mail=1 << 20)) as there, connected(there.port) as peer:
        peer.negotiate()
        assert added(peer.mail(MAIL + b"x" * (20 << 20)))["X-Lurewatch-Id"] == str(1 << 20)


def test_many_connections() -> None:
    """A hundred mails are judged at a time: none waits for another's end."""
    all_there = asyncio.Barrier(100)

    async def together(mail: Mail) -> Finding:
        await all_there.wait()
        return await likely(mail)

    def one(number: int) -> str:
        with connected(there.port) as peer:
            peer.negotiate()
            return added(peer.mail(MAIL + b"x" * number))["X-Lurewatch-Id"]

    with served(together) as there, ThreadPoolExecutor(100) as pool:
        sizes = list(pool.map(one, range(100)))
    assert len(set(sizes)) == 100


def test_more_connections_than_may_be() -> None:
    """One beyond the bound is closed at once, so that the mail server goes on without us; then there is room again."""
    with served(likely, Bounds(connections=2)) as there:
        with connected(there.port) as first, connected(there.port) as second, connected(there.port) as third:
            first.negotiate()
            second.negotiate()
            with pytest.raises((EOFError, OSError)):
                third.negotiate()
            assert added(first.mail(MAIL))
        until(lambda: _is_served(there))


def _is_served(there: Served) -> bool:
    with suppress(EOFError, OSError):
        return is_alive(there)
    return False


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"EHLO mx.example\r\n",
        b"\0\0\0\0",
        b"\xff" * 100,
        b"\0\0\0\1E",
        struct.pack(">I", 13) + b"O" + struct.pack(">III", 1, 0x1FF, 0),
        (struct.pack(">I", 13) + b"O" + struct.pack(">III", 6, 0x1FF, 0)) * 2,
        struct.pack(">I", 13) + b"O" + struct.pack(">III", 6, 0x1FF, 0) + b"\0\0\0\1?",
    ],
)
def test_stranger(sent: bytes) -> None:
    """Whoever does not speak the protocol is hung up on, and nobody else notices."""
    with served(likely) as there:
        with connected(there.port) as peer:
            peer.send_bytes(sent)
            assert [one.command for one in peer.rest()] in ([], [b"O"])
        assert is_alive(there)


def test_any_bytes() -> None:
    """No bytes and no break of a connection harm the server."""

    @settings(max_examples=60, deadline=None)
    @given(st.binary(max_size=300), st.booleans())
    def sends(data: bytes, is_negotiated: bool) -> None:
        with suppress(EOFError, OSError), connected(there.port) as peer:
            if is_negotiated:
                peer.negotiate()
            peer.send_bytes(data)

    with served(likely) as there:
        sends()
        assert is_alive(there)


def test_server_that_goes_away() -> None:
    """A mail that is broken off in the middle, or while it is judged, is forgotten."""
    with served(slowly) as there:
        for number in range(20):
            with connected(there.port) as peer:
                peer.negotiate()
                peer.head(MAIL, "rowan@northgate.example", ["noor@quietlab.example"])
                if number % 2:
                    peer.send(b"E")
        assert is_alive(there)


def test_error_of_ours() -> None:
    """It ends the connection, so that the mail passes, and nothing else."""

    async def fails(mail: Mail) -> Finding:
        if b"fail" in mail.raw:
            raise KeyError
        return await likely(mail)

    there = Served(fails, Bounds())
    with connected(there.port) as peer:
        peer.negotiate()
        with pytest.raises(EOFError):
            peer.mail(MAIL + b"fail")
    assert is_alive(there)
    there.end()


def begin(peer: Peer) -> None:
    """Hands over a mail but for its end; on return the server has it."""
    peer.send(b"B", peer.head(MAIL, "rowan@northgate.example", ["noor@quietlab.example"]))
    assert peer.receive().command == b"c"


def test_end_with_mail_under_way() -> None:
    """Idle connections are closed at once; a mail that is being judged is answered first; nobody new is served."""
    gate = Event()

    async def after_the_gate(mail: Mail) -> Finding:
        await asyncio.to_thread(gate.wait)
        return await likely(mail)

    with served(after_the_gate) as there, connected(there.port) as idle, connected(there.port) as busy:
        idle.negotiate()
        busy.negotiate()
        begin(busy)
        busy.send(b"E")
        with ThreadPoolExecutor(1) as pool:
            ending = pool.submit(there.drain, 60)
            with pytest.raises(EOFError):
                idle.receive()
            assert not ending.done()
            gate.set()
            assert busy.receive().command == b"h"
            assert busy.receive().command == b"h"
            assert busy.receive().command == b"c"
            with pytest.raises(EOFError):
                busy.receive()
            ending.result(60)
        with pytest.raises(OSError, match="refused"), connected(there.port):
            pass


def test_end_that_is_not_waited_for() -> None:
    """A mail server that never ends its mail holds up the end no longer than said."""
    with served(likely) as there, connected(there.port) as peer:
        peer.negotiate()
        begin(peer)
        begun = time.monotonic()
        there.drain(0.3)
        assert 0.2 < time.monotonic() - begun < 3
