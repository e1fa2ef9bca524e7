"""Pictures in every form in which they are sent: one file has one mark."""

import base64
import json

from tests.sources.made import items, message_of, only, parts
from tests.sources.mapi_made import File, msg, received
from tests.sources.pictures import OTHER, PHOTO
from tests.sources.tnef_writer import tnef

from lurewatch.model.message import Message
from lurewatch.model.place import Place
from lurewatch.sources.held import Raw
from lurewatch.sources.interface import Limits
from lurewatch.sources.mail_message import messages_of
from lurewatch.sources.picture_marks import mark_of
from lurewatch.sources.readers.jsonl import conversation_of_line
from lurewatch.sources.readers.msg import Msg
from lurewatch.sources.readers.winmail import Winmail

MARK, OTHER_MARK = mark_of(PHOTO, Limits()), mark_of(OTHER, Limits())
PLAIN = "Content-Type: text/plain\n\nHello Kim, my card is below.\n"


def part(data: bytes, header: str) -> str:
    """A part of a mail."""
    return f"{header}\nContent-Transfer-Encoding: base64\n\n{base64.encodebytes(data).decode()}"


ATTACHED = part(PHOTO, "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=a.JPG")
INLINE = part(OTHER, "Content-Type: image/jpeg\nContent-Disposition: inline\nContent-ID: <1>")


def test_a_mail() -> None:
    """Its pictures are marked in their order, attached ones and those in the text."""
    assert message_of(parts(PLAIN, ATTACHED, INLINE)).pictures == (MARK, OTHER_MARK)


def test_a_mail_without_pictures() -> None:
    """It has no marks, whatever its files say they are."""
    assert message_of(parts(PLAIN, part(b"%PDF-1.7 ...", "Content-Type: image/png"))).pictures == ()


def test_pictures_that_are_not_to_be_looked_at() -> None:
    """With a bound of none, nothing is decoded."""
    raw = Raw(0, parts(PLAIN, ATTACHED), 0)
    (found,) = only(Message, messages_of(raw, Place("made"), Limits(pictures=0)))
    assert found.pictures == ()


def test_outlooks_forms() -> None:
    """The same picture in a .msg and in a winmail.dat is the same file; one that is too large is passed over."""
    message = received("Hello Kim, my card is below.")
    message.files += [File("a.jpg", PHOTO, "image/jpeg"), File("b.png", OTHER, "image/png")]
    for reader, data in ((Msg(), msg(message)), (Winmail(), tnef(message))):
        (found,) = only(Message, items(reader, data))
        assert found.pictures == (MARK, OTHER_MARK)
        (small,) = only(Message, items(reader, data, Limits(attached_picture_bytes=min(len(PHOTO), len(OTHER)))))
        assert len(small.pictures) == 1
        assert small.attachments == ("a.jpg", "b.png")


def test_a_line_of_json() -> None:
    """It may give marks; what is none is left out, and told."""
    sent = {"from": "contact", "text": "My card.", "pictures": [MARK, MARK, "holiday.jpg", 7]}
    found = conversation_of_line(json.dumps({"id": "c1", "channel": "email", "messages": [sent]}).encode(), 1)
    assert found.turns[0].message.pictures == (MARK,)
    assert [gap.what for gap in found.gaps] == ["the pictures of a message"]
