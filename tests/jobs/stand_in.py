"""A stand-in for an endpoint, on loopback, that answers as a test tells it and keeps what it was asked."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class StandIn(ThreadingHTTPServer):
    """The server; `asked` holds the bodies of requests, `keys` their Authorization, `answer` is called to answer."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.asked: list[bytes] = []
        self.keys: list[str | None] = []

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        self.server.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.keys.append(self.headers["Authorization"])
        try:
            self.server.answer(self)
        except OSError:
            self.close_connection = True  # the other side has gone

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


def saying(words: object, status: int = 200) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answers with a chat completion of these words."""
    return sending(json.dumps({"choices": [{"message": {"content": words}}]}).encode(), status)


def sending(data: bytes, status: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answers with these bytes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


@contextmanager
def served(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[StandIn]:
    """A stand-in that runs until the end of the block."""
    server = StandIn(answer)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
