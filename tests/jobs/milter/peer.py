"""A mail server's side of the protocol, from its description and not from our code."""

import socket
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import BinaryIO, NamedTuple

ALL_STEPS = 0x1FFFFF  # what Postfix 3.7 offers
ALL_ACTIONS = 0x1FF


class Reply(NamedTuple):
    """What the filter answered."""

    command: bytes
    data: bytes


class Peer:
    """One connection to a filter; `steps` are those that were agreed on."""

    def __init__(self, connected: socket.socket, file: BinaryIO) -> None:
        self._socket = connected
        self._file = file
        self.steps = 0

    def send(self, command: bytes, data: bytes = b"") -> None:
        """Sends one packet."""
        self._socket.sendall(struct.pack(">I", len(data) + 1) + command + data)

    def send_bytes(self, data: bytes) -> None:
        """Sends bytes that may be no packet."""
        self._socket.sendall(data)

    def receive(self) -> Reply:
        """The next packet; EOFError where the filter has ended the connection."""
        head = self._file.read(4)
        if len(head) < 4:
            raise EOFError
        data = self._file.read(int(struct.unpack(">I", head)[0]))
        return Reply(data[:1], data[1:])

    def rest(self) -> list[Reply]:
        """All packets until the filter ends the connection."""
        found = []
        with suppress(EOFError, ConnectionError):
            while True:
                found.append(self.receive())
        return found

    def negotiate(self, steps: int = ALL_STEPS, actions: int = ALL_ACTIONS, version: int = 6) -> Reply:
        """Agrees on the steps."""
        self.send(b"O", struct.pack(">III", version, actions, steps))
        reply = self.receive()
        self.steps = struct.unpack(">III", reply.data[:12])[2]
        return reply

    def head(self, mail: bytes, sender: str, to: Sequence[str], macros: bytes = b"") -> bytes:
        """Sends what comes before the body, as Postfix does, and gives the body."""
        head, _, body = mail.partition(b"\r\n\r\n")
        self.send(b"D", b"M" + macros)
        self._step(b"M", 0x4000, f"<{sender}>\0".encode())
        for one in to:
            self._step(b"R", 0x8000, f"<{one}>\0".encode())
        self.send(b"D", b"Ni\0ABC123DEF\0")
        for name, value in fields(head):
            self._step(b"L", 0x80, name + b"\0" + value + b"\0")
        return body

    def body(self, body: bytes) -> Iterator[Reply]:
        """Sends the body, unless the filter says that it wants no more of it, and the end; gives all replies."""
        for start in range(0, len(body), 65535):
            self.send(b"B", body[start : start + 65535])
            reply = self.receive()
            if reply.command == b"s":
                break
            assert reply == Reply(b"c", b"")
        self.send(b"E")
        while (reply := self.receive()).command != b"c":
            yield reply

    def mail(
        self,
        mail: bytes,
        sender: str = "rowan@northgate.example",
        to: Sequence[str] = ("noor@quietlab.example",),
        macros: bytes = b"",
    ) -> list[Reply]:
        """Sends a mail as a whole; what the filter asked for before it said to continue."""
        return list(self.body(self.head(mail, sender, to, macros)))

    def _step(self, command: bytes, silent: int, data: bytes) -> None:
        self.send(command, data)
        if not self.steps & silent:
            assert self.receive() == Reply(b"c", b"")


def fields(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Names and values of a header block, folded lines joined by LF as Postfix hands them over."""
    lines = head.split(b"\r\n")
    while lines and lines[0]:
        name, _, value = lines.pop(0).partition(b":")
        while lines and lines[0].startswith((b" ", b"\t")):
            value += b"\n" + lines.pop(0)
        yield name, value.lstrip(b" ")


def added(replies: Sequence[Reply]) -> dict[str, str]:
    """The headers that the filter adds."""
    found = [one.data.decode("ascii").split("\0") for one in replies if one.command == b"h"]
    assert len({name for name, *_ in found}) == len(found)
    return {name: value for name, value, _ in found}


@contextmanager
def connected(port: int) -> Iterator[Peer]:
    """A connection until the end of the block."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as found, found.makefile("rb") as file:
        yield Peer(found, file)
