"""Text that somebody copied out of a window."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import LETTERS, UNHURRIED, items, mail, only, whys
from tests.timed import BOUND, times_as_long

from lurewatch import flow
from lurewatch.model.conversation import Side
from lurewatch.model.export import Export
from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.message import Channel, Message
from lurewatch.sources.catalogue import NAMED_FIRST, read
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.readers.pasted import Pasted
from lurewatch.sources.sniff import Head

OFFER = (
    "Your work on quantum computing caught my eye. My client, who prefers not to be named, pays 900 for a short report"
    " on what you have not published yet. Please keep this between us, and do not tell your employer."
)
LINKEDIN = """MAR 2
Rowan Ashby sent the following message at 9:42 AM
View Rowan’s profileRowan Ashby
Rowan Ashby (She/Her)   9:42 AM
Hello Kim,

are you there?
TODAY
Kim Holt sent the following messages at 10:15 AM
View Kim’s profileKim Holt
Kim Holt  10:15 AM
Yes
On Monday
Kim Holt  10:16 AM
No
"""
OUTLOOK = """From: Kim Holt
Sent: Tuesday, March 3, 2026 8:05 AM
To: Rowan Ashby <rowan@northgate.example>
Subject: RE: A question

No, thank you.

________________________________
From: Rowan Ashby <rowan@northgate.example>
Sent: Monday, March 2, 2026 9:42 AM
To: Kim Holt <kim@lab.example>; Sam Reed
Subject: A question

Hello Kim
"""


def found(text: str) -> list[Item]:
    """What the reader makes of a text."""
    return items(Pasted(), text.encode())


def said(text: str) -> list[tuple[str, str]]:
    """Who wrote what, in order."""
    return [(message.author.name or message.author.value, message.text) for message in only(Message, found(text))]


def test_mere_words() -> None:
    """They are one message from somebody unknown to one of ours, and that nothing more is known is a gap."""
    both = found("\n  Hello there,\n\nwhat do you work on?  \n")
    (message,) = only(Message, both)
    assert message.text == "Hello there,\n\nwhat do you work on?"
    assert (message.author, message.channel, message.sent_at) == (Handle(Platform.NAME, ""), Channel.OTHER, None)
    assert only(Export, both) == [Export("some.file", message.recipients)]
    assert "nothing says who wrote it" in whys(only(Gap, both))


def test_a_window_of_linkedin() -> None:
    """Its buttons, days and lines for screen readers are no part of a message."""
    assert said(LINKEDIN) == [
        ("Rowan Ashby", "Hello Kim,\n\nare you there?"),
        ("Kim Holt", "Yes\nOn Monday"),
        ("Kim Holt", "No"),
    ]
    assert "shows the hour or the day of the week alone" in whys(only(Gap, found(LINKEDIN)))
    assert only(Message, found(LINKEDIN))[0].local_time == "MAR 2 9:42 AM"


@pytest.mark.parametrize(
    "text",
    [
        "Rowan Ashby  10:42 AM\nHello\n10:43\nAgain\nKim Holt  10:45 AM\nYes\n",
        "[10:42 AM] Rowan Ashby\n    Hello\n[10:43 AM] Rowan Ashby\nAgain\n[10:45 AM] Kim Holt\nYes",
        "[10:42] Rowan Ashby: Hello\n[10:43] Rowan Ashby: Again\n[10:45] Kim Holt: Yes",
        "[10:42, 2/3/2026] Rowan Ashby: Hello\n[10:43, 2/3/2026] Rowan Ashby: Again\n[10:45, 2/3/2026] Kim Holt: Yes",
        "Rowan Ashby, [2.3.2026 10:42]\nHello\nRowan Ashby, [2.3.2026 10:43]\nAgain\nKim Holt, [2.3.2026 10:45]\nYes",
        "Rowan Ashby — Today at 10:42\nHello\nRowan Ashby — Today at 10:43\nAgain\nKim Holt — Today at 10:45\nYes",
        "Rowan Ashby\n 10:42 AM\nHello\nRowan Ashby\n10:43 AM\nAgain\nKim Holt\nMon 10:45 AM\nYes",
        "Rowan Ashby · 1st  Gestern um 10:42 Uhr\nHello\nRowan Ashby  10:43\nAgain\nKim Holt  10:45\nYes",
        "Rowan Ashby: Hello\nRowan Ashby: Again\nKim Holt: Yes",
    ],
)
def test_windows_of_chats(text: str) -> None:
    """Slack, Teams, WhatsApp on the web, Telegram, Discord, and what was typed from memory: the same three turns."""
    assert said(text) == [("Rowan Ashby", "Hello"), ("Rowan Ashby", "Again"), ("Kim Holt", "Yes")]


@pytest.mark.parametrize(
    "stamp",
    ["02.03.2026 10:42", "2 March 2026 10:42 AM", "March 2, 2026 at 10:42 AM", "Mon, Mar 2, 2026, 10:42 AM"],
)
def test_times_with_a_day(stamp: str) -> None:
    """They are read as UTC, which is told."""
    both = found(f"Rowan Ashby  {stamp}\nHello\nKim Holt  {stamp}\nYes")
    assert [message.sent_at for message in only(Message, both)] == [datetime(2026, 3, 2, 10, 42, tzinfo=UTC)] * 2
    assert "shows no zone" in whys(only(Gap, both))


def test_a_chat_copied_from_the_middle() -> None:
    """The end of a message without its opening is read as by the other of the two."""
    text = "and that is all I know of it, so let us meet on Friday\nKim Holt  10:45 AM\nYes\nRowan Ashby  10:46 AM\nOk"
    assert said(text)[0] == ("Rowan Ashby", "and that is all I know of it, so let us meet on Friday")


@pytest.mark.parametrize(
    "text",
    [
        "Dear Kim,\nlunch is at 12:30.\nLunch on Friday 12:30\nRegards",
        "Dear Kim,\nFee: 900\nTopic: optics\nTerm: May",
        "Position: Analyst\nFee: 900\nTopic: optics",
        "From: the lab to the canteen\nwe go\nTo: eat",
    ],
)
def test_lines_that_open_no_message(text: str) -> None:
    """A letter is not cut up over a line in it that ends with a time or begins with a word and a colon."""
    assert [what for _, what in said(text)] == [text]


def test_a_line_in_a_message_that_ends_with_a_time() -> None:
    """It opens nothing where it is not written as the window writes its own lines."""
    text = "Rowan Ashby  9:42 AM\nCome to the\nZoom call 10:30\nand pay\nKim Holt  10:45 AM\nNo"
    assert said(text) == [("Rowan Ashby", "Come to the\nZoom call 10:30\nand pay"), ("Kim Holt", "No")]


def test_mails_out_of_outlook() -> None:
    """The chain is read from the oldest on; a name that is shown with its address once is known by it everywhere."""
    both = found(OUTLOOK)
    first, second = only(Message, both)
    assert (first.author.key, first.text, first.subject) == ("email:rowan@northgate.example", "Hello Kim", "A question")
    assert [one.key for one in first.recipients] == ["email:kim@lab.example", "name:sam reed"]
    assert (first.sent_at, first.channel) == (datetime(2026, 3, 2, 9, 42, tzinfo=UTC), Channel.EMAIL)
    assert (second.author.key, second.text) == ("email:kim@lab.example", "No, thank you.")
    assert "ask for the mail itself" in whys(only(Gap, both))


@pytest.mark.parametrize(
    "head",
    [
        "Von: Rowan Ashby [mailto:rowan@northgate.example]\nGesendet: Montag, 2. März 2026 09:42\nAn: Kim\nBetreff: S",
        "De : Rowan Ashby <rowan@northgate.example>\nEnvoyé : lundi 2 mars 2026 09:42\nÀ : Kim\nObjet : S",
        "De: Rowan Ashby <rowan@northgate.example>\nEnviado: lunes, 2 de marzo de 2026 9:42\nPara: Kim\nAsunto: S",
        "From: Rowan Ashby rowan@northgate.example\nSubject: S\nDate: 2 March 2026 at 10:42:00 GMT+01:00\nTo: Kim",
        "*From:* Rowan Ashby <rowan@northgate.example>\n*Sent:* 02/03/2026 09:42\n*To:* Kim\n*Subject:* S",
        "Da: Rowan Ashby <rowan@northgate.example>\nInviato: 2 marzo 2026 09:42\nA: Kim\nOggetto: S",
        "Van: Rowan Ashby <rowan@northgate.example>\nVerzonden: 2 maart 2026 09:42\nAan: Kim\nOnderwerp: S",
        "De: Rowan Ashby <rowan@northgate.example>\nEnviada: 2 de março de 2026 09:42\nPara: Kim\nAssunto: S",
    ],
)
def test_heads_in_every_language(head: str) -> None:
    """Author, time, recipient and subject are known, and without Kim's address it does not count as mail."""
    (message,) = only(Message, found(f"{head}\n\nHello"))
    assert (message.author.value, message.author.name) == ("rowan@northgate.example", "Rowan Ashby")
    assert (message.subject, message.text) == ("S", "Hello")
    assert message.sent_at in {datetime(2026, 3, 2, 9, 42, tzinfo=UTC), datetime(2026, 2, 3, 9, 42, tzinfo=UTC)}
    assert ([one.key for one in message.recipients], message.channel) == (["name:kim"], Channel.OTHER)


def test_a_mail_out_of_gmail() -> None:
    """It shows the name with its address, the time, and "to me"."""
    text = "Rowan Ashby <rowan@northgate.example>\nMon, Mar 2, 9:42 AM (2 days ago)\nto me\n\nHello Kim"
    (message,) = only(Message, found(text))
    assert (message.author.key, message.text) == ("email:rowan@northgate.example", "Hello Kim")


def test_a_note_above_a_mail() -> None:
    """It was written by the one whom the mail went to."""
    text = "I got this, odd?\n\nFrom: Rowan Ashby\nSent: 2 March 2026 09:42\nTo: Kim Holt\nSubject: S\n\nHello"
    assert said(text) == [("Rowan Ashby", "Hello"), ("Kim Holt", "I got this, odd?")]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01",
        b"\x7fELF",
        b"%PDF-1.7",
        b"<html><p>Hello",
        b"{\\rtf1 Hello}",
        b'{"a": 1}\n{"a": 2}\n',
        b'[{"text": "Hello',
        b"Name,Level,Since\nx,y,z\n",
        b"Name;Level;Since\nx;y;z\n",
        b"a\tb\tc\nd\te\tf\n",
    ],
)
def test_what_is_no_text_for_people(data: bytes) -> None:
    """Binaries, pages, JSON and tables are left to others, or are a gap."""
    assert not Pasted().recognises(Head(data))


@pytest.mark.parametrize("data", [b"Hi Kim, hello", "Grüße, Kim".encode("utf-16"), "Grüße\nKim".encode("cp1252")])
def test_what_is_text_for_people(data: bytes) -> None:
    """Words are, in whatever charset an editor saved them."""
    assert Pasted().recognises(Head(data))
    (message,) = only(Message, items(Pasted(), data))
    assert "Kim" in message.text
    assert "\ufffd" not in message.text


@pytest.mark.parametrize("content", [OFFER, "def f(x):\n    return x\n", "Once upon a time, there was a lab.\n"])
def test_a_folder_of_texts(tmp_path: Path, content: str) -> None:
    """Nothing in it is taken for a message: it is a gap, and a message only when the file is named itself."""
    (tmp_path / "notes.txt").write_text(content, encoding="utf-8")
    in_folder, by_name = list(read([tmp_path])), list(read([tmp_path / "notes.txt"]))
    assert (only(Message, in_folder), len(only(Gap, in_folder))) == ([], 1)
    assert len(only(Message, by_name)) == 1


def test_a_mail_that_is_named_itself(tmp_path: Path) -> None:
    """It is a mail as ever; only one that begins as Outlook shows it is read as pasted."""
    assert not NAMED_FIRST[0].recognises(Head(mail()))
    assert not NAMED_FIRST[0].recognises(Head(b"From: a@b.example\nSent: x\nTo: c\nMessage-ID: <1@b.example>\n\nHello"))
    assert NAMED_FIRST[0].recognises(Head(OUTLOOK.encode()))
    (tmp_path / "a.txt").write_text(OUTLOOK, encoding="utf-8")
    assert only(Message, read([tmp_path / "a.txt"]))[0].sent_at is not None


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        (OFFER, ""),
        (LINKEDIN.replace("Hello Kim,", OFFER), "Rowan Ashby"),
        (OUTLOOK.replace("Hello Kim", OFFER), "Rowan Ashby"),
        (f"Rowan: {OFFER}\nKim: Who are you?\nRowan: A friend.", "Rowan"),
        (f"[10:42] Rowan Ashby: {OFFER}", "Rowan Ashby"),
    ],
)
def test_an_approach_in_a_scan(tmp_path: Path, text: str, contact: str) -> None:
    """It is found, and it is known who wrote it."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (judged,) = flow.scan([tmp_path / "a.txt"], flow.Options()).judged
    assert judged.conversation.contact.name == contact
    assert judged.conversation.turns[0].side is Side.CONTACT
    assert judged.assessment.probability > 0.5


def test_two_texts_of_unknown_people(tmp_path: Path) -> None:
    """They are two conversations, though nobody is named and the files have one name."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "m.txt").write_text(f"{OFFER} {folder}", encoding="utf-8")
    scan = flow.scan([tmp_path / "a" / "m.txt", tmp_path / "b" / "m.txt"], flow.Options())
    assert len({one.conversation.id for one in scan.judged}) == 2


def test_a_long_text() -> None:
    """What is beyond the bound is told."""
    both = items(Pasted(), b"abc" * 1_000, Limits(text_characters=100))
    assert len(only(Message, both)[0].text) == 100
    assert "longer than 100 bytes" in whys(only(Gap, both))


_PIECES = st.sampled_from(
    [
        "Rowan  10:42 AM\n",
        "From: Rowan\n",
        "Sent: 2 March 2026 9:42\n",
        "To: Kim\n",
        "\n",
        "MAR 2\n",
        "Rowan: ",
        "10:42\n",
    ]
)


@given(st.lists(st.one_of(_PIECES, st.text(LETTERS, max_size=6)), max_size=30).map("".join))
@UNHURRIED
def test_any_text(text: str) -> None:
    """Reading ends without an error; every message can be written as UTF-8, and is a slice of what was pasted."""
    seen = text.removeprefix("\ufeff").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    for message in only(Message, found(text)):
        f"{message}".encode()
        assert message.text in seen


@given(st.binary(max_size=300))
@UNHURRIED
def test_any_bytes(data: bytes) -> None:
    """Reading ends without an error, and every message can be written as UTF-8."""
    for message in only(Message, items(Pasted(), data)):
        f"{message}".encode()


@pytest.mark.parametrize(
    "piece", ["From: a\n", "a 1:00\n", "a\n1:00\n", "-- ", "a: b\n", "From: a;\n", "Mon, Mar 2, ", "1:00 "]
)
def test_texts_that_keep_a_search_busy(piece: str) -> None:
    """The time for a text of much repetition grows with its length alone."""
    found(piece * (300_000 // len(piece)))


def test_a_talk_of_thousands_of_turns() -> None:
    """Eight times as many take about eight times as long, not sixty-four."""
    assert times_as_long(lambda count: found("Rowan: Yes\nKim: No\n" * count), 500) < BOUND
