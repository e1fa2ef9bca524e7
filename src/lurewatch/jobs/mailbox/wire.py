"""The connection under imapclient: over TLS alone, bounded in what a server may send, and woken by it when idle."""

import socket
import time
from logging import CRITICAL, getLogger
from ssl import SSLContext

from imapclient import IMAPClient, SocketTimeout
from imapclient.tls import IMAP4_TLS

_ANSWER = 64 << 20  # bytes that a server may send for one command
_LINES = 100_000  # of it
_LINE = 1 << 20  # bytes of one line; what a search finds stays below (see connection.py)
_PIECE = 64 << 10
_CONNECT, _READ = 20.0, 60.0  # seconds
_MORE = b" EXISTS\r\n"
_IDLE = b"IDLE1"  # the tag; imaplib's own begin otherwise


class Wire(IMAP4_TLS):
    """imaplib's connection with a buffer of its own, so that a wait loses no part of a line."""

    def __init__(self, host: str, port: int, context: SSLContext, seconds: float) -> None:
        self._held = bytearray()
        self.has_news = False  # whether the server told of more messages, during whatever command
        self.begin()
        super().__init__(host, port, context, seconds)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        connected = super()._create_socket(timeout)
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)  # a dead line is noticed while idle
        return connected

    def begin(self) -> None:
        """Before a command: the server may answer anew as much as it may for one."""
        self._room = _ANSWER
        self._lines = _LINES

    def read(self, size: int) -> bytes:
        """So many bytes, or as many as there are before the end."""
        while len(self._held) < size and self._receive():
            pass
        return self._taken(size)

    def readline(self) -> bytes:
        """A line with its end; empty where the server has gone."""
        self._lines -= 1
        if self._lines < 0:
            raise self.abort(f"more than {_LINES} lines for one answer")
        looked = 0
        while (end := self._held.find(b"\n", looked)) < 0:
            looked = len(self._held)
            if looked > _LINE:
                raise self.abort(f"a line of more than {_LINE >> 20} MiB")
            if not self._receive():
                return self._taken(looked)
        line = self._taken(end + 1)
        self.has_news = self.has_news or line.endswith(_MORE)
        return line

    def _receive(self) -> int:
        piece = self.sock.recv(_PIECE)
        self._room -= len(piece)
        if self._room < 0:
            raise self.abort(f"more than {_ANSWER >> 20} MiB for one answer")
        self._held += piece
        return len(piece)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    def await_news(self, seconds: float) -> None:
        """Waits until the server tells of a change, at most so long (RFC 2177); what it tells is not kept.

        It tells each thing once, so that what it told since `has_news` was last made false counts.
        """
        self.begin()
        end = time.monotonic() + seconds
        self.send(_IDLE + b" IDLE\r\n")
        is_woken = self._until(b"+") or self.has_news
        while not is_woken and (left := end - time.monotonic()) > 0:
            line = self._line_within(left)
            is_woken = line is not None and _is_news(line)
        self.send(b"DONE\r\n")
        self._until(_IDLE)

    def _until(self, begin: bytes) -> bool:
        """Reads on to a line that begins so; tells whether there was news before it."""
        is_news = False
        while not (line := self._whole_line()).startswith(begin):
            if line.startswith(_IDLE):
                raise self.error("IDLE failed: refused")
            is_news = is_news or _is_news(line)
        return is_news

    def _line_within(self, seconds: float) -> bytes | None:
        self.sock.settimeout(seconds)
        try:
            return self._whole_line()
        except TimeoutError:
            return None
        finally:
            self.sock.settimeout(_READ)

    def _whole_line(self) -> bytes:
        line = self.readline()
        if not line or line.upper().startswith(b"* BYE"):
            raise self.abort("EOF")
        return line


def _is_news(line: bytes) -> bool:
    """Whether a line is more than the server's sign that it still lives."""
    return not line.upper().startswith(b"* OK")


class Client(IMAPClient):
    """imapclient upon such a connection; silenced, since it would log what servers and messages say."""

    def __init__(self, host: str, port: int, context: SSLContext) -> None:
        getLogger("imapclient").setLevel(CRITICAL)
        self._context = context
        timeout = SocketTimeout(_CONNECT, _READ)
        super().__init__(host, port, ssl=True, timeout=timeout)  # type: ignore[arg-type]  # it takes both forms

    def _create_IMAP4(self) -> Wire:  # noqa: N802  # imapclient's name
        self.wire = Wire(self.host, self.port, self._context, _CONNECT)
        return self.wire
