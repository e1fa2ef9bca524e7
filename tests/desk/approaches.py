"""Reports and members for tests of the desk; all persons and firms are invented."""

from zlib import crc32

from lurewatch.config.settings import Settings
from lurewatch.desk.reporting import Reporting
from lurewatch.flow import Options
from lurewatch.model.member import Member, Role

KIM = Member("m1", Role.PERSON, "kim.lind@quietlab.example")
NOOR = Member("m2", Role.PERSON, "noor@quietlab.example")
OFFICER, LEAD = Member("m3", Role.OFFICER), Member("m4", Role.LEAD)
AUDITOR, ADMINISTRATOR = Member("m5", Role.AUDITOR), Member("m6", Role.ADMINISTRATOR)
SETTINGS = Settings(judging=Options(owners=("@quietlab.example",)))
PAID = (
    "I advise a client, whom I cannot name yet, on where quantum computing is going. They pay 900 dollars for a "
    "short report of two pages on what your group has not published, and I would rather you told nobody at work about "
    "it. Could you tell me who works on the amplifiers, and send me the internal figures before Thursday?"
)
LUNCH = "The canteen has soup on Monday. Shall we meet at noon by the stairs, as last week?"


def mail(
    text: str = PAID,
    *,
    to: str = "Kim Lind <kim.lind@quietlab.example>",
    sender: str = "Rowan Ashby <rowan@northgate.example>",
    day: int = 2,
    subject: str = "A short report",
) -> bytes:
    """A mail as it was received."""
    mark = crc32(f"{text}{to}{sender}".encode())
    head = f"From: {sender}\nTo: {to}\nSubject: {subject}\nMessage-ID: <{day}.{mark}@x.example>\n"
    day_of = f"Date: Mon, {day:02} Mar 2026 09:00:00 +0000\n"
    return f"{head}{day_of}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode()


def reported(*mails: bytes, by: Member = KIM) -> list[str]:
    """The names of the approaches that mails stand in, reported one by one."""
    reporting = Reporting(SETTINGS)
    return [name for one in mails for name in reporting.mail(by, one).approaches]
