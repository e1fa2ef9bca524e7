"""winmail.dat, saved by itself and inside mails."""

import base64
import struct
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import LIMITS, UNHURRIED, items, mail, of_mail, only, parts, shown, whys
from tests.sources.mapi_made import SENT, File, Outlook, kept, msg, packed, received
from tests.sources.tnef_writer import CODEPAGE, PROPERTIES, SIGNATURE, attribute, tnef

from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.sources.interface import Limits
from lurewatch.sources.mapi_properties import Tag
from lurewatch.sources.readers.winmail import Winmail
from lurewatch.sources.sniff import Head

BODY = "Hello Kim,\r\nour client pays for a short report about your institute.\r\n"
SEEN = BODY.replace("\r\n", "\n").strip()
PLAIN = "Content-Type: text/plain\n\n"
OLD = 0x00018004, 0x00038005, 0x0002800C  # subject, date and body as programs of the nineties wrote them


def read(data: bytes, limits: Limits = LIMITS) -> tuple[list[Message], list[Gap]]:
    """The messages and gaps of one winmail.dat."""
    found = items(Winmail(), data, limits)
    shown(found)
    return only(Message, found), only(Gap, found)


def with_winmail(data: bytes, *before: str) -> bytes:
    """A mail of these parts and a winmail.dat."""
    part = "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
    return parts(*before, part + base64.encodebytes(data).decode())


def test_a_winmail_saved_by_itself() -> None:
    """Its text, its people and its time are read, as far as it has them; that it has no header is a gap."""
    data = tnef(kept(BODY))
    assert Winmail().recognises(Head(data))
    (found,), gaps = read(data)
    assert (found.text, found.author.value, found.sent_at) == (SEEN, "kim@firm.example", SENT)
    assert [handle.value for handle in found.recipients] == ["rowan@northgate.example", "sol@firm.example"]
    assert "headers not available" in whys(gaps)


def test_attributes_of_older_programs() -> None:
    """Subject, date and body are read from them too."""
    date = struct.pack("<7H", 2026, 3, 2, 9, 0, 0, 1)
    attributes = zip(OLD, (b"A question\0", date, "Grüße\0".encode("cp1252")), strict=True)
    (found,), _ = read(struct.pack("<LH", SIGNATURE, 1) + b"".join(attribute(1, *one) for one in attributes))
    assert (found.subject, found.sent_at, found.text) == ("A question", datetime(2026, 3, 2, 9, tzinfo=UTC), "Grüße")


def test_a_mail_that_is_all_winmail() -> None:
    """It gives its text; author and time are the mail's; what is attached is named, the winmail.dat itself is not."""
    message = Outlook({Tag.BODY: BODY})
    message.files.append(File("a.pdf", b"x" * 5_000))
    (found,), gaps = of_mail(with_winmail(tnef(message)))
    assert (found.text, found.attachments, found.author.value) == (SEEN, ("a.pdf",), "rowan@northgate.example")
    assert gaps == []


def test_a_mail_of_one_part_that_is_winmail() -> None:
    """It gives its text."""
    coded = base64.encodebytes(tnef(Outlook({Tag.BODY: BODY}), is_narrow=True)).decode()
    raw = mail(coded, content_type="application/ms-tnef", content_transfer_encoding="base64")
    assert of_mail(raw)[0][0].text == SEEN


def test_a_text_beside_a_winmail_that_says_the_same() -> None:
    """It stands once in the message."""
    rtf = packed(rb"{\rtf1\ansi Hello Kim,\par our client pays for a short report about your institute.}")
    (found,), gaps = of_mail(with_winmail(tnef(Outlook({Tag.RTF: rtf})), PLAIN + SEEN))
    assert (found.text, gaps) == (SEEN, [])


@pytest.mark.parametrize("tag", [Tag.BODY, Tag.RTF])
def test_a_harmless_text_beside_a_winmail_that_says_something_else(tag: Tag) -> None:
    """What Outlook shows is the text, and the other is told as hidden."""
    lure = "Please send unpublished results of the reactor before Friday"
    other = "Your monthly newsletter about gardening and flowers"
    value = lure if tag is Tag.BODY else packed(b"{\\rtf1\\ansi " + lure.encode() + b"}")
    (found,), _ = of_mail(with_winmail(tnef(Outlook({tag: value})), PLAIN + other))
    assert found.text == lure
    assert found.hidden == (other,)


def test_a_reported_message_in_a_winmail() -> None:
    """It is the original, a message of its own; so is one that is attached as a file."""
    message = Outlook({Tag.BODY: "Is this genuine?"})
    message.messages.append(received(BODY))
    message.files.append(File("b.eml", mail("Another", message_id="<m9@x>"), "message/rfc822"))
    found, gaps = of_mail(with_winmail(tnef(message)))
    assert [one.id for one in found[1:]] == ["m9@x", "m1@northgate.example"]
    assert found[2].text == SEEN
    assert gaps == []


def test_messages_attached_without_end() -> None:
    """Beyond the bound there is a gap that names it."""
    message = Outlook({Tag.BODY: "deep"})
    for _ in range(7):
        message = Outlook({Tag.BODY: "x"}, messages=[message])
    found, gaps = of_mail(with_winmail(tnef(message)))
    assert len(found) == LIMITS.attached_depth + 1
    assert "attached more than 4 deep" in whys(gaps)


def test_a_winmail_in_a_winmail_in_a_winmail() -> None:
    """The third is not opened, and that is a gap."""
    data = tnef(Outlook({Tag.BODY: "three"}))
    for body in ("two", "one"):
        data = tnef(Outlook({Tag.BODY: body}, files=[File("winmail.dat", data, "application/ms-tnef")]))
    (found,), gaps = of_mail(with_winmail(data))
    assert "one" in found.text
    assert "three" not in found.text
    assert "not read" in whys(gaps)


def test_a_message_of_outlook_attached_to_a_mail() -> None:
    """An attached .msg is the original, a message of its own, by its type or by its name."""
    coded = base64.encodebytes(msg(received(BODY))).decode()
    for kind in ("application/vnd.ms-outlook", 'application/octet-stream; name="Paid report.msg"'):
        part = f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\n\n{coded}"
        found, gaps = of_mail(parts(PLAIN + "Is this genuine?", part))
        assert [one.text for one in found] == ["Is this genuine?", SEEN]
        assert found[1].author.value == "rowan@northgate.example"
        assert gaps == []


def test_a_text_that_calls_itself_winmail() -> None:
    """A part of text is text, whatever name it has."""
    (found,), gaps = of_mail(parts("Content-Type: text/plain; name=winmail.dat\n\nHello"))
    assert (found.text, gaps) == ("Hello", [])


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("Content-Type: application/ms-tnef\n\nnothing", "winmail.dat that is none"),
        ("Content-Type: application/vnd.ms-outlook\n\nnothing", "attached .msg that is damaged"),
        ("Content-Type: application/x; name=a.msg\n\n", "attached .msg that is damaged"),
    ],
)
def test_what_cannot_be_opened(part: str, reason: str) -> None:
    """It is a gap with the next step, and the rest of the mail is read."""
    (found,), gaps = of_mail(parts(PLAIN + "Hello", part))
    assert found.text == "Hello"
    assert reason in whys(gaps)


def test_more_than_may_be_opened() -> None:
    """What all of them hold together is bounded, and the bound is told."""
    message = received("x" * 3_000)
    message.files += [File(f"{n}.msg", msg(received(str(n)))) for n in range(8)]
    _, gaps = of_mail(parts(PLAIN + "?", *[_coded(msg(message))] * 3), Limits(message_bytes=20_000))
    assert "more in Outlook's form than is held of one mail" in whys(gaps)


def _coded(data: bytes) -> str:
    head = "Content-Type: application/vnd.ms-outlook\nContent-Transfer-Encoding: base64\n\n"
    return head + base64.encodebytes(data).decode()


def test_a_large_attachment_before_an_attached_message() -> None:
    """It is stepped over, so that the message behind it is read."""
    message = Outlook({Tag.BODY: "Is this genuine?"}, files=[File("a.zip", b"x" * 50_000)], messages=[received(BODY)])
    found, _ = read(tnef(message), Limits(message_bytes=20_000))
    assert [one.text for one in found] == ["Is this genuine?", SEEN]


@pytest.mark.parametrize("size", [3, 6, 10, 30, 200, 700])
def test_a_winmail_cut_off(size: int) -> None:
    """It is a gap, and what came before is read."""
    found = items(Winmail(), tnef(kept(BODY))[:size])
    assert only(Gap, found)


def test_a_value_of_no_known_type() -> None:
    """What comes after it cannot be found, and that is a gap."""
    own = struct.pack("<LHH", 2, 0x0077, Tag.SUBJECT) + b"\0" * 40
    _, gaps = read(struct.pack("<LH", SIGNATURE, 1) + attribute(1, PROPERTIES, own))
    assert "damaged" in whys(gaps)


_CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=12)
FULL = tnef(
    Outlook(
        received(BODY, rtf=packed(rb"{\rtf1\ansi Hello {\v not} Kim}")).properties,
        files=[File("a.pdf", b"x" * 500), File("b.eml", mail("b"))],
        messages=[kept("inner")],
    )
)


@given(_CHANGES, st.integers(0, 1 << 16))
@UNHURRIED
def test_damaged_bytes(changes: list[tuple[int, int]], cut: int) -> None:
    """Whatever is wrong, reading ends without an error, and all that it gives can be shown and quoted."""
    data = bytearray(FULL)
    for at, value in changes:
        data[at % len(data)] = value
    data = data[: len(data) - cut % len(data) if cut % 4 == 0 else None]
    shown(items(Winmail(), bytes(data)))
    shown([*of_mail(with_winmail(bytes(data), PLAIN + "Hello"))[0]])


@given(st.binary(max_size=300))
@UNHURRIED
def test_any_bytes_as_a_winmail(data: bytes) -> None:
    """Reading ends without an error."""
    shown(items(Winmail(), struct.pack("<LH", SIGNATURE, 1) + data))
    shown(items(Winmail(), struct.pack("<LH", SIGNATURE, 1) + attribute(1, PROPERTIES, data)))
    shown(items(Winmail(), struct.pack("<LH", SIGNATURE, 1) + attribute(1, CODEPAGE, data)))
