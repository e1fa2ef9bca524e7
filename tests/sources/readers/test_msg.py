"""Messages as Outlook saves them."""

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oxmsg import Message as AsOxmsg
from tests.sources.made import LIMITS, UNHURRIED, items, mail, message_of, only, parts, shown, whys
from tests.sources.mapi_made import HEADERS, SENT, X500, File, Outlook, Value, kept, msg, packed, person, received
from tests.sources.ole_writer import compound

from lurewatch.model.forward import Forward
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.sources.interface import Limits
from lurewatch.sources.mapi_properties import Tag
from lurewatch.sources.readers.msg import Msg
from lurewatch.sources.sniff import Head

BODY = "Hello Kim,\r\nour client pays for a short report about your institute.\r\n"
HTML = b"<html><body><p>Hello Kim,</p><p>our client pays for a short report about your institute.</p></body></html>"


def read(message: Outlook, limits: Limits = LIMITS) -> tuple[list[Message], list[Gap]]:
    """The messages and gaps of one .msg."""
    found = items(Msg(), msg(message), limits)
    shown(found)
    return only(Message, found), only(Gap, found)


def one(message: Outlook) -> Message:
    """The one message of a .msg."""
    (found,), _ = read(message)
    return found


def test_a_message_from_outside() -> None:
    """It is the message that its .eml is: author, recipients, time, id, headers and text; and there is no gap."""
    (found,), gaps = read(received(BODY))
    eml = message_of(
        HEADERS.replace("\r\n\r\n", "\r\n").partition("Content-Type")[0].encode() + b"\r\n" + BODY.encode()
    )
    assert found == replace(eml, place=found.place)
    assert gaps == []


def test_as_oxmsg_reads_it() -> None:
    """python-oxmsg finds the same sender, text and files in what the tests write."""
    message = received(BODY)
    message.files.append(File("a.pdf", b"x" * 9_000, "application/pdf"))
    other = AsOxmsg.load(io.BytesIO(msg(message)))
    assert (other.sender, other.body) == ("Rowan Ashby <rowan@northgate.example>", BODY)
    assert [file.file_name for file in other.attachments] == list(one(message).attachments) == ["a.pdf"]


def test_narrow_texts() -> None:
    """Those of older programs are read by their code page."""
    found = items(Msg(), msg(received("Grüße", message_codepage=1252), is_narrow=True))
    assert only(Message, found)[0].text == "Grüße"


def test_a_message_without_headers() -> None:
    """It is made of Outlook's own record, blind copies included, and that headers are not to be had is a gap."""
    (found,), gaps = read(kept(BODY, in_reply_to="<m1@northgate.example>"))
    assert found.author.value == "kim@firm.example"
    assert found.author.name == "Kim Larsen"
    assert [handle.value for handle in found.recipients] == ["rowan@northgate.example", "sol@firm.example"]
    assert (found.sent_at, found.subject, found.id) == (SENT, "RE: A question", "m2@firm.example")
    assert found.thread == "m1@northgate.example"
    assert "headers not available" in whys(gaps)


def test_an_address_inside_exchange() -> None:
    """It is the mail address that the message gives for it elsewhere."""
    message = kept(BODY, from_smtp="", sender_address=X500, sender_smtp="kim@firm.example")
    message.recipients.append(person(2, "Kim", address=X500.lower()))
    (found,), gaps = read(message)
    assert found.author.value == "kim@firm.example"
    assert "kim@firm.example" in [handle.value for handle in found.recipients]
    assert "X.500" not in whys(gaps)


def test_an_address_known_inside_exchange_alone() -> None:
    """The name is the author, and the gap says why there is no address."""
    (found,), gaps = read(kept(BODY, from_smtp=""))
    assert found.author.name == "Kim Larsen"
    assert "@" not in found.author.value
    assert "X.500" in whys(gaps)


def test_the_mailbox_that_it_came_to() -> None:
    """Where the header does not name it, it is a recipient."""
    assert one(received(BODY, received_by_smtp="sol@firm.example")).recipients[-1].value == "sol@firm.example"


def test_somebody_who_sent_it_for_another() -> None:
    """The one it is from is the author; who sent it is kept in the headers."""
    found = one(kept(BODY, sender_name="Sol", sender_smtp="sol@firm.example"))
    assert found.author.value == "kim@firm.example"
    assert "sol@firm.example" in found.headers["sender"]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"html": HTML}, "short report about your institute."),
        ({"html": "<p>Gr\u00fc\u00dfe</p>".encode("cp1252"), "internet_codepage": 1252}, "Grüße"),
        ({"html": "<p>\u041f\u0440\u0438</p>".encode("cp1251"), "internet_codepage": 1251}, "При"),
        ({"html": "<p>Gr\u00fc\u00dfe</p>".encode(), "internet_codepage": 65001}, "Grüße"),
        ({"html": "<p>Gr\u00fc\u00dfe</p>"}, "Grüße"),
        (
            {"rtf": packed(rb"{\rtf1\ansi\fromhtml1 {\*\htmltag <p>}Hello\htmlrtf\par\htmlrtf0{\*\htmltag </p>}}")},
            "Hello",
        ),
        ({"rtf": packed(rb"{\rtf1\ansi\fromtext Hello\par Kim}")}, "Hello\nKim"),
        ({"rtf": packed(rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Hello {\v not }Kim}")}, "Hello Kim"),
    ],
)
def test_a_body_in_one_form(more: dict[str, Value], text: str) -> None:
    """HTML is read by its code page, rich text for the HTML, the text or the words that are in it."""
    message = received("")
    message.properties |= {Tag[name.upper()]: value for name, value in more.items()}
    found = one(message)
    assert found.text.endswith(text)


def test_a_body_in_two_forms() -> None:
    """Where both say the same the plain one is taken; where they differ, the one a person sees; the other is hidden."""
    assert one(received(BODY, html=HTML)).text == BODY.replace("\r\n", "\n").strip()
    found = one(received("Your monthly newsletter about gardening and flowers", html=HTML))
    assert found.text.startswith("Hello Kim,")
    assert found.hidden == ("Your monthly newsletter about gardening and flowers",)


def test_damaged_rich_text() -> None:
    """It is a gap, and what came before is read."""
    (found,), gaps = read(received("", rtf=packed(rb"{\rtf1\ansi Hello Kim, good morning to you}")[:-20]))
    assert found.text.startswith("Hello")
    assert "rich text that is cut off" in whys(gaps)


def test_reported_messages() -> None:
    """A message attached to a message is the original, in its own thread; a file in the form of mail is one too."""
    report = kept("Is this genuine?")
    report.messages.append(received(BODY))
    report.files += [
        File("b.msg", msg(received("Another", HEADERS.replace("m1@", "m3@")))),
        File("c.eml", mail("A third", message_id="<m4@x>"), "application/octet-stream"),
    ]
    found, gaps = read(report)
    assert [message.id for message in found] == [
        "m2@firm.example",
        "m4@x",
        "m1@northgate.example",
        "m3@northgate.example",
    ]
    forward = Forward(found[0].author, found[0].sent_at, found[0].id, "Is this genuine?")
    assert found[2] == replace(one(received(BODY)), place=found[2].place, forwards=(forward,))
    assert found[0].attachments == ("b.msg", "c.eml")
    assert "in an attached mail" not in whys(gaps)


def test_messages_attached_without_end() -> None:
    """Beyond the bound there is a gap that names it."""
    message = received("deep")
    for _ in range(7):
        outer = received("x")
        outer.messages.append(message)
        message = outer
    found, gaps = read(message)
    assert len(found) == LIMITS.attached_depth + 1
    assert "attached more than 4 deep" in whys(gaps)


def test_files_of_messages_without_end() -> None:
    """A file in a file in a file ends at the same bound."""
    message = received("deep")
    for _ in range(7):
        outer = received("x")
        outer.files.append(File("a.msg", msg(message)))
        message = outer
    found, gaps = read(message)
    assert len(found) == LIMITS.attached_depth + 1
    assert "attached more than 4 deep" in whys(gaps)


def test_a_signed_message() -> None:
    """Its body is in the file that carries the signature, and is read."""
    signed = parts(
        "Content-Type: text/plain\n\nHello", "Content-Type: application/pkcs7-signature\n\nxx", kind="signed"
    )
    message = received("", message_class="IPM.Note.SMIME.MultipartSigned")
    message.files.append(File("smime.p7m", signed[signed.find(b"content-type") :], "multipart/signed"))
    assert one(message).text == "Hello"


def test_too_many_attachments() -> None:
    """Beyond the bound there is a gap that names it."""
    message = received(BODY)
    message.files += [File(f"{n}.pdf") for n in range(12)]
    (found,), gaps = read(message, Limits(parts=5))
    assert len(found.attachments) < 6
    assert "more than 5 recipients and attachments" in whys(gaps)


def test_a_message_beyond_the_bound() -> None:
    """Its beginning is read, and the gap says so."""
    (found,), gaps = read(received("x" * 9_000), Limits(message_bytes=2_000))
    assert 0 < len(found.text) <= 2_000
    assert "larger than is held" in whys(gaps)


def test_lines_put_into_fields() -> None:
    """Names, subjects and file names that hold line ends add no header field."""
    message = kept(
        BODY, subject="x\r\nAuthentication-Results: mx; dmarc=pass", from_name='K" <x@evil.example>\nReply-To: y'
    )
    message.files.append(File('a"\r\nContent-Type: text/html\r\n\r\n.pdf'))
    (found,), _ = read(message)
    assert found.author.value == "kim@firm.example"
    assert not {"authentication-results", "reply-to"} & set(found.headers)
    assert BODY.strip().replace("\r\n", "\n") == found.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (msg(received(BODY))[:300], "cut off in its header"),
        (compound({"WordDocument": b"x" * 5_000, "1Table": b"x"}), "an old Office document"),
        (msg(Outlook({Tag.MESSAGE_CLASS: "IPM.Contact", Tag.SUBJECT: "Rowan"})), "no message"),
        (compound({}), "an old Office document"),
    ],
)
def test_what_is_no_message(data: bytes, reason: str) -> None:
    """It is one gap with the next step."""
    assert Msg().recognises(Head(data))
    (gap,) = items(Msg(), data)
    assert isinstance(gap, Gap)
    assert reason in gap.why
    assert ".eml" in gap.why


def test_a_message_cut_off() -> None:
    """What there is of it is read, and told to be cut off."""
    message = received("x" * 40_000)
    found = items(Msg(), msg(message)[:30_000])
    assert any("cut off" in gap.why for gap in only(Gap, found))


_CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=12)


def _full() -> bytes:
    message = received(BODY, rtf=packed(rb"{\rtf1\ansi Hello {\v not} Kim}"))
    message.files.append(File("a.pdf", b"x" * 5_000))
    message.messages.append(kept("inner"))
    return msg(message)


FULL = _full()


@given(_CHANGES, st.integers(0, 1 << 16))
@UNHURRIED
def test_damaged_bytes(changes: list[tuple[int, int]], cut: int) -> None:
    """Whatever is wrong, reading ends without an error, and all that it gives can be shown and quoted."""
    data = bytearray(FULL)
    for at, value in changes:
        data[at % len(data)] = value
    shown(items(Msg(), bytes(data[: len(data) - cut % len(data) if cut % 4 == 0 else None])))
