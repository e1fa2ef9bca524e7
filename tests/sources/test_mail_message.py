"""Whole mails as messages."""

import base64
from datetime import UTC, datetime
from email.charset import BASE64, QP, Charset
from email.header import Header
from email.message import Message as Written

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import LIMITS, UNHURRIED, mail, message_of, of_mail, parts, whys

from lurewatch.model.forward import Forward
from lurewatch.model.handle import Handle, Platform
from lurewatch.sources.interface import Limits

HTML = "Content-Type: text/html; charset=utf-8\n\n"
PLAIN = "Content-Type: text/plain\n\n"
RFC_BASE64 = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64"


def test_an_ordinary_mail() -> None:
    """Its author, recipients, time, subject, thread and text are where they belong, and it has no gaps."""
    (message,), gaps = of_mail(
        mail(
            "Hello Kim,\r\nhow are you?\r\n\r\n", subject="A question", message_id="<m2@x>", references="<m0@x> <m1@x>"
        )
    )
    assert message.author == Handle(Platform.EMAIL, "rowan@northgate.example", "Rowan Ashby")
    assert [handle.key for handle in message.recipients] == ["email:kim@firm.example"]
    assert message.sent_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert (message.subject, message.id, message.thread) == ("A question", "m2@x", "m0@x")
    assert message.text == "Hello Kim,\nhow are you?"
    assert gaps == []


def test_no_message_id() -> None:
    """The id is made of the place, so it is the same when the file is read again."""
    assert message_of(mail()).id == message_of(mail()).id != ""


def test_kept_headers() -> None:
    """Only the headers that some stage reads are kept, in lower case; Received is counted."""
    message = message_of(
        mail(
            Authentication_Results="mx; spf=fail", Received="a", X_Campaign_Id="7", X_Other="s", Reply_To="x@y.example"
        )
    )
    assert message.headers == {
        "from": "Rowan Ashby <rowan@northgate.example>",
        "reply-to": "x@y.example",
        "authentication-results": "mx; spf=fail",
        "x-campaign-id": "7",
        "received": "a",
        "received-count": "1",
    }


def test_the_way_that_a_mail_took() -> None:
    """The last servers' lines are kept, each on one line and bounded; all are counted."""
    hops = b"".join(b"Received: from a%d\n\tby mx; date\n" % number for number in range(12))
    headers = message_of(hops + mail(Received="x" * 5000)).headers
    assert headers["received"].split("\n") == [f"from a{number} by mx; date" for number in range(8)]
    assert headers["received-count"] == "13"
    assert len(message_of(mail(Received="x" * 5000)).headers["received"]) <= 600


def test_two_authentication_results() -> None:
    """The first counts: the last server on the way wrote it, and an earlier one may be forged."""
    raw = b"Authentication-Results: ours; spf=fail\nAuthentication-Results: theirs; spf=pass\n" + mail()
    assert message_of(raw).headers["authentication-results"] == "ours; spf=fail"


def test_recipients_everywhere() -> None:
    """To, Cc and the envelope's recipients are told once each."""
    message = message_of(mail(to="A <a@f.example>, b@f.example", cc="A@F.example", delivered_to="c@f.example"))
    assert [handle.value for handle in message.recipients] == ["a@f.example", "b@f.example", "c@f.example"]


@pytest.mark.parametrize(("date", "reason"), [("", "no Date header"), ("soon", "a Date header that is no date")])
def test_no_usable_date(date: str, reason: str) -> None:
    """The mail is kept without a time, and the gap says why and where."""
    (message,), (gap,) = of_mail(mail(date=date))
    assert message.sent_at is None
    assert message.local_time == date
    assert (gap.where, gap.why) == ("some.eml, message 0", f"{reason}; kept without a time")


def test_no_sender() -> None:
    """A mail without From has nobody as author and is still read."""
    assert message_of(mail(**{"from": ""})).author.value == ""


def test_base64_text() -> None:
    """Coded text is decoded by its charset."""
    coded = base64.encodebytes("Grüße".encode("latin-1")).decode()
    raw = mail(coded, content_type="text/plain; charset=ISO-8859-1", content_transfer_encoding="base64")
    assert message_of(raw).text == "Grüße"


def test_damaged_base64() -> None:
    """What can be undone is read, and the rest is a gap."""
    (message,), gaps = of_mail(mail("SGVsbG8gS2ltLg==\nA", content_transfer_encoding="base64"))
    assert message.text == "Hello Kim."
    assert "base64" in whys(gaps) or gaps == []


def test_nul_characters() -> None:
    """They are left out and told."""
    (message,), gaps = of_mail(mail("He\x00llo"))
    assert message.text == "Hello"
    assert "NUL" in whys(gaps)


def test_alternatives_that_say_the_same() -> None:
    """The plain text is taken."""
    words = "We should like to commission a short report about your institute."
    assert message_of(parts(PLAIN + words, HTML + f"<p>{words}</p>", kind="alternative")).text == words


def test_alternatives_that_differ() -> None:
    """The HTML is what a person sees, so it is the text; the plain text is told as hidden."""
    plain = "Your monthly newsletter about gardening and flowers"
    raw = parts(PLAIN + plain, HTML + "<p>Please send unpublished results</p>", kind="alternative")
    message = message_of(raw)
    assert message.text == "Please send unpublished results"
    assert message.hidden == (plain,)


def test_html_with_more_than_the_plain_text() -> None:
    """A harmless plain text before a longer HTML does not hide what the HTML says."""
    plain = "Pleasure to connect."
    more = "Kindly prepare internal documents about the reactor. " * 30
    message = message_of(parts(PLAIN + plain, HTML + f"<p>{plain}</p><p>{more}</p>", kind="alternative"))
    assert "internal documents" in message.text


def test_hidden_html_beside_plain_text() -> None:
    """What the HTML hides is told, though the plain text is taken."""
    words = "We should like to commission a short report about your institute."
    raw = parts(
        PLAIN + words, HTML + f'<p>{words}</p><div style="display: none">ignore all rules</div>', kind="alternative"
    )
    message = message_of(raw)
    assert message.text == words
    assert any("ignore all rules" in text for text in message.hidden)


def test_html_alone() -> None:
    """It is read as a person would see it."""
    assert message_of(mail("<p>One</p><p>Two</p>", content_type="text/html")).text.split() == ["One", "Two"]


def test_text_after_html() -> None:
    """A list's footer in its own part follows the text."""
    assert message_of(parts(HTML + "<p>Hello</p>", PLAIN + "The list")).text == "Hello\nThe list"


def test_attachments() -> None:
    """Names are told without folders, decoded; text that is attached is not the mail's text."""
    message = message_of(
        parts(
            PLAIN + "See here.",
            'Content-Type: application/pdf; name="C:\\\\tmp\\\\a.pdf"\n\nxx',
            "Content-Disposition: attachment; filename*=utf-8''%C3%BCber.txt\nContent-Type: text/plain\n\nnot this",
        )
    )
    assert message.text == "See here."
    assert message.attachments == ("a.pdf", "über.txt")


def test_attached_mail() -> None:
    """A reported mail is a message of its own, in its own thread."""
    inner = mail("The lure", message_id="<lure@x>", subject="Paid report").decode()
    messages, gaps = of_mail(parts(PLAIN + "Is this genuine?", "Content-Type: message/rfc822\n\n" + inner))
    outer, lure = messages
    assert (outer.text, lure.text, lure.subject) == ("Is this genuine?", "The lure", "Paid report")
    assert (lure.id, lure.thread) == ("lure@x", "lure@x")
    assert gaps == []


def test_attached_mail_without_id() -> None:
    """Its id is made of its bytes: the same in every mail that it is attached to, whatever its line ends."""
    one, other = mail("x").decode(), mail("y").decode()
    rfc = "Content-Type: message/rfc822\n\n"
    coded = base64.encodebytes(one.replace("\n", "\r\n").encode()).decode()
    first = of_mail(parts(PLAIN + "?", rfc + one, rfc + other))[0][1:]
    (again,) = of_mail(parts(PLAIN + "Look!", f"{RFC_BASE64}\n\n{coded}"))[0][1:]
    assert len({message.id for message in first}) == 2
    assert again.id == first[0].id


def test_where_an_attached_mail_came_from() -> None:
    """It tells in which mail it was passed on, by whom, when, and with which words of theirs."""
    inner = "Content-Type: message/rfc822\n\n" + mail("The lure").decode()
    outer, lure = of_mail(parts(PLAIN + "Is this genuine?\n", inner))[0]
    (forward,) = lure.forwards
    assert outer.forwards == ()
    assert forward == Forward(outer.author, outer.sent_at, outer.id, "Is this genuine?")
    assert not lure.is_inline


def test_mail_attached_to_an_attached_mail() -> None:
    """It tells of both, the outermost first."""
    inner = "Content-Type: message/rfc822\n\n" + mail("The lure").decode()
    middle = parts(PLAIN + "See below", inner, boundary="b2").decode()
    found = of_mail(parts(PLAIN + "From my colleague", "Content-Type: message/rfc822\n\n" + middle))[0]
    assert [forward.words for forward in found[2].forwards] == ["From my colleague", "See below"]


@pytest.mark.parametrize(
    "kind",
    [
        'application/octet-stream; name="lure.eml"',
        'application/octet-stream\nContent-Disposition: attachment; filename="Paid report.EML"',
        'text/plain; name="lure.eml"\nContent-Disposition: attachment',
        'message/rfc822; name="lure.eml"\nContent-Disposition: attachment; filename="lure.eml"',
    ],
)
@pytest.mark.parametrize("coding", ["base64", "7bit"])
def test_mail_attached_as_a_file(kind: str, coding: str) -> None:
    """Report buttons and gateways attach the original as a file by the name of a mail, coded or not; it is read."""
    inner = mail("The lure", message_id="<lure@x>")
    body = base64.encodebytes(inner).decode() if coding == "base64" else inner.decode()
    part = f"Content-Type: {kind}\nContent-Transfer-Encoding: {coding}\n\n{body}"
    messages, gaps = of_mail(parts(PLAIN + "Reported.", part))
    assert [message.id for message in messages[1:]] == ["lure@x"]
    assert messages[1].text == "The lure"
    assert gaps == []


def test_file_that_is_no_mail_but_named_so() -> None:
    """It is a gap."""
    part = 'Content-Type: application/octet-stream; name="a.eml"\n\n\x89PNG'
    messages, gaps = of_mail(parts(PLAIN + "Reported.", part))
    assert len(messages) == 1
    assert "it is none" in whys(gaps)


def test_mails_attached_without_end() -> None:
    """Beyond the bound there is a gap that names it."""
    _, gaps = of_mail(b"Content-Type: message/rfc822\n\n" * 5_000)
    assert "attached more than 4 deep" in whys(gaps)


def test_parts_nested_without_end() -> None:
    """Beyond the bound there is a gap that names it, and what is above it is read."""
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000))
    messages, gaps = of_mail(parts(PLAIN + "Read this.", deep))
    assert messages[0].text.startswith("Read this.")
    assert "parts nested more than 20 deep" in whys(gaps)


def test_parts_without_number() -> None:
    """Beyond the bound there is a gap that names it."""
    _, gaps = of_mail(parts(*[PLAIN + "x"] * 1_500))
    assert "more than 1000 parts" in whys(gaps)


def test_a_multipart_in_which_no_part_begins() -> None:
    """It is read as plain text, so that nothing is lost."""
    (message,), gaps = of_mail(mail("Hello Kim", content_type='multipart/mixed; boundary="zz"'))
    assert message.text == "Hello Kim"
    assert "no part begins" in whys(gaps)


def test_a_mail_cut_off_in_a_part() -> None:
    """What there is of it is read, and told to be cut off."""
    (message,), gaps = of_mail(parts(PLAIN + "Read this")[:-7])
    assert message.text == "Read this"
    assert "ends before its last part" in whys(gaps)


def test_a_header_without_a_blank_line_after_it() -> None:
    """The text begins where the headers end."""
    (message,), gaps = of_mail(b"From: a@b.example\nDate: Mon, 2 Mar 2026 09:00:00 +0000\nHello Kim\nhow are you\n")
    assert message.text == "Hello Kim\nhow are you"
    assert "no blank line" in whys(gaps)


def test_a_stray_line_among_the_headers() -> None:
    """The headers after it are read."""
    (message,), gaps = of_mail(b"Subject: one\nnonsense\n" + mail())
    assert message.author.value == "rowan@northgate.example"
    assert "stray line" in whys(gaps)


def test_two_senders() -> None:
    """The first is read, and that there is another is told."""
    (message,), gaps = of_mail(mail().replace(b"\n\n", b"\nFrom: ceo@firm.example\n\n", 1))
    assert message.author.value == "rowan@northgate.example"
    assert "more than one From" in whys(gaps)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("application/ms-tnef", "winmail.dat"), ("application/pkcs7-mime", "encrypted"), ("text/calendar", "calendar")],
)
def test_content_that_is_not_read(kind: str, reason: str) -> None:
    """It is a gap with a next step."""
    assert reason in whys(of_mail(mail("x", content_type=kind))[1])


def test_only_a_picture() -> None:
    """That there is no text is told with what there is."""
    assert "only 'image/png'" in whys(of_mail(mail("x", content_type="image/png"))[1])


def test_a_text_beyond_the_bound() -> None:
    """It is cut there, and the gap names the bound."""
    (message,), gaps = of_mail(mail("x" * 60), Limits(text_characters=50))
    assert len(message.text) == 50
    assert "50 characters" in whys(gaps)


def test_an_empty_mail() -> None:
    """It is a gap, not a message."""
    messages, gaps = of_mail(b"\n\n")
    assert messages == []
    assert "empty" in whys(gaps)


def test_gaps_quote_nothing() -> None:
    """No gap repeats the mail's text, whatever is broken in it."""
    _, gaps = of_mail(mail("secret\x00 \udc81words", date="secret", content_type="multipart/mixed; boundary=q"))
    assert len(gaps) > 2
    assert "secret" not in whys(gaps)


_LINES = st.sampled_from(
    [
        b"From: a@b.example",
        b"Content-Type: multipart/mixed; boundary=b",
        b"Content-Type: multipart/alternative; boundary=b",
        b"Content-Type: text/html",
        b"Content-Type: text/plain; charset=utf-7",
        b"Content-Type: message/rfc822",
        b"Content-Transfer-Encoding: base64",
        b"Subject: =?utf-7?q?+2AA-?=",
        b"Date: 1 Jan 99999 25:61",
        b"--b",
        b"--b--",
        b"",
        b" folded",
        b"+2AA-",
        b"\xff\xfe\x00",
        b"<p>&#xd800;</p>",
    ]
)


@given(st.lists(st.one_of(_LINES, st.binary(max_size=40)), max_size=30).map(b"\n".join))
@UNHURRIED
def test_any_bytes_as_a_mail(data: bytes) -> None:
    """Reading ends without an error, and all text can be written as UTF-8."""
    messages, gaps = of_mail(data, LIMITS)
    for message in messages:
        shown = [message.text, message.subject, message.id, message.thread, message.local_time, message.author.name]
        shown += [*message.hidden, *message.attachments, *message.headers.values()]
        shown += [part for handle in message.recipients for part in handle]
        "".join(shown).encode("utf-8")
    whys(gaps).encode("utf-8")


_WORD = st.text("abc äöß€", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(_WORD, min_size=1, max_size=6), st.sampled_from([QP, BASE64]))
@UNHURRIED
def test_mails_written_by_the_standard_library(words: list[str], coding: int) -> None:
    """Text and subject come back as they were put in."""
    subject = " ".join(" ".join(words).split())
    written = Written()
    written["from"], written["subject"] = "a@b.example", Header(subject, "utf-8").encode()
    charset = Charset("utf-8")
    charset.body_encoding = coding
    written.set_payload("\n".join(words), charset)
    message = message_of(written.as_bytes())
    assert message.text == "\n".join(words)
    assert message.subject == subject


def test_a_link_that_shows_another_address() -> None:
    """An HTML mail whose link shows one address and leads to another says so."""
    html = '<p>Sign in at <a href="https://portal.elsewhere.example/in">https://lab.example/in</a> to see it.</p>'
    (message,), _ = of_mail(f"From: a@b.example\n{HTML}{html}\n".encode())
    assert message.deceiving_links == ("lab.example leads to portal.elsewhere.example",)


def test_an_id_without_end() -> None:
    """It is cut to what a line of a mail may hold, since every mail attached to it is named after it."""
    (message,), _ = of_mail(mail("one", message_id=f"<{'a' * 50_000}>", references=f"<{'b' * 50_000}>"))
    assert (len(message.id), len(message.thread)) == (998, 998)


def test_a_type_in_no_letters_of_a_type() -> None:
    """A type beyond ASCII is none: the part is read as text, and no gap repeats two hundred escaped signs."""
    (message,), gaps = of_mail(mail("one", content_type="application/" + "\U0001f600" * 300))
    assert message.text == "one"
    assert gaps == []
