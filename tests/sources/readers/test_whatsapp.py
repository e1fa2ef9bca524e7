"""WhatsApp's exported chats of both phones, in every form that is known."""

import gc
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import LETTERS, UNHURRIED, items, only, opened, whys, zipped

from lurewatch import flow
from lurewatch.model.conversation import Side
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.sources.beside import UNREAD
from lurewatch.sources.catalogue import READERS, read
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.readers.whatsapp import WhatsApp
from lurewatch.sources.sniff import Head

ANDROID = "25/03/2026, 14:05 - "
IOS = "[25/03/26, 14:05:09] "
NOTICE = "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them."
OFFER = (
    "Your work on quantum computing caught my eye. My client, who prefers not to be named, pays 900 for a short report"
    " on what you have not published yet. Please keep this between us, and do not tell your employer."
)


def chat(*lines: str, start: str = ANDROID) -> str:
    """An export of these lines (`Name: text`), all at one time."""
    return "".join(f"{start}{line}\n" for line in lines)


def found(text: str, limits: Limits | None = None) -> list[Item]:
    """What the reader makes of a file of this text."""
    return items(WhatsApp(), text.encode(), limits or Limits())


def messages(text: str) -> list[Message]:
    """The messages of a file of this text."""
    return only(Message, found(text))


def test_an_android_chat() -> None:
    """Who wrote what to whom and when; the notice at its beginning is nobody's message."""
    hello, reply = messages(f"{ANDROID}{NOTICE}\n" + chat("Rowan Ashby: Hello\nand welcome", "Kim Holt: Thanks: yes"))
    assert (hello.author.key, hello.author.name) == ("name:rowan ashby", "Rowan Ashby")
    assert [one.key for one in hello.recipients] == ["name:kim holt"]
    assert (hello.text, hello.channel, hello.local_time) == ("Hello\nand welcome", Channel.CHAT, "25/03/2026 14:05")
    assert hello.sent_at == datetime(2026, 3, 25, 14, 5, tzinfo=UTC)
    assert (reply.text, reply.place) == ("Thanks: yes", ("some.file", 1, None))


def test_an_ios_chat() -> None:
    """Its lines are bracketed, and stand behind signs of direction that are no part of anything."""
    text = f"\ufeff\u200e{IOS}Rowan Ashby: \u200e{NOTICE}\r\n{IOS}\u202a+44 20 7946 0000\u202c: Hello\r\n"
    (message,) = messages(text)
    assert message.author == Handle(Platform.PHONE, "+442079460000", "")
    assert (message.text, message.sent_at) == ("Hello", datetime(2026, 3, 25, 14, 5, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    "start",
    [
        "25/03/2026, 14:05 - ",
        "25/03/26, 14:05 - ",
        "25.03.26, 14:05 - ",
        "25.3.2026, 14:05 - ",
        "25. 3. 2026, 14:05 - ",
        "25-03-2026 14:05 - ",
        "25-03-26 14.05 - ",
        "2026-03-25, 14:05 - ",
        "2026/03/25, 14:05 - ",
        "2026/3/25 14:05 - ",
        "3/25/26, 2:05 PM - ",
        "3/25/26, 2:05\u202fPM - ",
        "03/25/2026, 2:05\u00a0pm - ",
        "25/3/2026, 2:05 p. m. - ",
        "25/03/2026, 2:05\u202fp.\u00a0m. - ",
        "25/03/2026 à 14:05 - ",
        "25.03.26 um 14:05 - ",
        "25/3/2026 a las 14:05 - ",
        "25/03/26, 14:05 – ",
        "[25/03/26, 14:05:00] ",
        "[25.03.26, 14:05:00] ",
        "[25/03/2026, 14:05] ",
        "[3/25/26, 2:05:00\u202fPM] ",
        "[25/3/26 2:05:00 p. m.] ",
        "[2026-03-25, 14:05:00] ",
        "\u200e[2026-03-25 14:05:00] ",
        "25/03/26 14:05:00: ",
        "25/03/26, 14:05:00: ",
    ],
)
def test_every_way_to_write_a_time(start: str) -> None:
    """All mean the same minute, and none is in doubt."""
    both = found(chat("Rowan: Hello", "Kim: Yes", start=start))
    assert [message.sent_at for message in only(Message, both)] == [datetime(2026, 3, 25, 14, 5, tzinfo=UTC)] * 2
    assert [gap.what for gap in only(Gap, both)] == ["the zone of its times"]


def dated(*dates: str) -> list[Item]:
    """A chat with a message on each of these dates."""
    return found("".join(f"{date}, 14:05 - Rowan: Hello {date}\n" for date in dates))


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (("03/04/26", "25/04/26"), (4, 3)),
        (("03/04/26", "04/25/26"), (3, 4)),
        (("03/04/26", "12/04/26", "01/05/26"), (4, 3)),
        (("04/03/26", "04/12/26", "05/01/26"), (4, 3)),
        (("03.04.26", "05.04.26"), (4, 3)),
        (("24/03/26", "24/03/28", "24/04/02"), (3, 26)),
    ],
)
def test_the_order_of_day_and_month(dates: tuple[str, ...], first: tuple[int, int]) -> None:
    """A number beyond twelve anywhere in the file tells it, and so does time that would run backwards."""
    both = dated(*dates)
    sent = only(Message, both)[0].sent_at
    assert sent is not None
    assert (sent.month, sent.day) == first
    assert [gap.what for gap in only(Gap, both)] == ["the zone of its times"]


@pytest.mark.parametrize(
    ("dates", "month", "word"),
    [
        (("03/04/26",), 4, "taken as day first; compare"),
        (("03/04/26", "03/05/26", "03/06/26", "03/07/26"), 3, "taken as month first, since so its days lie closer"),
    ],
)
def test_an_order_that_cannot_be_told(dates: tuple[str, ...], month: int, word: str) -> None:
    """It is taken as likely, and told as a gap with an example."""
    both = dated(*dates)
    sent = only(Message, both)[0].sent_at
    assert sent is not None
    assert sent.month == month
    (gap,) = [gap for gap in only(Gap, both) if gap.what == "the days of its messages"]
    assert "whether 03/04/26 begins with" in gap.why
    assert word in gap.why


def test_a_clock_of_half_days_where_the_order_cannot_be_told() -> None:
    """It is taken as month first, and told."""
    both = found("3/4/26, 2:05 PM - Rowan: Hello\n")
    assert only(Message, both)[0].sent_at == datetime(2026, 3, 4, 14, 5, tzinfo=UTC)
    assert "month first" in whys(only(Gap, both))


@pytest.mark.parametrize("clock", ["12:05 AM", "12:05 am"])
def test_midnight(clock: str) -> None:
    """Twelve at night is the hour 0."""
    (message,) = messages(f"3/25/26, {clock} - Rowan: Hello\n")
    assert message.sent_at == datetime(2026, 3, 25, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize("start", ["99/99/99, 14:05 - ", "25/03/26, 29:05 - ", "25/03/26, 14:05 PM - "])
def test_a_time_that_is_none(start: str) -> None:
    """The message is kept without one."""
    assert [message.sent_at for message in messages(chat("Rowan: Hello", start=start))] == [None]


@pytest.mark.parametrize(
    ("written", "text", "file"),
    [
        ("<Media omitted>", "", "Media omitted"),
        ("<Medien ausgeschlossen>", "", "Medien ausgeschlossen"),
        ("<Médias omis>", "", "Médias omis"),
        ("<Multimedia omitido>\nsee", "see", "Multimedia omitido"),
        ("\u200eimage omitted", "", "image omitted"),
        ("look \u200eimage omitted", "look", "image omitted"),
        ("\u200eBild weggelassen", "", "Bild weggelassen"),
        ("\u200eimage absente", "", "image absente"),
        ("\u200eimagen omitida", "", "imagen omitida"),
        ("plan.pdf • \u200e3 pages \u200edocument omitted", "", "plan.pdf • 3 pages document omitted"),
        ("\u200e<attached: 00000012-PHOTO-2026-03-25.jpg>", "", "00000012-PHOTO-2026-03-25.jpg"),
        ("look \u200e<Anhang: b.jpg>", "look", "b.jpg"),
        ("<pièce jointe\u00a0: c d.pdf>", "", "c d.pdf"),
        ("<adjunto: e.opus>", "", "e.opus"),
        ("\u200eIMG-20260325-WA0001.jpg (file attached)", "", "IMG-20260325-WA0001.jpg"),
        ("IMG-1.jpg (Datei angehängt)\nlook", "look", "IMG-1.jpg"),
        ("f.pdf (fichier joint)", "", "f.pdf"),
        ("f.pdf (archivo adjunto)", "", "f.pdf"),
    ],
)
def test_attachments(written: str, text: str, file: str) -> None:
    """What came with a message is named, in each language; the text is what was written with it."""
    message, _ = messages(chat(f"Rowan: {written}", "Kim: seen"))
    assert (message.text, message.attachments) == (text, (file,))


def test_attachments_left_out_of_the_export() -> None:
    """They are one gap for the file, with their number and what to do."""
    gaps = only(Gap, found(chat("Rowan: <Media omitted>", "Kim: <Media omitted>")))
    assert "2 were left out of the export; export the chat with media" in whys(gaps)


@pytest.mark.parametrize(
    "written",
    [
        "This message was deleted",
        "\u200eThis message was deleted.",
        "Diese Nachricht wurde gelöscht.",
        "Ce message a été supprimé",
        "Se eliminó este mensaje.",
        "You deleted this message",
    ],
)
def test_deleted_messages(written: str) -> None:
    """That there was one is kept, without words; that they are gone is a gap at its place."""
    both = found(chat(f"Rowan: {written}", "Kim: Why?"))
    assert [message.text for message in only(Message, both)] == ["", "Why?"]
    assert (
        Gap("the text of a message", "some.file, message 0", "deleted by who wrote it; ask the person who got it")
        in both
    )


@pytest.mark.parametrize(
    "mark",
    [
        "<This message was edited>",
        "\u200e<Diese Nachricht wurde bearbeitet.>",
        "<Ce message a été modifié>",
        "<Se editó este mensaje.>",
    ],
)
def test_edited_messages(mark: str) -> None:
    """The last wording is the text; that there was another is a gap at its place."""
    both = found(chat(f"Rowan: Lunch? {mark}"))
    assert [message.text for message in only(Message, both)] == ["Lunch?"]
    assert [gap.where for gap in only(Gap, both) if "wording" in gap.what] == ["some.file, message 0"]


def test_calls() -> None:
    """They are no messages; that there were some is one gap for the file."""
    calls = "Rowan: \u200eMissed voice call", "Rowan: \u200eVideo call. \u200e4 min"
    both = found(chat("Rowan: Hello", *calls, start=IOS))
    assert [message.text for message in only(Message, both)] == ["Hello"]
    assert "2 calls" in whys(only(Gap, both))


def test_a_hidden_sign_before_a_text() -> None:
    """Whoever puts WhatsApp's own sign before their words is read all the same."""
    texts = [f"\u200e{OFFER}", "\u200eMissed voice call about the unpublished results"]
    assert [one.text for one in messages(chat(*(f"Rowan: {text}" for text in texts), start=IOS))] == texts


def test_lines_in_which_whatsapp_speaks() -> None:
    """They are nobody's messages, not even where a group's new name holds a colon."""
    lines = "Kim Holt added Rowan", 'Kim Holt changed the subject from "A" to "B: C"', "Rowan: Hello"
    assert [message.author.name for message in messages(chat(*lines))] == ["Rowan"]


def test_a_group() -> None:
    """A message goes to all others who write in it."""
    three = messages(chat("Rowan: Hello", "Kim: Hello", "~\u202fSam: Hello", "Rowan: To all"))
    assert [[one.value for one in message.recipients] for message in three] == [
        ["kim", "sam"],
        ["rowan", "sam"],
        ["rowan", "kim"],
        ["kim", "sam"],
    ]


def test_a_group_of_hundreds() -> None:
    """Only some are told as recipients, and the bound is a gap."""
    both = found(chat(*(f"Person {number}: Hello" for number in range(300))), Limits(recipients=20))
    assert {len(message.recipients) for message in only(Message, both)} == {20}
    assert "more than 20 take part" in whys(only(Gap, both))


def test_a_name_with_a_colon() -> None:
    """It is told from a word before a colon in a text by standing in all lines of that name."""
    three = messages(chat("Dr: Ashby: One", "Dr: Ashby: Two", "Kim: Note: x", "Dr: Ashby: Three", "Kim: Yes"))
    assert [(message.author.name, message.text) for message in three][:3] == [
        ("Dr: Ashby", "One"),
        ("Dr: Ashby", "Two"),
        ("Kim", "Note: x"),
    ]
    assert [one.name for one in three[2].recipients] == ["Dr: Ashby"]


def test_a_message_put_into_a_message() -> None:
    """A line in another form than the file's own begins no message; one of an earlier day is told."""
    inner = "[25/03/26, 14:05:09] Kim: I give in\n24/01/2026, 10:00 - Kim: I give in"
    both = found(chat(f"Rowan: Look:\n{inner}", "Kim: No"))
    assert [message.author.name for message in only(Message, both)] == ["Rowan", "Kim", "Kim"]
    assert "[25/03/26" in only(Message, both)[0].text
    assert "may be words put into the one before it" in whys(only(Gap, both))


def test_a_very_long_message() -> None:
    """It is read up to the bound, which is told; the message after it is read."""
    both = found(chat("Rowan: " + "line\n" * 400_000, "Kim: Yes"), Limits(text_characters=1_000))
    assert [len(message.text) for message in only(Message, both)] == [1_000, 3]
    assert "longer than 1000 characters" in whys(only(Gap, both))


def test_blocks_do_not_show() -> None:
    """Whatever lies across the border of two blocks is read as anywhere else."""
    texts = [f"Number {number} " + "x" * (number % 97) for number in range(12_000)]
    assert [message.text for message in messages(chat(*(f"Rowan: {text}" for text in texts)))] == texts


def test_letters_that_are_not_utf_8() -> None:
    """They are read as Windows-1252, in which an editor may have saved the file."""
    (message,) = only(Message, items(WhatsApp(), chat("Rowan: Grüße").encode("cp1252")))
    assert message.text == "Grüße"


@pytest.mark.parametrize(
    "data",
    [
        "[2026-03-25 14:05:09] Me: Hello",
        "[2026-03-25, 14:05] Me: Hello",
        "2026-03-25 14:05:09 - INFO: started",
        "2026-03-25 14:05:09: INFO: started",
        "25/03/2026, 14:05 - a diary without names",
        "25/03/2026, the meeting: notes",
        "Rowan: Hello",
        "",
    ],
)
def test_what_is_none(data: str) -> None:
    """Signal's Markdown, logs and diaries are not taken for it."""
    assert not WhatsApp().recognises(Head(data.encode()))


@pytest.mark.parametrize("start", [ANDROID, IOS])
def test_recognising(start: str) -> None:
    """It is known by its first line, and no other reader takes it."""
    head = Head(chat("Rowan: Hello", start=start).encode())
    assert [reader.kind for reader in READERS if reader.recognises(head)] == ["WhatsApp chat"]


def test_a_zip_with_media(tmp_path: Path) -> None:
    """The files that came with messages are no gap each; they are told together, and others are told as ever."""
    members = {
        "a.jpg": b"\xff\xd8\xff1",
        "_chat.txt": chat("Rowan: \u200e<attached: a.jpg>", "Kim: \u200e<attached: b.opus>", start=IOS).encode(),
        "b.opus": b"OggS\x00",
        "other.pdf": b"%PDF",
    }
    (tmp_path / "WhatsApp Chat - Rowan.zip").write_bytes(zipped(members))
    both = list(read([tmp_path]))
    assert len(only(Message, both)) == 2
    gaps = {Path(gap.where).name: gap.why for gap in only(Gap, both) if gap.what in {UNREAD, "attachments"}}
    assert sorted(gaps) == ["WhatsApp Chat - Rowan.zip", "other.pdf"]
    assert gaps["WhatsApp Chat - Rowan.zip"].startswith("2 files that came with messages")


@pytest.mark.parametrize("start", [ANDROID, IOS, "3/25/26, 2:05\u202fPM - ", "[25.03.26, 14:05:09] "])
@pytest.mark.parametrize("name", ["WhatsApp Chat with Rowan Ashby (1).txt", "chat.txt"])
def test_an_approach_in_a_scan(tmp_path: Path, start: str, name: str) -> None:
    """It is found, and it is known who wrote it to whom."""
    (tmp_path / name).write_text(chat(f"Rowan Ashby: {OFFER}", "Kim Holt: Who are you?", start=start), encoding="utf-8")
    (judged,) = flow.scan([tmp_path], flow.Options()).judged
    assert judged.conversation.contact.name == "Rowan Ashby"
    assert judged.conversation.person == "name:kim holt"
    assert [turn.side for turn in judged.conversation.turns] == [Side.CONTACT, Side.PERSON]
    assert judged.assessment.probability > 0.5


def test_whose_export_it_is(tmp_path: Path) -> None:
    """A file's name tells the contact, and --owner tells ours, even where our side wrote first."""
    text = chat("Kim Holt: You asked?", f"Rowan Ashby: {OFFER}")
    for name, owners in (("WhatsApp Chat with Rowan Ashby.txt", ()), ("c.txt", ("Kim Holt",)), ("d.txt", ())):
        (tmp_path / name).write_text(text, encoding="utf-8")
        (judged,) = flow.scan([tmp_path / name], flow.Options(owners=owners)).judged
        expected = "Kim Holt" if name == "d.txt" else "Rowan Ashby"  # by default who wrote first is the contact
        assert judged.conversation.contact.name == expected


def test_a_group_of_which_it_does_not_show_whose_it_is(tmp_path: Path) -> None:
    """Everybody is read as a contact, which is told as a gap, so that the approach is found all the same."""
    (tmp_path / "a.txt").write_text(chat("Kim: Hello", f"Rowan: {OFFER}", "Sam: No"), encoding="utf-8")
    scan = flow.scan([tmp_path / "a.txt"], flow.Options())
    assert "Rowan" in [one.conversation.contact.name for one in scan.judged if one.assessment.probability > 0.5]
    assert "who is ours" in [gap.what for gap in scan.gaps]


def test_an_approach_that_nobody_answered(tmp_path: Path) -> None:
    """Its only author is not taken for ours."""
    (tmp_path / "a.txt").write_text(chat(f"+44 20 7946 0000: {OFFER}"), encoding="utf-8")
    (judged,) = flow.scan([tmp_path / "a.txt"], flow.Options()).judged
    assert judged.conversation.contact.handles[0].key == "phone:+442079460000"
    assert judged.assessment.probability > 0.5


def test_a_large_chat(tmp_path: Path) -> None:
    """Memory does not grow with it, though it is gone through twice: 20 MB are read in less than a fifth of that."""
    with (tmp_path / "chat.txt").open("w", encoding="utf-8") as file:
        for _ in range(200):
            file.write(chat(*("Rowan Ashby: The minutes of the meeting, once more. " * 20 for _ in range(100))))
    gc.collect()
    tracemalloc.start()
    try:
        count = sum(isinstance(item, Message) for item in read([tmp_path / "chat.txt"]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak < 4_000_000


@pytest.mark.parametrize("piece", ["\u200e", "a.b", ".", "<attached: ", "(", "\n25/03/2026, 14:0", ">"])
def test_texts_that_keep_a_search_busy(piece: str) -> None:
    """The time for one message of much repetition grows with its length alone."""
    began = process_time()
    found(chat("Rowan: " + piece * 100_000 + "\u200e>"), Limits())
    assert process_time() - began < 5


_LINES = st.sampled_from(
    [
        ANDROID,
        IOS,
        "\n",
        "Rowan: ",
        "Kim: ",
        "\u200e",
        "<Media omitted>",
        "<attached: a.jpg>",
        "03/04/26, 14:05 - ",
        ":",
    ]
)


@given(st.sampled_from([ANDROID, IOS]), st.lists(st.one_of(_LINES, st.text(LETTERS, max_size=5)), max_size=30))
@UNHURRIED
def test_any_text_after_a_first_line(start: str, rest: list[str]) -> None:
    """Reading ends without an error; every message can be written as UTF-8, and its text is a slice of the file."""
    text = f"{start}Rowan: Hello\n" + "".join(rest)
    seen = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    for message in messages(text):
        f"{message}".encode()
        assert message.text in seen


@given(st.binary(max_size=300))
@UNHURRIED
def test_any_bytes_after_a_first_line(data: bytes) -> None:
    """Reading ends without an error, and every message can be written as UTF-8."""
    for message in only(Message, items(WhatsApp(), chat("Rowan: Hello").encode() + data)):
        f"{message}".encode()


@given(st.binary(max_size=300))
@UNHURRIED
def test_any_bytes_at_all(data: bytes) -> None:
    """What is no export is a gap."""
    if not WhatsApp().recognises(Head(data)):
        assert [type(item) for item in WhatsApp().read(opened(data), Limits())] == [Gap]
