"""One request to an endpoint that somebody named: bounded in time and size, over TLS, following no redirect."""

import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from threading import Timer
from typing import NamedTuple
from urllib.parse import urlsplit

from lurewatch.errors import UsageError

FAULTS = (OSError, HTTPException)  # what `post` raises where there is no answer


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask: host, port, path, and whether over TLS."""

    host: str
    port: int | None
    path: str
    secure: bool


class Answer(NamedTuple):
    """Status and body; the body is at most one byte longer than was asked for."""

    status: int
    body: bytes


def endpoint_of(url: str, named: str, example: str) -> Endpoint:
    """The endpoint of a URL; UsageError unless it is https, or http on loopback, without a password in it.

    `named` is what the URL was given as; `example` a URL that would do.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None or parts.query:
        raise UsageError(f"{named}: no URL of an endpoint; an example is {example}")
    if parts.scheme == "http" and not _is_loopback(host):
        raise UsageError(f"{named}: http to another machine would show on the way what is sent; use https")
    return Endpoint(host, port, parts.path, parts.scheme == "https")


def post(endpoint: Endpoint, body: bytes, headers: Mapping[str, str], seconds: float, most: int) -> Answer:
    """The answer to a POST, of at most `most` bytes and one; TimeoutError where it is not whole in time, or FAULTS."""
    connection = (HTTPSConnection if endpoint.secure else HTTPConnection)(endpoint.host, endpoint.port, timeout=seconds)
    connection.connect()
    cut = _Cut(connection.sock)
    late = Timer(seconds, cut)  # a limit on each read alone would let an answer drip
    late.daemon = True
    try:
        late.start()
        connection.request("POST", endpoint.path, body, {**headers, "Connection": "close"})
        response = connection.getresponse()
        answer = Answer(response.status, response.read(most + 1))
    except FAULTS as error:
        if cut.is_done:
            raise TimeoutError from error
        raise
    finally:
        late.cancel()
        connection.close()
    if cut.is_done:
        raise TimeoutError
    return answer


class _Cut:
    """Ends a connection; tells that it did before anybody can see the end."""

    def __init__(self, connected: socket.socket) -> None:
        self._connected = connected
        self.is_done = False

    def __call__(self) -> None:
        self.is_done = True
        with suppress(OSError):
            self._connected.shutdown(socket.SHUT_RDWR)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
