"""One invented approach, kept in every form in which Outlook and Exchange keep mail."""

import base64
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.sources.mapi_made import Outlook, kept, msg, packed, person, received
from tests.sources.pst_writer import pst
from tests.sources.test_journal import report
from tests.sources.test_tar import tarred
from tests.sources.tnef_writer import tnef

from lurewatch import flow

Judged = tuple[float, list[tuple[str, str]]]
HEADER = (
    "Received: from mx.northgate.example\r\n"
    "From: Rowan Ashby <rowan@northgate.example>\r\nReply-To: rowan.ashby@freemail.example\r\n"
    "To: kim@firm.example\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\nSubject: A question\r\n"
    "Message-ID: <m1@northgate.example>\r\nAuthentication-Results: mx; dmarc=fail\r\n"
)
TEXT = (
    "Dear Kim,\r\n\r\nOur client pays 900 dollars for a short report on the decoder that your group builds. "
    "Could you tell me who works on it, and share the unpublished error rates? There is no need to tell your employer. "
    "Let us go on by a messenger instead.\r\n\r\nRowan Ashby\r\n"
)
HTML = "<html><body>" + "".join(f"<div>{line or '<br>'}</div>" for line in TEXT.split("\r\n")) + "</body></html>"
WRAPPED = b"{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag " + HTML.encode() + b"}}"
EML = f"{HEADER}Content-Type: text/plain\r\n\r\n{TEXT}".encode()


def winmail(message: Outlook) -> bytes:
    """The approach as a mail that is all winmail.dat."""
    head = f"{HEADER}Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + base64.encodebytes(tnef(message))


def reported() -> bytes:
    """The approach attached to a message without words, as a report button sends it."""
    message = kept("")
    message.recipients = [person(1, "Security desk", "desk@firm.example")]
    message.messages.append(received(TEXT, HEADER))
    return msg(message)


FORMS: dict[str, Callable[[], bytes]] = {
    "msg": lambda: msg(received(TEXT, HEADER)),
    "msg with HTML": lambda: msg(received(TEXT, HEADER, html=HTML.encode())),
    "msg of HTML alone": lambda: msg(received("", HEADER, html=HTML.encode())),
    "msg of rich text alone": lambda: msg(received("", HEADER, rtf=packed(WRAPPED))),
    "msg attached to a msg": reported,
    "winmail.dat in a mail": lambda: winmail(Outlook(received(TEXT, "").properties)),
    "winmail.dat of rich text in a mail": lambda: winmail(Outlook(received("", "", rtf=packed(WRAPPED)).properties)),
    "winmail.dat": lambda: tnef(received(TEXT, HEADER)),
    "journal report": lambda: report("Sender: rowan@northgate.example", "To: kim@firm.example", original=EML),
    "pst": lambda: pst(("Inbox", [received(TEXT, HEADER)])),
    "tgz of a pst": lambda: gzip.compress(tarred({"kim.pst": pst(("Inbox", [received(TEXT, HEADER)]))})),
}


def judged(path: Path, data: bytes) -> Judged:
    """What a scan makes of a file: decibans, and the evidence with its words."""
    path.write_bytes(data)
    found = list(flow.scan([path], flow.Options(owners=("@firm.example",))).judged)
    (one,) = [one for one in found if one.conversation.contact.name == "Rowan Ashby"]
    evidence = [(each.indicator, " ".join(each.quote.split())) for each in one.assessment.evidence]
    return round(one.assessment.decibans, 3), sorted(evidence)


@pytest.fixture(scope="module")
def as_eml(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """What a scan makes of the approach as .eml."""
    return judged(tmp_path_factory.mktemp("eml") / "a.eml", EML)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_approach_in_another_form(tmp_path: Path, form: str, as_eml: Judged) -> None:
    """It is judged as its .eml is, to a thousandth of a deciban, by the same words."""
    assert as_eml[0] > 0
    assert judged(tmp_path / "b", FORMS[form]()) == as_eml
