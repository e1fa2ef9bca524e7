"""A server that speaks IMAP as far as a watch needs it, and lies where a test tells it to."""

import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import TypeAlias

from tests.jobs.mailbox.authority import Authority

# Given a tag, the command's name and the rest of its line, the bytes to answer with, or None to answer honestly; an
# EOFError ends the connection.
Lie: TypeAlias = Callable[[str, str, str], bytes | None]
_COMMAND = re.compile(rb"(\S+) (?:UID )?(\S+) ?(.*)\r\n")
_UIDS = re.compile(r"\d+")


def honest(tag: str, command: str, rest: str) -> bytes | None:
    """Tells no lie."""
    return None


class Liar(ThreadingTCPServer):
    """Serves mails by uid; `lie` is asked before each answer, `greeting` is said first; `heard` is what was asked."""

    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def __init__(self, folder: Path, mails: Mapping[int, bytes], lie: Lie, greeting: bytes) -> None:
        self.authority = Authority(folder)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(*self.authority.sign("liar"))
        super().__init__(("127.0.0.1", 0), _Handler)
        self.port = self.server_address[1]
        self.mails = mails
        self.lie = lie
        self.greeting = greeting
        self.heard: list[str] = []

    def get_request(self) -> tuple[ssl.SSLSocket, object]:
        """A connection over TLS."""
        connected, address = super().get_request()
        return self._context.wrap_socket(connected, server_side=True), address

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes is no error."""


class _Handler(StreamRequestHandler):
    server: Liar

    def handle(self) -> None:
        self.wfile.write(self.server.greeting)
        try:
            while found := _COMMAND.fullmatch(self.rfile.readline(100_000)):
                tag, command, rest = (part.decode() for part in found.groups())
                self.server.heard.append(f"{command} {rest}")
                told = self.server.lie(tag, command, rest)
                self.wfile.write(self._answer(tag, command, rest) if told is None else told)
        except (OSError, EOFError):
            return

    def _answer(self, tag: str, command: str, rest: str) -> bytes:
        given: dict[str, Callable[[], bytes]] = {
            "CAPABILITY": lambda: b"* CAPABILITY IMAP4rev1 IDLE\r\n",
            "EXAMINE": self._opened,
            "SEARCH": self._found,
            "FETCH": lambda: self._fetched(rest),
            "LIST": lambda: b'* LIST () "/" INBOX\r\n',
            "IDLE": self._idle,
        }
        return given.get(command, lambda: b"")() + f"{tag} OK done\r\n".encode()

    def _opened(self) -> bytes:
        count, last = len(self.server.mails), max(self.server.mails, default=0)
        return f"* {count} EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT {last + 1}] x\r\n".encode()

    def _found(self) -> bytes:
        return b"* SEARCH " + " ".join(map(str, self.server.mails)).encode() + b"\r\n"

    def _fetched(self, rest: str) -> bytes:
        wanted = [int(uid) for uid in _UIDS.findall(rest.partition(" ")[0])]
        return b"".join(
            fetched(uid, mail, "HEADER" in rest) for uid, mail in self.server.mails.items() if uid in wanted
        )

    def _idle(self) -> bytes:
        self.wfile.write(b"+ idling\r\n")
        self.rfile.readline()
        return b""


def fetched(uid: int, mail: bytes, is_header: bool = False) -> bytes:
    """What a server says of a mail."""
    data = mail.partition(b"\n\n")[0] + b"\n\n" if is_header else mail
    name = b"BODY[HEADER]<0>" if is_header else b"BODY[]<0>"
    head = f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(mail)} ".encode()
    return head + name + b" {%d}\r\n" % len(data) + data + b")\r\n"


@contextmanager
def lying(
    folder: Path, mails: Mapping[int, bytes], lie: Lie = honest, greeting: bytes = b"* OK hello\r\n"
) -> Iterator[Liar]:
    """A server that runs until the end of the block."""
    server = Liar(folder, mails, lie, greeting)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
