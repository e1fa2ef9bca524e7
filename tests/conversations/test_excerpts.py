"""Mails within the text of another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conversations.forwards import BODY, KIM, OWN, ROWAN, SUBJECT, Form, forms
from tests.sources.made import UNHURRIED
from tests.timed import BOUND, times_as_long

from lurewatch.conversations.excerpts import Excerpt, excerpts
from lurewatch.conversations.written_date import written_date
from lurewatch.model.handle import Platform
from lurewatch.text.html import visible

NESTED = """See below.

From: Kim Vale <kim@firm.example>
Sent: Thursday, March 12, 2026 11:00 AM
To: Bo Rey <bo@firm.example>
Subject: FW: A short report

Bo, is this genuine?

From: Rowan Ashby <rowan@northgate.example>
Sent: Thursday, March 12, 2026 10:05 AM
To: Kim Vale <kim@firm.example>
Subject: A short report

Dear Kim, would you?"""


def found(text: str) -> list[tuple[Excerpt, str]]:
    """The excerpts and their texts."""
    return [(one, text[one.start : one.end]) for one in excerpts(text)]


def words(text: str) -> list[str]:
    """The words, whatever was put between them."""
    return text.replace(">", " ").split()


@pytest.mark.parametrize("form", list(forms()), ids=Form.__str__)
def test_forward_by_a_program(form: Form) -> None:
    """Author, recipient, subject and text are told apart, in every program and language, plain and in HTML."""
    text = visible(form.text).text if form.is_html else form.text
    ((one, body),) = found(text)
    assert (one.author.value, one.author.name) == (ROWAN, "Rowan Ashby")
    assert [handle.value for handle in one.recipients] == [KIM]
    assert one.subject == SUBJECT
    assert words(body) == words(BODY)
    assert text[: one.opening].strip() == OWN


WHO = f"Rowan Ashby <{ROWAN}>"
HEAD = f"Subject: {SUBJECT}\nTo: Kim Vale <{KIM}>"


@pytest.mark.parametrize(
    "opening",
    [
        f"-------- Original message --------\nFrom: {WHO} \nDate: 12/03/2026  10:05  (GMT+01:00) \n{HEAD} \n",
        f"----- Forwarded Message -----\nFrom: {WHO}\nSent: Thursday, March 12, 2026 at 10:05 AM CET\n{HEAD}",
        f"------- Forwarded Message -------\nFrom: {WHO}\nDate: On Thursday, March 12th, 2026\n{HEAD}\n",
        f"-------- Weitergeleitete Mail --------\nVon: {WHO}\nDatum: 12.03.26\nBetreff: {SUBJECT}\nAn: {KIM}",
        f'Gesendet: 12. März 2026 um 10:05 Uhr\nVon: "Rowan Ashby" <{ROWAN}>\nAn: {KIM}\nBetreff: {SUBJECT}',
        f"> -------- Forwarded Message --------\n> From: {WHO}\n> Date: 12 March 2026\n> "
        + HEAD.replace("\n", "\n> ")
        + "\n>",
        f"*From:* {WHO}\n*Sent:* 12 March 2026 10:05\n*To:* {KIM}\n*Subject:* {SUBJECT}",
        f"Da: {WHO}\nInviato: giovedì 12 marzo 2026 10:05\nA: {KIM}\nOggetto: {SUBJECT}",
        f"Van: {WHO}\nVerzonden: donderdag 12 maart 2026 10:05\nAan: {KIM}\nOnderwerp: {SUBJECT}",
    ],
)
def test_forward_by_another_program(opening: str) -> None:
    """Samsung, Yahoo, Proton, GMX, a program that marks all, Gmail's copy of Outlook's lines; Italian and Dutch."""
    body = "> " + BODY.replace("\n", "\n> ") if opening.startswith(">") else BODY
    ((one, text),) = found(f"{OWN}\n\n{opening}\n\n{body}")
    assert (one.author.value, one.author.name) == (ROWAN, "Rowan Ashby")
    assert [handle.value for handle in one.recipients] == [KIM]
    assert one.subject == SUBJECT
    assert written_date(one.date) is not None
    assert words(text) == words(BODY)


def test_forward_of_a_forward() -> None:
    """Each mail within another is found, from the outside in, and lies in the one around it."""
    (outer, outer_text), (inner, inner_text) = found(NESTED)
    assert (outer.author.value, inner.author.value) == ("kim@firm.example", "rowan@northgate.example")
    assert outer_text.startswith("Bo, is this genuine?")
    assert inner_text == "Dear Kim, would you?"
    assert outer.start < inner.opening < inner.start < inner.end == outer.end


def test_forward_of_a_forward_with_marks() -> None:
    """Apple Mail marks the inner one twice."""
    inner = "From: Rowan <r@northgate.example>\nDate: 12 March 2026\nTo: k@firm.example\n\nDear Kim"
    outer = "From: Kim <k@firm.example>\nDate: 12 March 2026\nTo: b@firm.example\n\nBo, look:\n\n"
    outer += "Begin forwarded message:\n\n> " + inner.replace("\n", "\n> ")
    text = (
        "FYI\n\nBegin forwarded message:\n\n" + "\n".join(f"> {line}" for line in outer.split("\n")) + "\n\nKind words"
    )
    (first, _), (second, text_of_second) = found(text)
    assert (first.author.value, second.author.value) == ("k@firm.example", "r@northgate.example")
    assert text_of_second == "> > Dear Kim"


def test_answer_within_a_forward() -> None:
    """Where one of ours passes on an answer, what it answers is found too, marked or not."""
    text = (
        "---------- Forwarded message ---------\nFrom: Kim <kim@firm.example>\nDate: 12 March 2026\n"
        "To: <r@northgate.example>\n\nYes.\n\n"
        "On Thu, Mar 12, 2026 at 10:05 AM Rowan Ashby <r@northgate.example> wrote:\n\n> Would you?\n> Rowan"
    )
    _, (one, body) = found(text)
    assert (one.author.value, one.author.name) == ("r@northgate.example", "Rowan Ashby")
    assert body == "> Would you?\n> Rowan"


def test_name_without_an_address() -> None:
    """A mere name is a handle of a name."""
    ((one, _),) = found("From: Ashby, Rowan\nSent: 12 March 2026\nTo: Vale, Kim; Rey, Bo\nSubject: x\n\nDear Kim")
    assert (one.author.platform, one.author.name) == (Platform.NAME, "Ashby, Rowan")
    assert [handle.name for handle in one.recipients] == ["Vale, Kim", "Rey, Bo"]


def test_name_that_looks_like_an_address_of_ours() -> None:
    """The author is the address in brackets, whatever stands before it."""
    ((one, _),) = found("From: ceo@firm.example <x@northgate.example>\nSent: now\nTo: kim\nSubject: x\n\nDear Kim")
    assert one.author.value == "x@northgate.example"


def test_recipients_over_several_lines() -> None:
    """Folded lines go on with the field above them, and the text begins where they end."""
    to = "Kim Vale <kim.vale@department-of-long-names.firm.example>, Bo Rey\n<bo@firm.example>,\nCy <cy@firm.example>"
    ((one, body),) = found(f"From: Rowan <r@northgate.example>\nDate: 12 March 2026\nTo: {to}\nSubject: x\n\nDear all")
    assert len(one.recipients) == 3
    assert body == "Dear all"


def test_text_right_under_the_block() -> None:
    """Without a blank line the text begins with the first line that is no field."""
    ((_, body),) = found("From: R <r@northgate.example>\nDate: 12 March 2026\nSubject: x\nDear Kim,\nwould you?")
    assert body == "Dear Kim,\nwould you?"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "From: the north gate\nwe walked to: the lab, and: home.",
        "---------- Forwarded message ---------\n\nwith nothing: that: names: an author. From: nobody",
        "Begin forwarded message:\nFrom: \nDate: \nTo: \n\nx",
        "From: R <r@northgate.example>\nDate: 12 March 2026\nTo: kim\n\n",
    ],
)
def test_what_opens_no_mail(text: str) -> None:
    """Without an author, a block or a text there is none."""
    assert found(text) == []


PIECES = [
    "> ", ">", "\n", "\n\n", "Begin forwarded message:\n", "---------- Forwarded message ---------\n",
    "From: a@b.example\n", "Von: A\n", "To: c@d.example\n", "Sent: 1 May 2026 10:00\n", "Subject: x\n",
    "On 1.2.2026 10:00 A <a@b.example> wrote:\n", "words\n", "-----Original Message-----\n", "\xa0", "*", "é", "<",
    ";", "________\n", "y" * 80, "İ", "\r", "-- \nA\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@UNHURRIED
def test_any_mixture(text: str) -> None:
    """Every excerpt is a slice with words in it, after its opening, and within the one around it."""
    end = len(text)
    opening = -1
    for one in excerpts(text):
        assert opening < one.opening <= one.start < one.end <= end
        assert text[one.start : one.end].strip()
        opening, end = one.opening, one.end


@pytest.mark.parametrize(
    "piece",
    [
        "From: a <a@b.example>\nTo: c\nDate: x\n\n",
        "> From: a@b.example\n> To: c\n> Date: x\n>\n",
        "Begin forwarded message:\n> ",
        "From: a\n" + "a@b.example, " * 50,
        "> " * 30 + "From: a@b.example\n",
    ],
)
def test_hostile_repetition(piece: str) -> None:
    """Openings by the thousand are looked through in time that grows with their number, not with its square."""

    def found(size: int) -> None:
        text = "---------- Forwarded message ---------\n" + piece * (size // len(piece))
        assert len(list(excerpts(text))) < 10

    assert times_as_long(found, 100_000) < BOUND
