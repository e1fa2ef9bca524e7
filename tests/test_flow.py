"""The flow: what a scan and an assessment give, and in which order."""

import base64
import json
from pathlib import Path

import pytest

from lurewatch import flow
from lurewatch.model.assessment import Assessment

LETTER = """From {author} Mon Mar  2 09:00:0{second} 2026
From: {author}
To: {to}
Date: Mon, 02 Mar 2026 09:00:0{second} +0000
Message-ID: <{id}@northgate.example>
Subject: a question

Our client pays 900 dollars for a short report. Could you tell me who works on the decoder in your group?

"""
PEOPLE = ("ana", "bo", "cy", "di")


def mailbox(folder: Path) -> Path:
    """A mailbox in which one contact writes the same to four of ours."""
    path = folder / "in.mbox"
    letters = [
        LETTER.format(author="r@northgate.example", to=f"{person}@lab.example", second=number, id=number)
        for number, person in enumerate(PEOPLE)
    ]
    path.write_text("".join(letters), encoding="utf-8")
    return path


def test_one_contact_and_four_of_ours(tmp_path: Path) -> None:
    """Each of the four conversations gains the evidence that the others give."""
    scan = flow.scan([mailbox(tmp_path)], flow.Options())
    judged = list(scan.judged)
    assert len(judged) == len(PEOPLE)
    assert all("several-people" in {e.indicator for e in one.assessment.evidence} for one in judged)
    assert "lab.example" in scan.owners


def test_batches_of_one_contact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the batches, every conversation is judged once."""
    monkeypatch.setattr("lurewatch.conversations.batches._BATCH", 1)
    judged = list(flow.scan([mailbox(tmp_path)], flow.Options()).judged)
    assert len({one.conversation.id for one in judged}) == len(judged) == len(PEOPLE)


def test_what_was_read(tmp_path: Path) -> None:
    """A scan tells its sources, and what it could not read."""
    (tmp_path / "empty.eml").touch()
    scan = flow.scan([mailbox(tmp_path), tmp_path / "empty.eml"], flow.Options())
    assert list(scan.judged)
    assert [one.messages for one in scan.sources][:1] == [len(PEOPLE)]
    assert any("empty.eml" in gap.where for gap in scan.gaps)


def test_progress_is_told(tmp_path: Path) -> None:
    """Whoever waits is told how far the reading has come."""
    told: list[int] = []
    list(flow.scan([mailbox(tmp_path)], flow.Options(), told.append).judged)
    assert told


def test_lines_that_fail_keep_their_place() -> None:
    """One answer for each line, in order; a line that is no conversation says so in its place."""
    good = json.dumps({"id": "a", "messages": [{"from": "contact", "text": "hello"}]}).encode()
    first, second, third = flow.assess([good, b"{", good], flow.Options())
    assert isinstance(first, Assessment)
    assert isinstance(second, flow.Failed)
    assert "line 2" in second.error
    assert isinstance(third, Assessment)


def test_prior_moves_the_probability_and_not_the_evidence() -> None:
    """Another prior gives another probability from the same evidence."""
    text = "Could you share the unpublished error rates? There is no need to tell your employer."
    line = json.dumps({"id": "a", "messages": [{"from": "contact", "text": text}]}).encode()
    (low,), (high,) = (list(flow.assess([line], flow.Options(prior=prior))) for prior in (0.01, 0.5))
    assert isinstance(low, Assessment)
    assert isinstance(high, Assessment)
    assert low.evidence == high.evidence
    assert low.probability < high.probability


def test_one_contact_who_writes_from_two_addresses(tmp_path: Path) -> None:
    """Handles joined for one of ours count as one contact for all whom they wrote to."""
    office, private = "r@northgate.example", "r.h@post.example"
    ways = [(office, "ana"), (private, "ana"), (private, "bo"), (office, "cy")]
    letters = [
        LETTER.format(author=author, to=f"{person}@lab.example", second=number, id=number)
        for number, (author, person) in enumerate(ways)
    ]
    letters[0] = letters[0].replace("Our client", f"My private address is {private}. Our client")
    path = tmp_path / "in.mbox"
    path.write_text("".join(letters), encoding="utf-8")
    judged = list(flow.scan([path], flow.Options()).judged)
    assert sorted(len(one.conversation.turns) for one in judged) == [1, 1, 2]
    assert all("several-people" in {e.indicator for e in one.assessment.evidence} for one in judged)
    apart = flow.Options(apart=(f"{office}={private}",))
    assert len(list(flow.scan([path], apart).judged)) == len(letters)


LETTERS = """From a@firm{number}.example Mon Mar  2 09:00:00 2026
Authentication-Results: mx.lab.example; dmarc=pass header.from={domain}
From: Rowan Ashby <a@{domain}>
To: ana@lab.example
Date: Mon, 02 Mar 2026 09:00:0{number} +0000
Message-ID: <{number}@{domain}>

I work for {firm} and have a question.

"""


def test_a_sender_held_against_the_register(tmp_path: Path) -> None:
    """Results of the server that stands on most mail are believed, and the register says who writes from where."""
    letters = [LETTERS.format(number=n, domain=f"firm{n}.example", firm="Blue Lake") for n in range(5)]
    letters += [LETTERS.format(number=6, domain="northgate.example", firm="Northgate Insight")]
    (tmp_path / "in.mbox").write_text("".join(letters), encoding="utf-8")
    register = tmp_path / "register.toml"
    register.write_text('[[organisation]]\nname = "Northgate Insight"\ndomains = ["northgate.example"]\n')
    judged = list(flow.scan([tmp_path / "in.mbox"], flow.Options(register=register)).judged)
    claims = {one.claim: one.check for one in judged[-1].assessment.claims}
    assert claims["works for Northgate Insight"] == claims["writes from northgate.example"] == "supported"
    assert "register-confirmed" in {one.indicator for one in judged[-1].assessment.evidence}
    alone = list(flow.scan([tmp_path / "in.mbox"], flow.Options(servers=("mx.elsewhere.example",))).judged)
    assert {one.check for one in alone[-1].assessment.claims} == {"not checkable"}


def test_a_signature_used_by_two(tmp_path: Path) -> None:
    """The later of two who sign with the same details gains evidence."""
    card = "Best regards,\n{name}\nSenior Consultant, 20 Mill Lane, Norwich\n+44 20 7946 0000"
    letters = [
        LETTERS.format(number=number, domain=domain, firm="Blue Lake").replace("Rowan Ashby", name).rstrip()
        + "\n\n"
        + card.format(name=name)
        + "\n\n"
        for number, (domain, name) in enumerate([("a.example", "Rowan Ashby"), ("b.example", "James Carter")])
    ]
    (tmp_path / "in.mbox").write_text("".join(letters), encoding="utf-8")
    judged = list(flow.scan([tmp_path / "in.mbox"], flow.Options()).judged)
    seen = [{one.indicator for one in judgement.assessment.evidence} for judgement in judged]
    assert ["reused-signature" in one for one in seen] == [False, True]


ORIGINAL = """\
Received: from out.northgate.example by mx.firm.example; Thu, 12 Mar 2026 10:05:31 +0100
Authentication-Results: mx.firm.example; spf=pass; dmarc=pass header.from=northgate.example
From: Rowan Ashby <rowan@northgate.example>
To: Kim Vale <kim@firm.example>
Date: Thu, 12 Mar 2026 10:05:30 +0100
Message-ID: <lure@northgate.example>
Subject: A short report

Our client pays 900 for a short report on what is not published yet. Please keep this between us.
"""
GUID = "c4ffb8d2-1111-4222-8333-97f20ab30001"
FILE = 'name="A short report.eml"\nContent-Disposition: attachment; filename="A short report.eml"'
# Subject, headers of the report and headers of the part, as report buttons and mail programs write them.
BUTTONS = {
    "Microsoft 365, Report Message": (
        f"3|{GUID}|192.0.2.7|rowan@northgate.example|(A short report)",
        f"X-MS-Exchange-Organization-Network-Message-Id: {GUID}\nX-MS-Exchange-CrossTenant-Id: {GUID}\n",
        f"message/rfc822; {FILE}\nContent-Transfer-Encoding: base64",
    ),
    "Microsoft 365, user reported": ("Phishing: A short report", "", f"application/octet-stream; {FILE}"),
    "an add-on for Google Workspace": ("[Phish Alert] A short report", "", f"application/octet-stream; {FILE}"),
    "Gmail, as attachment": ("Fwd: A short report", "", f"message/rfc822; {FILE}\nX-Attachment-Id: f_1"),
    "Outlook, as attachment": (
        "FW: A short report",
        "",
        'message/rfc822\nContent-Disposition: attachment; creation-date="Thu, 12 Mar 2026 10:20:00 GMT"',
    ),
    "Apple Mail, as attachment": ("Fwd: A short report", "", f"message/rfc822; x-unix-mode=0666; {FILE}"),
    "Thunderbird, as attachment": ("Fwd: A short report", "", f"message/rfc822; charset=UTF-8; {FILE}"),
}


def report(by: str, subject: str, extra: str, part: str) -> bytes:
    """A report with the original attached."""
    body = base64.encodebytes(ORIGINAL.encode()).decode() if "base64" in part or "octet" in part else ORIGINAL
    coding = "\nContent-Transfer-Encoding: base64" if "octet" in part else ""
    return (
        f"From: {by}\nTo: reports@firm.example\nDate: Thu, 12 Mar 2026 11:00:00 +0100\nMessage-ID: <{by}-report>\n"
        f'Subject: {subject}\n{extra}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n'
        f"Content-Type: text/plain\n\nShould I tell them what I work on?\n--b\n"
        f"Content-Type: {part}{coding}\n\n{body}\n--b--\n"
    ).encode()


@pytest.mark.parametrize("button", BUTTONS)
def test_report_buttons(button: str, tmp_path: Path) -> None:
    """What they deliver is a conversation with the contact, with headers and with who reported; nothing else is."""
    (tmp_path / "one.eml").write_bytes(report("kim@firm.example", *BUTTONS[button]))
    (one,) = flow.scan([tmp_path], flow.Options()).judged
    (turn,) = one.conversation.turns
    assert one.conversation.person == "email:kim@firm.example"
    assert turn.message.author.value == "rowan@northgate.example"
    assert "dmarc=pass" in turn.message.headers["authentication-results"]
    assert [handle.value for handle in one.conversation.reported_by] == ["kim@firm.example"]
    assert {"paid-report", "secrecy"} & {evidence.indicator for evidence in one.assessment.evidence}
    assert all("what I work on" not in evidence.quote for evidence in one.assessment.evidence)
    assert one.assessment.gaps == ()


def test_one_message_reported_with_every_button(tmp_path: Path) -> None:
    """It is one message, and everybody who reported it is kept."""
    for number, button in enumerate(BUTTONS.values()):
        (tmp_path / f"{number}.eml").write_bytes(report(f"p{number}@firm.example", *button))
    (one,) = flow.scan([tmp_path], flow.Options()).judged
    assert len(one.conversation.turns) == 1
    assert len(one.conversation.reported_by) == len(BUTTONS)


def test_words_over_two_marked_lines(tmp_path: Path) -> None:
    """Evidence is found in a forward with a mark before each line, and quotes it to the letter."""
    text = (
        "From: kim@firm.example\nTo: reports@firm.example\nDate: Thu, 12 Mar 2026 11:00:00 +0100\n\nOdd!\n\n"
        "Begin forwarded message:\n\n> From: Rowan Ashby <rowan@northgate.example>\n> Subject: A short report\n"
        "> Date: 12 March 2026 at 10:05:33 CET\n> To: Kim <kim@firm.example>\n>\n> Please keep this between\n> us.\n"
    )
    (tmp_path / "one.eml").write_text(text, encoding="utf-8")
    (one,) = flow.scan([tmp_path], flow.Options()).judged
    assert "keep this between\n> us" in {
        evidence.quote.removesuffix(".").lower() for evidence in one.assessment.evidence
    }
