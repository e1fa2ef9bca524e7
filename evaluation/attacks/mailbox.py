"""Conversations as a mailbox, so that HTML goes the way that mail goes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.mime.text import MIMEText
from email.utils import format_datetime
from pathlib import Path

from evaluation.case import Document, messages
from lurewatch.model.conversation import Side

PERSON = "robin@haldenq.example"
_BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def address_of(number: int) -> str:
    """The address that the contact of the conversation with this number writes from."""
    return f"writer{number}@house{number}.example"


def write(documents: Sequence[Document], path: Path) -> None:
    """Writes the conversations to an mbox, each with an address of its own; an `html` stands for the text."""
    path.write_bytes(b"".join(_lines(documents)))


def _lines(documents: Iterable[Document]) -> Iterator[bytes]:
    for number, document in enumerate(documents):
        for place, one in enumerate(messages(document)):
            mail = MIMEText(one["html"], "html", "utf-8") if "html" in one else MIMEText(one["text"], "plain", "utf-8")
            from_contact = one["from"] == Side.CONTACT.value
            _address(mail, address_of(number), from_contact)
            mail["Date"] = format_datetime(_BEGIN + timedelta(days=place))
            mail["Message-ID"] = f"<{number}.{place}@house.example>"
            mail["Subject"] = one.get("subject", "") or "Hello"
            yield b"From x@house.example Mon Mar  2 09:00:00 2026\n" + mail.as_bytes() + b"\n\n"


def _address(mail: Message, contact: str, from_contact: bool) -> None:
    mail["From"], mail["To"] = (contact, PERSON) if from_contact else (PERSON, contact)
