"""Where the messages of a scan wait until it is known who is ours: in memory up to a bound, then on disk.

The file has no name, so the operating system removes it even if the process is killed.
"""

import json
import tempfile
import weakref
from array import array
from datetime import datetime

from lurewatch.errors import UsageError
from lurewatch.model.forward import Forward
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import NO_HEADERS, Channel, Message
from lurewatch.model.place import Place

_IN_MEMORY = 16 << 20  # bytes
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_PLATFORMS = {str(platform): platform for platform in Platform}
_CHANNELS = {str(channel): channel for channel in Channel}


class Spool:
    """Messages by number, in the order in which they were added; each costs 8 bytes of memory here."""

    def __init__(self, in_memory: int = _IN_MEMORY) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=in_memory)  # noqa: SIM115  # lives as long as the spool
        self._ends = array("Q", [0])
        self._has_moved = False  # away from the end, by reading
        weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, message: Message) -> None:
        """Keep a message; UsageError if the temporary folder cannot hold it."""
        record = encode(message)
        try:
            if self._has_moved:
                self._file.seek(self._ends[-1])
                self._has_moved = False
            self._file.write(record)
        except OSError as error:
            folder = tempfile.gettempdir()
            raise UsageError(f"{folder}: cannot hold the scan's working file ({error.strerror}); set TMPDIR") from error
        self._ends.append(self._ends[-1] + len(record))

    def size(self, number: int) -> int:
        """The bytes that a message takes, which its text makes the most of."""
        return self._ends[number + 1] - self._ends[number]

    def read(self, number: int) -> Message:
        """A message as it was added."""
        self._has_moved = True
        self._file.seek(self._ends[number])
        return decode(self._file.read(self.size(number)))


def encode(message: Message) -> bytes:
    """A message as one line of JSON and then its text, which is thereby never escaped."""
    rest = [
        message.id,
        message.author,
        message.recipients,
        message.channel,
        message.place,
        message.sent_at.isoformat() if message.sent_at else "",
        message.local_time,
        message.subject,
        message.hidden,
        message.deceiving_links,
        message.thread,
        message.attachments,
        dict(message.headers),
        [(by, at.isoformat() if at else "", *rest) for by, at, *rest in message.forwards],
        message.pictures,
    ]
    return f"{_encode(rest)}\n{message.text}".encode("utf-8", "surrogatepass")


def decode(record: bytes) -> Message:
    """The message of a record made by `encode`."""
    line, _, text = record.decode("utf-8", "surrogatepass").partition("\n")
    id_, author, recipients, channel, place, sent_at, *rest = json.loads(line)
    local_time, subject, hidden, links, thread, attachments, headers, forwards, pictures = rest
    return Message(
        id=id_,
        author=_handle(author),
        recipients=tuple(map(_handle, recipients)),
        text=text,
        channel=_CHANNELS[channel],
        place=Place(*place),
        sent_at=datetime.fromisoformat(sent_at) if sent_at else None,
        local_time=local_time,
        subject=subject,
        hidden=tuple(hidden),
        deceiving_links=tuple(links),
        thread=thread,
        attachments=tuple(attachments),
        headers=headers or NO_HEADERS,
        forwards=tuple(map(_forward, forwards)),
        pictures=tuple(pictures),
    )


def _forward(parts: tuple[list[str], str, str, str, bool]) -> Forward:
    by, at, mail, words, inline = parts
    return Forward(_handle(by), datetime.fromisoformat(at) if at else None, mail, words, inline)


def _handle(parts: list[str]) -> Handle:
    return Handle(_PLATFORMS[parts[0]], parts[1], parts[2])
