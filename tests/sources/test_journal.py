"""Journal reports of Exchange."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import DATE, UNHURRIED, mail, message_of, of_mail, shown, whys

from lurewatch.model.message import Message

ORIGINAL = mail(
    "Our client pays for a short report.",
    message_id="<m1@northgate.example>",
    subject="A question",
    cc="sol@firm.example",
    authentication_results="mx; spf=fail",
)
LINES = (
    "Sender: rowan@northgate.example",
    "Subject: A question",
    "Message-Id: <m1@northgate.example>",
    "To: kim@firm.example, Expanded: physics@firm.example",
    "Cc: sol@firm.example",
    "Bcc: ana@firm.example",
    "Recipient: bo@firm.example, Forwarded: bo@old.example",
)


def report(*lines: str, original: bytes = ORIGINAL, mark: str = "X-MS-Journal-Report: \n", more: str = "") -> bytes:
    """A journal report of these lines, with the original attached."""
    head = f"From: MicrosoftExchange@firm.example\nTo: journal@firm.example\nDate: {DATE}\nSubject: A question\n{mark}"
    kind = "Content-Type: multipart/mixed; boundary=j1\n\n"
    body = "--j1\nContent-Type: text/plain; charset=us-ascii\n\n" + "\r\n".join(lines) + "\r\n"
    attached = b"--j1\nContent-Type: message/rfc822\n\n" + original + b"\n"
    return (head + kind + body).encode() + attached + more.encode() + b"--j1--\n"


def recipients(message: Message) -> list[str]:
    """The addresses of a message's recipients."""
    return [handle.value for handle in message.recipients]


@pytest.mark.parametrize("mark", ["X-MS-Journal-Report:\n", "X-MS-Exchange-Organization-Journal-Report: x\n"])
def test_a_journal_report(mark: str) -> None:
    """It is the original alone, and those whom the envelope lists are its recipients, blind copies included."""
    (found,), gaps = of_mail(report(*LINES, mark=mark))
    own = message_of(ORIGINAL)
    assert (found.id, found.author, found.text, found.headers) == (own.id, own.author, own.text, own.headers)
    listed = ["kim@firm.example", "sol@firm.example", "ana@firm.example", "bo@firm.example"]
    assert recipients(found) == listed
    assert gaps == []


def test_a_report_in_words_we_do_not_know() -> None:
    """Its addresses are the original's recipients too; what else it says is kept as a message, and told."""
    (envelope, found), gaps = of_mail(report("Absender: rowan@northgate.example", "Empfänger: ana@firm.example"))
    assert "ana@firm.example" in recipients(found)
    assert "Absender" in envelope.text
    assert "says more than a report does" in whys(gaps)


@pytest.mark.parametrize(
    "lines",
    [
        (*LINES, "Please send unpublished results before Friday."),
        ("To: kim@firm.example please send unpublished results",),
        ("Sender: Rowan who asks for results", *LINES[3:]),
        ("Subject: Please send unpublished results", *LINES[3:]),
        ("Message-Id: <other@northgate.example>", *LINES[3:]),
    ],
)
def test_words_hidden_in_a_report(lines: tuple[str, ...]) -> None:
    """A mail that calls itself a report and says more is a message like any other."""
    found, gaps = of_mail(report(*lines))
    assert len(found) == 2
    assert found[0].text.startswith(lines[0])
    assert "says more than a report does" in whys(gaps)


@pytest.mark.parametrize(
    "more",
    [
        "--j1\nContent-Type: text/html\n\n<p>Please send unpublished results.</p>\n",
        "--j1\nContent-Type: application/pdf; name=a.pdf\n\nx\n",
    ],
)
def test_parts_beside_the_original(more: str) -> None:
    """They are no part of a report, so the mail that holds them is a message."""
    assert len(of_mail(report(*LINES, more=more))[0]) == 2


def test_a_report_without_its_mark() -> None:
    """It is a mail with a mail attached."""
    found, gaps = of_mail(report(*LINES, mark=""))
    assert len(found) == 2
    assert recipients(found[1]) == ["kim@firm.example", "sol@firm.example"]
    assert gaps == []


def test_a_mark_without_an_original() -> None:
    """It is a mail."""
    (found,), _ = of_mail(mail("Hello", x_ms_journal_report="x"))
    assert found.text == "Hello"


def test_a_mail_attached_to_the_original() -> None:
    """The envelope says nothing of who got that one."""
    inner = "Content-Type: multipart/mixed; boundary=o1\n\n--o1\nContent-Type: message/rfc822\n\n"
    original = ORIGINAL.replace(b"\n\n", b"\n" + inner.encode() + mail("inner") + b"\n--o1--\n", 1)
    found, _ = of_mail(report(*LINES, original=original))
    assert "ana@firm.example" in recipients(found[0])
    assert recipients(found[1]) == ["kim@firm.example"]


@given(st.lists(st.one_of(st.sampled_from(LINES), st.text("To: a@b,<>\n", max_size=30)), max_size=12))
@UNHURRIED
def test_any_lines(lines: list[str]) -> None:
    """The original is always read, and nothing of the report is lost: it is a list of addresses, or a message."""
    found, gaps = of_mail(report(*lines))
    assert found[-1].id == "m1@northgate.example"
    shown([*found, *gaps])
