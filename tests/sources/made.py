"""Files and mails for tests, made of invented texts; and readers' answers taken apart."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import TypeVar

from hypothesis import HealthCheck, settings

from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.model.place import Place
from lurewatch.sources.held import Raw
from lurewatch.sources.interface import Item, Limits, Reader
from lurewatch.sources.mail_message import messages_of
from lurewatch.sources.opened import Opened

T = TypeVar("T")
# For property tests: a slow machine or a first run is no failure, and what a test leaves in its folder is written anew.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
# Letters for texts of any kind; the whole of Unicode takes seconds to be tabled on a first run.
LETTERS = "ab 1,;:<>@=?\"'\n\r\t\x00\u00e9\u00df\u20ac\u200b\u202e\ufeff\U0001f600"
DATE = "Mon, 2 Mar 2026 09:00:00 +0000"
ENVELOPE = b"From rowan@northgate.example Mon Mar  2 09:00:00 2026\n"
LIMITS = Limits()


def mail(body: str = "Good morning.\n", **fields: str) -> bytes:
    """A mail; underscores in a field's name are hyphens, an empty field is left out."""
    usual = {"from": "Rowan Ashby <rowan@northgate.example>", "to": "kim@firm.example", "date": DATE}
    lines = [f"{name.replace('_', '-')}: {value}\n" for name, value in (usual | fields).items() if value]
    return ("".join(lines) + "\n" + body).encode("utf-8", "surrogateescape")


def mailbox(*mails: bytes) -> bytes:
    """A mailbox of them."""
    return b"".join(ENVELOPE + one + b"\n\n" for one in mails)


def parts(*bodies: str, kind: str = "mixed", boundary: str = "b1") -> bytes:
    """A mail in parts, each given with its header."""
    joined = "".join(f"--{boundary}\n{body}\n" for body in bodies)
    return mail(joined + f"--{boundary}--\n", content_type=f'multipart/{kind}; boundary="{boundary}"')


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def opened(data: bytes, source: str = "some.file") -> Opened:
    """Bytes as a reader is given them."""
    return Opened(source, io.BytesIO(data))


def items(reader: Reader, data: bytes, limits: Limits = LIMITS) -> list[Item]:
    """What a reader makes of bytes."""
    return list(reader.read(opened(data), limits))


def of_mail(data: bytes, limits: Limits = LIMITS) -> tuple[list[Message], list[Gap]]:
    """The messages and the gaps of one mail's bytes."""
    found = list(messages_of(Raw(0, data, 0), Place("some.eml", 0), limits))
    return only(Message, found), only(Gap, found)


def only(kind: type[T], found: Iterable[object]) -> list[T]:
    """Those of one kind."""
    return [item for item in found if isinstance(item, kind)]


def shown(found: Iterable[object]) -> bytes:
    """All that can be shown or quoted of what was read, in bytes: everything in it can be written as UTF-8."""
    written: list[str] = []
    for item in found:
        if isinstance(item, Message):
            written += [item.text, item.subject, item.id, item.thread, item.local_time, str(item.place)]
            written += [*item.hidden, *item.deceiving_links, *item.attachments, *item.headers.values()]
            written += [part for handle in (item.author, *item.recipients) for part in handle]
        elif isinstance(item, Gap):
            written += [item.what, item.where, item.why]
    return "\n".join(written).encode("utf-8")


def message_of(data: bytes) -> Message:
    """The one message that a mail is."""
    (message,), _ = of_mail(data)
    return message


def whys(gaps: Iterable[Gap]) -> str:
    """All reasons, to look for one in."""
    return "\n".join(gap.why for gap in gaps)
