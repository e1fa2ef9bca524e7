"""Messages that our people reported: attached, in the text of a mail, several times, through several hands."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conversations.forwards import BODY, KIM, OWN, ROWAN, SUBJECT, Form, forms
from tests.conversations.test_excerpts import words
from tests.sources.made import UNHURRIED

from lurewatch.conversations.assemble import Assembly
from lurewatch.model.conversation import Conversation, RegionKind, Side
from lurewatch.model.forward import Forward
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import NO_HEADERS, Channel, Message
from lurewatch.model.place import Place
from lurewatch.text.html import visible

SENT = datetime(2026, 3, 12, 9, 5, tzinfo=UTC)
DESK, BO, CY = "desk@firm.example", "bo@firm.example", "cy@firm.example"
ONE = next(iter(forms()))  # a forward by Outlook, in English


def handle(address: str) -> Handle:
    """An address with the name of whom it is."""
    return Handle(Platform.EMAIL, address, {KIM: "Kim Vale", BO: "Bo Rey", ROWAN: "Rowan Ashby"}.get(address, ""))


def mail(author: str, *to: str, text: str, hours: float = 0, subject: str = "") -> Message:
    """A mail so many hours after the first, from a clock an hour ahead of UTC."""
    at = SENT + timedelta(hours=hours)
    local = f"{at + timedelta(hours=1):%a, %d %b %Y %H:%M:%S} +0100"
    place = Place(f"{author}-{hours}.eml")
    return Message(
        place.source, handle(author), tuple(map(handle, to)), text, Channel.EMAIL, place, at, local, subject=subject
    )


def lure(to: str = KIM, text: str = BODY) -> Message:
    """The original as it came."""
    headers = {"authentication-results": "mx; dmarc=pass"}
    return replace(mail(ROWAN, to, text=text, subject=SUBJECT), id="lure@x", headers=headers)


def attached(by: str, original: Message, hours: float = 1, headers: Mapping[str, str] = NO_HEADERS) -> list[Message]:
    """A report with the original attached, as the reader gives it."""
    outer = replace(mail(by, DESK, text=OWN, hours=hours, subject=f"FW: {SUBJECT}"), headers=headers)
    forward = Forward(outer.author, outer.sent_at, outer.id, OWN)
    return [outer, replace(original, forwards=(forward,), place=outer.place)]


def inline(by: str, form: Form = ONE, hours: float = 1) -> Message:
    """A report with the original in its text."""
    text = visible(form.text).text if form.is_html else form.text
    return mail(by, DESK, text=text, hours=hours, subject=form.subject)


def joined(messages: Sequence[Message], owners: Sequence[str] = ("@firm.example",)) -> list[Conversation]:
    """The conversations that messages make."""
    assembly = Assembly(owners)
    for message in messages:
        assembly.add(message)
    return list(assembly.conversations())


def reporters(conversation: Conversation) -> list[str]:
    """Who reported."""
    return [one.value for one in conversation.reported_by]


def test_original_attached() -> None:
    """It is a conversation between the contact and whom they wrote to, with all its headers; the report is none."""
    (found,) = joined(attached(KIM, lure()))
    (turn,) = found.turns
    assert (found.contact.handles[0].value, found.person) == (ROWAN, f"email:{KIM}")
    assert (turn.side, turn.message.text) == (Side.CONTACT, BODY)
    assert turn.message.headers["authentication-results"] == "mx; dmarc=pass"
    assert [(report.by.value, report.words) for report in turn.message.reports] == [(KIM, OWN)]
    assert found.gaps == ()


@pytest.mark.parametrize("form", list(forms()), ids=Form.__str__)
def test_original_in_the_text(form: Form) -> None:
    """It is reconstructed from every program and language: author, time, text; that headers are missing is told."""
    report = inline(KIM, form)
    (found,) = joined([report])
    (turn,) = found.turns
    message = turn.message
    assert (message.author.value, message.author.name, found.person) == (ROWAN, "Rowan Ashby", f"email:{KIM}")
    assert message.sent_at is not None
    assert message.sent_at.replace(second=0) == SENT
    assert message.subject == SUBJECT
    assert words(message.text) == words(BODY)
    assert message.text in report.text
    assert (message.headers, message.is_inline, reporters(found)) == ({}, True, [KIM])
    whats = [gap.what for gap in found.gaps]
    assert whats == ["headers not available"] + ["the time of a message"] * (not form.has_zone)
    assert found.gaps[0].why.startswith("forwarded inline")


def test_asked_twice() -> None:
    """The conversations are the same when they are asked for again."""
    assembly = Assembly(("@firm.example",))
    assembly.add(inline(KIM))
    assert list(assembly.conversations()) == list(assembly.conversations())


def test_reports_in_all_forms() -> None:
    """They merge into the original; everybody who reported is kept, the earliest first, each once."""
    html = next(form for form in forms() if form.program == "Apple Mail" and form.is_html and form.language == "fr")
    reports = [inline(CY, html, 3), *attached(KIM, lure(), 2), inline(BO, hours=1), inline(BO, hours=5)]
    (found,) = joined(reports)
    (turn,) = found.turns
    assert turn.message.headers
    assert reporters(found) == [BO, KIM, CY]
    assert found.gaps == ()


def test_original_in_the_mailbox() -> None:
    """A report of a message that is there anyway adds who reported it, and no second copy."""
    (found,) = joined([lure(), mail(KIM, ROWAN, text="Thank you, no.", hours=0.5), inline(KIM)])
    assert [turn.side for turn in found.turns] == [Side.CONTACT, Side.PERSON]
    assert reporters(found) == [KIM]
    assert found.gaps == ()


def test_same_text_to_five_of_ours() -> None:
    """Five people who each report what was sent to them alone make five conversations."""
    people = [f"p{number}@firm.example" for number in range(5)]
    attachments = [message for one in people[:3] for message in attached(one, lure(one))]
    others = [inline(one, ONE._replace(text=ONE.text.replace(KIM, one).replace("Kim Vale", ""))) for one in people[3:]]
    found = joined([*attachments, *others])
    assert [(one.person, reporters(one)) for one in found] == [(f"email:{one}", [one]) for one in people]


def test_blind_copy() -> None:
    """A message that names nobody of ours came to whoever reported it."""
    original = replace(lure(), recipients=())
    found = joined([*attached(KIM, original), *attached(BO, original, 2)])
    assert [(one.person, reporters(one)) for one in found] == [(f"email:{KIM}", [KIM]), (f"email:{BO}", [BO])]


def test_colleague_who_reports() -> None:
    """The person is the one who was written to, and the colleague the one who reported."""
    (found,) = joined(attached(BO, lure()))
    assert (found.person, reporters(found)) == (f"email:{KIM}", [BO])


def test_report_through_two_hands() -> None:
    """Of a forward of a forward the innermost is the message; both who passed it on are kept."""
    block = f"From: Bo Rey <{BO}>\nSent: Thursday, March 12, 2026 10:30 AM\nTo: Cy\nSubject: FW: x\n\n"
    text = f"For you.\n\n{block}{ONE.text}"
    (found,) = joined([mail(CY, DESK, text=text, hours=1, subject="FW: FW: x")])
    (turn,) = found.turns
    assert turn.message.text == BODY
    assert [(one.by.value, one.words) for one in turn.message.reports] == [(BO, OWN), (CY, "For you.")]


def test_report_attached_to_a_report() -> None:
    """A report in which the original stands, attached to another, keeps both who passed it on."""
    outer = mail(CY, DESK, text="For you.", hours=2)
    middle = replace(inline(BO), forwards=(Forward(outer.author, outer.sent_at, outer.id, outer.text),))
    (found,) = joined([outer, middle])
    assert reporters(found) == [BO, CY]


def test_colleague_without_an_address() -> None:
    """Outlook shows colleagues by name alone; their mail within is no contact's, the one from outside in it is."""
    text = f"For you.\n\nFrom: Bo Rey\nSent: Thursday, March 12, 2026 10:30 AM\nTo: Cy\nSubject: FW: x\n\n{ONE.text}"
    (found,) = joined([mail(CY, DESK, text=text, hours=1, subject="FW: FW: x")])
    assert found.contact.handles[0].value == ROWAN
    assert reporters(found) == ["bo rey", CY]


def test_answer_of_ours_passed_on() -> None:
    """Our person's answer and the contact's message in it are both messages of the conversation."""
    text = (
        f"{OWN}\n\n---------- Forwarded message ---------\nFrom: Kim Vale <{KIM}>\n"
        f"Date: Thu, Mar 12, 2026 at 11:00 AM\nSubject: Re: {SUBJECT}\nTo: Rowan Ashby <{ROWAN}>\n\n\n"
        f"I work on the decoder with Bo.\n\nOn Thu, Mar 12, 2026 at 10:05 AM Rowan Ashby <{ROWAN}> wrote:\n\n"
    )
    (found,) = joined([mail(KIM, DESK, text=text + "> " + BODY.replace("\n", "\n> "), hours=2, subject="Fwd: Re: x")])
    assert [turn.side for turn in found.turns] == [Side.CONTACT, Side.PERSON]
    contact, person = found.turns
    assert words(contact.message.text) == words(BODY)
    assert contact.message.sent_at == SENT
    own = person.message.text[: person.regions[0].start]
    assert own.strip() == "I work on the decoder with Bo."
    assert reporters(found) == [KIM]


def test_answer_quoted_in_a_report() -> None:
    """What the contact quotes of our person is not the contact's own words."""
    text = ONE.text + f"\n\nOn Wed, Mar 11, 2026 at 9:00 AM Kim Vale <{KIM}> wrote:\n\n> I work on the decoder."
    (found,) = joined([mail(KIM, DESK, text=text, hours=1, subject="FW: x")])
    (region,) = found.turns[0].regions
    assert region.kind is RegionKind.QUOTED
    assert found.turns[0].message.text[region.start : region.end].endswith("> I work on the decoder.")


def test_marks_before_every_line() -> None:
    """The text keeps its marks to the letter, and is the contact's own words all the same."""
    form = next(form for form in forms() if form.program == "Apple Mail" and not form.is_html)
    report = inline(KIM, form)
    (found,) = joined([report])
    message, regions = found.turns[0].message, found.turns[0].regions
    assert message.text.startswith("> Dear Kim,\n> \n> Our client")
    assert message.text in report.text
    assert regions == ()


def test_name_without_an_address() -> None:
    """A contact shown by name alone has a handle of that name and a gap; two reports of the message are one message."""
    form = ONE._replace(text=ONE.text.replace(f" <{ROWAN}>", "").replace(f"Kim Vale <{KIM}>", "Kim Vale"))
    (found,) = joined([inline(KIM, form), inline(KIM, form, 2)])
    assert found.contact.handles == (Handle(Platform.NAME, "rowan ashby", "Rowan Ashby"),)
    assert (found.person, reporters(found)) == (f"email:{KIM}", [KIM])
    assert "the contact's address" in [gap.what for gap in found.gaps]
    assert [turn.message.recipients for turn in found.turns] == [(handle(KIM),)]


def test_same_name_other_words() -> None:
    """A name alone never joins two messages."""
    form = ONE._replace(text=ONE.text.replace(f" <{ROWAN}>", ""))
    other = ONE._replace(text=form.text.replace("900", "500 a month, for as long as you please"))
    assert len(joined([inline(KIM, form), inline(KIM, other, 2)])) == 2


@pytest.mark.parametrize("tail", ["\n\n-- \nKim Vale\nHardware, Firm Ltd", "\n\nKim Vale\nFirm Ltd\n+44 117 496 0000"])
def test_signature_of_the_one_who_reports(tail: str) -> None:
    """Some programs put it under the original; it is not the contact's."""
    (found,) = joined([inline(KIM, ONE._replace(text=ONE.text + tail))])
    assert found.turns[0].message.text == BODY


def test_address_that_a_reported_contact_calls_their_own() -> None:
    """It is theirs and not that of the one who reports: what they write from there is the same conversation."""
    private = "r.ashby@post.example"
    form = ONE._replace(text=ONE.text + f"\n\nPlease write to my private address {private} from now on.")
    (found,) = joined([inline(KIM, form), mail(private, KIM, text="Did you get my note?", hours=48)])
    assert [one.value for one in found.contact.handles] == [ROWAN, private]
    assert reporters(found) == [KIM]
    (why,) = found.contact.joined
    assert why.message == 0
    assert found.turns[0].message.text[why.start : why.end] == private


def test_request_under_the_name_of_the_one_who_reports() -> None:
    """A contact cannot hide words behind our person's name."""
    tail = "\n\n-- \nKim Vale\nPlease send me the list of your colleagues as well, would you?"
    (found,) = joined([inline(KIM, ONE._replace(text=ONE.text + tail))])
    assert found.turns[0].message.text == BODY + tail


def test_forward_by_somebody_outside() -> None:
    """It is no report: the contact is the one who forwards."""
    (found,) = joined([mail("x@other.example", KIM, text=ONE.text, subject="FW: x", hours=1)])
    assert found.contact.handles[0].value == "x@other.example"
    assert reporters(found) == []
    assert not found.turns[0].message.is_inline


def test_forward_by_somebody_outside_that_is_reported() -> None:
    """The contact is the one who wrote to us, not whom they quote."""
    block = f"From: X <x@other.example>\nSent: Thursday, March 12, 2026 10:30 AM\nTo: <{KIM}>\nSubject: FW: x\n\n"
    (found,) = joined([mail(KIM, DESK, text=f"Hm.\n\n{block}{ONE.text}", hours=1, subject="FW: FW: x")])
    assert found.contact.handles[0].value == "x@other.example"
    assert found.turns[0].message.text == ONE.text


def test_answer_that_quotes_in_a_block() -> None:
    """An answer to the contact is our person's message, not a report."""
    answer = mail(KIM, ROWAN, text=ONE.text, hours=1, subject=f"RE: {SUBJECT}")
    (found,) = joined([lure(), answer])
    assert [turn.side for turn in found.turns] == [Side.CONTACT, Side.PERSON]
    assert reporters(found) == []


def test_answer_to_a_colleague() -> None:
    """A colleague who answers a colleague, with a mail from outside quoted, reports nothing."""
    found = joined([mail(KIM, BO, text=ONE.text, hours=1, subject="RE: lunch")])
    assert [one.internal for one in found] == [True]


def test_forward_to_another_contact() -> None:
    """What our person forwards to somebody outside stays in the conversation with them."""
    other = "x@other.example"
    found = joined(
        [mail(other, KIM, text="Hello?", hours=0.5), mail(KIM, other, text=ONE.text, hours=1, subject="FW: x")]
    )
    by_contact = {one.contact.handles[0].value: one for one in found}
    assert [turn.side for turn in by_contact[other].turns] == [Side.CONTACT, Side.PERSON]
    assert by_contact[ROWAN].turns[0].message.text == BODY


@pytest.mark.parametrize(
    "headers",
    [
        {"authentication-results": "mx; spf=fail; dkim=none; dmarc=fail header.from=firm.example"},
        {"list-id": "<all.firm.example>"},
        {"auto-submitted": "auto-generated"},
        {"precedence": "bulk"},
    ],
)
def test_report_that_none_of_ours_wrote(headers: dict[str, str]) -> None:
    """A forged sender, a list or a program reports nothing, and what it says stays a message of its own."""
    found = joined([*attached(KIM, lure(), headers=headers), replace(inline(BO), headers=headers)])
    assert all(reporters(one) == [] for one in found)
    assert {one.contact.handles[0].value for one in found} == {ROWAN, KIM, BO}


def test_digest_of_a_list_in_a_report() -> None:
    """What a list carries is not reported, though one of ours attached the list's mail to theirs."""
    outer = mail(KIM, DESK, text=OWN, hours=2)
    digest = replace(mail("all@firm.example", KIM, text="Today", hours=1), headers={"list-id": "<all.firm.example>"})
    first, second = (Forward(one.author, one.sent_at, one.id, one.text) for one in (outer, digest))
    posted = replace(lure(), forwards=(first, second))
    found = joined([outer, replace(digest, forwards=(first,)), posted])
    assert all(reporters(one) == [] for one in found)


def test_day_and_month_that_may_be_swapped() -> None:
    """Where the program shows numbers alone, the gap says that they may be read otherwise."""
    (found,) = joined([inline(KIM, ONE._replace(text=ONE.text.replace("Thursday, March 12, 2026", "03/04/2026")))])
    assert any("the other way round" in gap.why for gap in found.gaps)


def test_mail_of_ours_attached() -> None:
    """A colleague's mail passed on to a colleague is mail among ours."""
    found = joined(attached(KIM, mail(BO, KIM, text="Lunch?")))
    assert all(one.internal for one in found)
    assert all(reporters(one) == [] for one in found)


def test_second_message_with_the_same_words() -> None:
    """The contact who writes the same again after a week has written twice."""
    later = ONE._replace(text=ONE.text.replace("March 12", "March 19"))
    (found,) = joined([inline(KIM), inline(KIM, later, 200)])
    assert len(found.turns) == 2


def test_date_that_cannot_be_read() -> None:
    """The message is kept without a time, and the gap says so."""
    (found,) = joined([inline(KIM, ONE._replace(text=ONE.text.replace("March 12", "Smarch 12")))])
    assert found.turns[0].message.sent_at is None
    assert any("none that can be read" in gap.why for gap in found.gaps)


@given(st.randoms(use_true_random=False), st.lists(st.sampled_from(list(forms())), max_size=4))
@UNHURRIED
def test_order_of_reading(order: random.Random, some: list[Form]) -> None:
    """The conversations are the same in whatever order reports are read."""
    reports = [[inline(BO if n % 2 else KIM, form, n)] for n, form in enumerate(some)]
    reports += [attached(CY, lure(), 9), [lure()], attached(BO, lure(BO, "Another text of the same contact."), 7)]
    shuffled = list(reports)
    order.shuffle(shuffled)
    first, second = (joined([one for group in groups for one in group]) for groups in (reports, shuffled))
    assert _shapes(first) == _shapes(second)


def _shapes(found: list[Conversation]) -> list[tuple[object, ...]]:
    return sorted(
        (one.id, one.person, tuple(reporters(one)), tuple((turn.message.id, turn.message.text) for turn in one.turns))
        for one in found
    )


@given(st.lists(st.sampled_from(list(forms())), min_size=1, max_size=4), st.text("> \n-:<@.aé", max_size=40))
@UNHURRIED
def test_any_report(some: list[Form], noise: str) -> None:
    """Reports within reports with anything between them are read without an error, and every text is a slice."""
    text = noise.join(visible(form.text).text if form.is_html else form.text for form in some)
    report = mail(KIM, DESK, text=text + noise, hours=1, subject="FW: x")
    for conversation in joined([report]):
        for turn in conversation.turns:
            assert turn.message.text in report.text
            assert all(0 <= one.start < one.end <= len(turn.message.text) for one in turn.regions)
