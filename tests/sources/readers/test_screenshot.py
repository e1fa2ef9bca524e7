"""Screenshots that the tests draw themselves, read by tesseract."""

import io
import struct
import sys
import zlib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytesseract  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from tests.sources.made import UNHURRIED, items, only, whys, zipped
from tests.sources.screens import FONT, LOOKS, Look, Said, as_jpeg, as_png, drawn

from lurewatch import flow
from lurewatch.model.conversation import Side
from lurewatch.model.gap import Gap
from lurewatch.model.message import Message
from lurewatch.sources.catalogue import read
from lurewatch.sources.interface import Item, Limits
from lurewatch.sources.readers.screenshot import Screenshot
from lurewatch.sources.sniff import Head

OFFER = (
    "Your work on quantum computing caught my eye. My client, who prefers not to be named, pays 900 for a short report"
    " on what you have not published yet. Please keep this between us, and do not tell your employer."
)
ENGLISH = (
    Said(False, "Hello Kim, I came across your talk on error correction and found it most impressive.", "14:02"),
    Said(False, "Would you write a short report for my client? They pay 900 dollars for five pages.", "14:03"),
    Said(True, "Who is your client?", "14:10"),
    Said(False, "I cannot name them yet. Please keep this between us.", "14:12"),
    Said(True, "No.", "14:15"),
    Said(False, "Ok", "14:16"),
)
OTHERS = (
    Said(False, "Guten Tag, für ein größeres Vorhaben suchen wir jemanden, der sich mit Lasern auskennt.", "9:02"),
    Said(True, "Worum geht es? Bitte schreiben Sie mir an meine Adresse der Universität.", "9:05"),
    Said(False, "Bonjour, notre société prépare une étude très privée, payée à l’avance.", "9:07"),
    Said(True, "¿Quién es el cliente? Mañana le contesto.", "9:30"),
)
TALKS = {"English": ENGLISH, "German, French, Spanish": OTHERS}
service = pytest.mark.service


def found(data: bytes, limits: Limits | None = None) -> list[Item]:
    """What the reader makes of a picture."""
    return items(Screenshot(), data, limits or Limits())


def distance(one: str, other: str) -> int:
    """How many characters must be changed, left out or put in to make one text of the other (Levenshtein)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        above, row = row, [number]
        for place, (beside, before) in enumerate(zip(other, pairwise(above), strict=True)):
            row.append(min(before[0] + (letter != beside), before[1] + 1, row[place] + 1))
    return row[-1]


def errors(messages: list[Message], talk: tuple[Said, ...]) -> tuple[float, float]:
    """The share of characters read wrong, and of messages put on the wrong side or not told apart."""
    wanted = [said.text for said in talk]
    read_texts = [" ".join(message.text.split()) for message in messages]
    letters = distance("\n".join(wanted), "\n".join(read_texts)) / len("\n".join(wanted))
    is_ours = [message.author.value in {"kim holt", "whoever received it"} for message in messages]
    pairs = list(zip(is_ours, talk, strict=False))
    right = sum(
        ours == said.is_ours and distance(said.text, text) < len(said.text) / 2
        for (ours, said), text in zip(pairs, read_texts, strict=False)
    )
    return letters, 1 - right / len(talk)


def measured(look: Look, talk: tuple[Said, ...], *, jpeg: bool = False) -> tuple[float, float]:
    """Both shares for a talk as a program of this look shows it."""
    image = drawn(look, "Rowan Ashby", "Kim Holt", talk, "Today")
    return errors(only(Message, found(as_jpeg(image) if jpeg else as_png(image))), talk)


@service
@pytest.mark.parametrize("talk", TALKS)
@pytest.mark.parametrize("name", LOOKS)
def test_how_well_a_screen_is_read(name: str, talk: str) -> None:
    """At most one character in fifty is wrong, and every message is on its side."""
    letters, sides = measured(LOOKS[name], TALKS[talk])
    assert letters <= 0.02
    assert sides == 0


@service
@pytest.mark.parametrize("name", LOOKS)
def test_how_well_a_small_screen_packed_anew_is_read(name: str) -> None:
    """Of a screen half as wide, as JPEG, at most one character in twenty is wrong, and every message is on its side."""
    letters, sides = measured(replace(LOOKS[name], width=540, size=20), ENGLISH, jpeg=True)
    assert letters <= 0.05
    assert sides == 0


@service
@pytest.mark.parametrize("name", ["Signal, dark", "LinkedIn"])
def test_who_is_on_a_screen(name: str) -> None:
    """The name in the bar is the contact's; the field to write in, the clock and the day are nobody's message."""
    image = drawn(LOOKS[name], "Rowan Ashby", "Kim Holt", ENGLISH, "2 March 2026")
    read_items = found(as_png(image))
    messages = only(Message, read_items)
    assert [message.author.name == "Rowan Ashby" for message in messages] == [not said.is_ours for said in ENGLISH]
    assert {message.sent_at.date().isoformat() for message in messages if message.sent_at} <= {"2026-03-02"}
    assert "shows no zone" in whys(only(Gap, read_items))


@service
def test_a_screen_without_a_bar() -> None:
    """Whoever is not named is unknown, and that is a gap."""
    image = drawn(LOOKS["WhatsApp"], "Rowan Ashby", "Kim Holt", ENGLISH)
    both = found(as_png(image.crop((0, 200, image.width, image.height))))
    assert {message.author.value for message in only(Message, both)} == {"", "whoever received it"}
    assert "no name could be told" in whys(only(Gap, both))


@service
@pytest.mark.parametrize("cut", [0, 1])
def test_a_screen_cut_off_in_its_last_message(cut: int) -> None:
    """What there is of it is read, whether its time can be seen or not."""
    talk = (*ENGLISH[:3], Said(False, OFFER, "14:20"))
    image = drawn(LOOKS["Signal"], "Rowan Ashby", "Kim Holt", talk)
    lower = image.height - 4 * 40 - cut * 100
    messages = only(Message, found(as_png(image.crop((0, 0, image.width, lower)))))
    assert len(messages) == 4
    assert "who prefers not to be named" in " ".join(messages[3].text.split())


@service
def test_bubbles_of_the_colour_of_the_page() -> None:
    """What they say is read all the same, and by its place it is theirs."""
    look = replace(LOOKS["Signal"], theirs=LOOKS["Signal"].page)
    messages = only(Message, found(as_png(drawn(look, "Rowan Ashby", "Kim Holt", ENGLISH[:3]))))
    texts = {" ".join(message.text.split()): message.author.name for message in messages}
    assert texts[ENGLISH[1].text.removesuffix("14:03")] == "Rowan Ashby"
    assert texts[ENGLISH[2].text] == ""


@service
def test_a_number_in_the_bar() -> None:
    """It is the contact's handle."""
    image = drawn(LOOKS["WhatsApp"], "+44 20 7946 0000", "Kim Holt", ENGLISH)
    assert "phone:+442079460000" in {message.author.key for message in only(Message, found(as_png(image)))}


@service
def test_a_blurred_screen() -> None:
    """How many words were read unsurely, and which, is a gap at the message."""
    image = drawn(LOOKS["Signal"], "Rowan Ashby", "Kim Holt", ENGLISH)
    small = image.resize((image.width // 4, image.height // 4))
    gaps = [gap for gap in only(Gap, found(as_jpeg(small, 20))) if "read unsurely" in gap.why]
    assert gaps
    assert all(gap.where.startswith("some.file, message ") for gap in gaps)


@service
def test_a_picture_of_a_mail() -> None:
    """A page without bubbles is read as if its text had been copied."""
    page = Image.new("RGB", (1400, 700), "white")
    lines = (
        "From: Rowan Ashby <rowan@northgate.example>",
        "Sent: 2 March 2026 09:42",
        "To: Kim Holt",
        "Subject: A question",
    )
    write(page, (*lines, "", "Hello Kim, may I ask you something?"))
    (message,) = only(Message, found(as_png(page)))
    assert (message.author.value, message.subject) == ("rowan@northgate.example", "A question")
    assert message.text == "Hello Kim, may I ask you something?"


@service
def test_a_picture_without_words() -> None:
    """It is a gap."""
    assert "no words in it" in whys(only(Gap, found(as_png(Image.new("RGB", (400, 400), "navy")))))


@service
@pytest.mark.parametrize("name", ["WhatsApp", "LinkedIn, dark"])
def test_an_approach_in_a_scan(tmp_path: Path, name: str) -> None:
    """It is found, and it is known who wrote it to whom."""
    talk = (Said(False, OFFER, "14:02"), Said(True, "Who are you?", "14:03"))
    (tmp_path / "a.png").write_bytes(as_png(drawn(LOOKS[name], "Rowan Ashby", "Kim Holt", talk)))
    (judged,) = flow.scan([tmp_path / "a.png"], flow.Options()).judged
    assert judged.conversation.contact.name == "Rowan Ashby"
    assert [turn.side for turn in judged.conversation.turns] == [Side.CONTACT, Side.PERSON]
    assert judged.assessment.probability > 0.5


def write(page: Image.Image, lines: tuple[str, ...]) -> None:
    """Puts lines of text on a page."""
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(FONT, 36)
    for number, line in enumerate(lines):
        pen.text((60, 60 + 60 * number), line, font=font, fill="black")


PICTURE = as_png(Image.new("RGB", (400, 400), "white"))


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which tesseract is not installed."""
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-tesseract")


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract() -> None:
    """The gap says what to install."""
    (gap,) = found(PICTURE)
    assert isinstance(gap, Gap)
    assert "apt-get install tesseract-ocr" in gap.why


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gap says what to install."""
    for name in [
        name for name in sys.modules if name.startswith(("lurewatch.sources.screen", "lurewatch.sources.pic"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pytesseract", None)
    (gap,) = found(PICTURE)
    assert isinstance(gap, Gap)
    assert "pip install 'lurewatch[ocr]'" in gap.why


@pytest.mark.parametrize(
    ("version", "does", "reason"),
    [
        ("echo tesseract 5.3.0", "exec sleep 60", "longer than 1 seconds"),
        ("echo tesseract 5.3.0", "exit 3", "gave up on it (exit code 3)"),
        ("exit 3", "exit 3", "does not start as it should"),
        ("echo what", "exit 3", "does not start as it should"),
    ],
)
def test_a_tesseract_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, does: str, reason: str
) -> None:
    """One that takes too long is ended, and each is a gap."""
    program = tmp_path / "tesseract"
    answers = f'case "$1" in --list-langs) echo eng;; --version) {version};; *) {does};; esac'
    program.write_text(f"#!/bin/sh\n{answers}\n", encoding="utf-8")
    program.chmod(0o700)
    asked = pytesseract.pytesseract.get_tesseract_version
    monkeypatch.setattr(asked, "_result", asked)  # it remembers the answer of the true one
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", str(program))
    assert reason in whys(only(Gap, found(PICTURE, Limits(picture_seconds=1))))


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes) -> bytes:
    """A PNG file that says that it is so large, and holds next to nothing."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + b"".join(more)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 100))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (PICTURE[:60], "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"\xff\xd8\xff" + b"\x00" * 100, "damaged"),
        (png(100, 100), "damaged"),
        (png(60_000, 60_000), "damaged, or no picture that can be opened (DecompressionBomb"),
        (png(5_000, 5_000), "more than 20000000 pixels"),
        (png(100, 100, chunk(b"zTXt", b"a\x00\x00" + zlib.compress(b"x" * 100_000_000))), "damaged"),
        (as_png(Image.new("RGB", (10, 1_000))), "too small"),
        (PICTURE + b"\x00" * 2_000_000, "larger than 1 MiB"),
    ],
)
def test_pictures_that_are_not_read(data: bytes, reason: str) -> None:
    """Damaged ones, and those beyond a bound, are a gap that says so."""
    (gap,) = found(data, Limits(picture_bytes=1 << 20))
    assert isinstance(gap, Gap)
    assert reason in gap.why
    assert ";" in gap.why


@pytest.mark.usefixtures("no_tesseract")
@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16", "CMYK"])
def test_pictures_of_every_kind(mode: str) -> None:
    """Grey, transparent, of few colours or of many: all come as far as tesseract."""
    file = io.BytesIO()
    Image.new(mode, (100, 100)).save(file, "JPEG" if mode == "CMYK" else "PNG")
    assert "tesseract-ocr" in whys(only(Gap, found(file.getvalue())))


@pytest.mark.usefixtures("no_tesseract")
@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), max_size=6), st.booleans())
@UNHURRIED
def test_pictures_with_damaged_bytes(changes: list[tuple[int, int]], jpeg: bool) -> None:
    """Whatever bytes are wrong, reading ends with a gap."""
    noise = Image.effect_noise((64, 64), 90)
    data = bytearray((as_jpeg if jpeg else as_png)(noise.convert("RGB")))
    for place, value in changes:
        data[place % len(data)] = value
    if Screenshot().recognises(Head(bytes(data))):
        assert [type(item) for item in found(bytes(data))] == [Gap]


def test_pictures_in_folders_and_archives(tmp_path: Path) -> None:
    """They are not read: photographs lie there by the thousand; the gap says how to have one read."""
    (tmp_path / "a.png").write_bytes(PICTURE)
    (tmp_path / "b.zip").write_bytes(zipped({"a.png": PICTURE}))
    both = [*read([tmp_path]), *read([tmp_path / "b.zip"])]
    assert [gap.why for gap in only(Gap, both)] == ["a picture; if it shows messages, name the file itself"] * 3
