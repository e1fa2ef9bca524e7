"""A mail server that keeps what is delivered to it, on loopback: just enough of SMTP for Postfix to speak to."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Thread


class Sink(socketserver.ThreadingTCPServer):
    """The server; `mails` holds each mail as it was delivered, dots unstuffed, in order of arrival."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.mails: list[bytes] = []
        self.lock = Lock()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Handler(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        self._say("220 sink.example ESMTP")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"EHLO":
                self._say("250-sink.example", "250-8BITMIME", "250-PIPELINING", "250 SIZE")
            elif verb == b"DATA":
                self._say("354 go on")
                mail = b"".join(self._content())
                with self.server.lock:
                    self.server.mails.append(mail)
                self._say("250 kept")
            elif verb == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _content(self) -> Iterator[bytes]:
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            yield line.removeprefix(b".")

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode("ascii"))


@contextmanager
def receiving() -> Iterator[Sink]:
    """A sink that runs until the end of the block."""
    server = Sink()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
