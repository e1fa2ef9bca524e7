"""Mails for the tests with Postfix, and what is looked at when they arrive."""

from tests.jobs.milter.filter import APPROACH, until
from tests.jobs.milter.postfix import Postfix
from tests.jobs.milter.sink import Sink

HEAD = b"From: Rowan <rowan@northgate.example>\r\nTo: noor@quietlab.example\r\nSubject: A report\r\n"
COVERT = HEAD + b"\r\n" + APPROACH.encode() + b"\r\n"


def delivered(postfix: Postfix, sink: Sink, mail: bytes, port: int | None = None) -> bytes:
    """The mail as it arrives."""
    before = len(sink.mails)
    postfix.send(mail, port=port)
    until(lambda: len(sink.mails) > before)
    return sink.mails[before]


def names(mail: bytes) -> list[bytes]:
    """The names of the headers, in lower case."""
    head = mail.partition(b"\r\n\r\n")[0]
    return [line.partition(b":")[0].strip().lower() for line in head.split(b"\r\n") if line[:1] not in (b" ", b"\t")]


def value(mail: bytes, name: bytes) -> bytes:
    """The one header of this name."""
    head = mail.partition(b"\r\n\r\n")[0]
    (found,) = (line for line in head.split(b"\r\n") if line.lower().startswith(name.lower() + b":"))
    return found.partition(b":")[2].strip()


def without(mail: bytes, *left_out: bytes) -> bytes:
    """The mail without the server's trace at its top and without these headers."""
    head, blank, body = mail.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    while lines and lines[0].startswith((b"Received:", b"\t")):
        del lines[0]
    return b"\r\n".join(line for line in lines if not line.startswith(left_out or b"\0")) + blank + body
