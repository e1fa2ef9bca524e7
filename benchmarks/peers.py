"""The peers: Python's own parser under two policies, and SpamAssassin."""

import email
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from contextlib import suppress
from email.message import EmailMessage, Message
from email.policy import compat32, default
from mailbox import mbox
from pathlib import Path
from typing import BinaryIO

from benchmarks.timing import Timed, timed

HEADERS = ("from", "to", "date", "subject")
_TROUBLE = (LookupError, ValueError, AttributeError, TypeError)  # what these parsers raise on mail as it comes


def parsed_by_default(path: Path) -> int:
    """Reads a mailbox with the policy `default`: four headers and the text of each message; the number of messages."""
    return sum(_taken_by_default(file) for file in _files(path))


def parsed_by_compat32(path: Path) -> int:
    """As `parsed_by_default`, with the policy `compat32`."""
    return sum(_taken_by_compat32(file) for file in _files(path))


def _files(path: Path) -> Iterable[BinaryIO]:
    box = mbox(path, create=False)
    try:
        for key in box.iterkeys():
            with box.get_file(key) as file:
                yield file  # type: ignore[misc]
    finally:
        box.close()


def _taken_by_default(file: BinaryIO) -> int:
    with suppress(*_TROUBLE, RecursionError):
        message: EmailMessage = email.message_from_binary_file(file, policy=default)
        for name in HEADERS:
            str(message.get(name, ""))
        body = message.get_body(("plain", "html"))
        if body is not None:
            body.get_content()
    return 1


def _taken_by_compat32(file: BinaryIO) -> int:
    message: Message[str, str] = email.message_from_binary_file(file, policy=compat32)
    for name in HEADERS:
        str(message.get(name, ""))
    for part in message.walk():
        if part.get_content_type() in ("text/plain", "text/html"):
            data = part.get_payload(decode=True)
            with suppress(*_TROUBLE):
                data.decode(part.get_content_charset("ascii"), "replace") if isinstance(data, bytes) else None
            break
    return 1


def spamassassin() -> str | None:
    """Where the program is, or None where it is not installed."""
    return shutil.which("spamassassin")


def timed_by_spamassassin(program: str, path: Path, messages: int, home: Path) -> Timed:
    """The time of `spamassassin -L --mbox` over a mailbox of so many messages, without that of its start."""
    one = home / "one.mbox"
    first_messages(path, one, 1)
    run = _runner(program, home)
    start = min(timed(lambda: run(one, 1)).seconds for _ in range(2))
    return Timed(messages - 1, timed(lambda: run(path, messages)).seconds - start)


def _runner(program: str, home: Path) -> Callable[[Path, int], int]:
    environment = {**os.environ, "HOME": str(home)}

    def run(path: Path, messages: int) -> int:
        with path.open("rb") as mail:
            subprocess.run(
                [program, "-L", "--mbox", "--nocreate-prefs"],
                stdin=mail,
                stdout=subprocess.DEVNULL,
                env=environment,
                check=True,
            )
        return messages

    return run


def first_messages(path: Path, out: Path, count: int) -> int:
    """Writes up to `count` messages of a mailbox, evenly spaced over it, to another; gives their number."""
    box = mbox(path, create=False)
    keys = list(box.iterkeys())
    chosen = keys[:: max(1, len(keys) // count)][:count]
    out.write_bytes(b"".join(box.get_bytes(key, from_=True).rstrip(b"\n") + b"\n\n" for key in chosen))
    box.close()
    return len(chosen)
