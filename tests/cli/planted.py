"""An invented mailbox in which four of our people are approached under three names, among ordinary mail."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from mailbox import mbox
from pathlib import Path

_BEGAN = datetime(2026, 3, 2, 9, 14, tzinfo=UTC)
_OURS = "haldenq.example"
_TEXT = """Dear Dr {surname},

{opening}

I advise a client, whom I cannot name yet, on where superconducting readout is going. They pay {sum} dollars for a short
report of two pages on what your group has not published, and I would rather you told nobody at work about it. Could you
tell me who works on the amplifiers, and send me the internal figures before Thursday?

{name}
+00 20 7946 0{phone}"""
_SENT = (
    ("Marta Vale", "m.vale@northlight-insight.example", "ada.reyes", 0, "Your talk on cryogenics stayed with me."),
    ("Marta Vale", "m.vale@northlight-insight.example", "li.winter", 3, "A colleague pointed me to your paper."),
    ("Jon Reed", "jon.reed@harbour-expertise.example", "nadia.holm", 24, "We build a panel of leading physicists."),
    ("Elin Sorrell", "elin@meridian-advisory.example", "jonas.berg", 51, "I read your thesis with great pleasure."),
)  # fmt: skip
_MORE = (
    ("Marta Vale", "m.vale@northlight-insight.example", "ada.reyes", 9, "Have you had time to think about my offer?"),
    ("Jon Reed", "jon.reed@harbour-expertise.example", "nadia.holm", 30, "The client would raise the fee to 1,400."),
    ("Elin Sorrell", "elin@meridian-advisory.example", "jonas.berg", 58, "May I call you on a messenger tonight?"),
)
_ORDINARY = ("The seminar room is booked for Monday.", "Please find the order of the couplers below.", "Lunch at noon?")


def write_mailbox(path: Path, names: dict[str, str] | None = None) -> Path:
    """The mailbox as mbox; `names` puts other names in the place of the contacts' own."""
    box = mbox(path)
    shown = names or {}
    for name, address, person, day, opening in _SENT:
        parts = {"surname": person.rpartition(".")[2].title(), "opening": opening, "sum": 900 + day, "name": name}
        box.add(_mail(shown.get(name, name), address, person, day, _TEXT.format(**parts, phone=958)))
    for name, address, person, day, text in _MORE:
        box.add(_mail(shown.get(name, name), address, person, day, text))
    people = [person for _, _, person, *_ in _SENT]
    for number in range(24):
        who = f"supplier{number}"
        text = f"{_ORDINARY[number % 3]} This is number {number * 7919 % 1000} of our list."
        box.add(_mail(who.title(), f"{who}@firm{number}.example", people[number % 4], number, text))
    box.close()
    return path


def _mail(name: str, address: str, person: str, day: int, text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = f'"{name}" <{address}>'
    mail["To"] = f"{person}@{_OURS}"
    mail["Subject"] = "A question"
    mail["Date"] = format_datetime(_BEGAN + timedelta(days=day))
    mail["Message-ID"] = f"<{person}.{day}.{address}>"
    mail.set_content(text)
    return mail
