"""Rich text of Outlook, packed and unpacked."""

import time

import compressed_rtf  # type: ignore[import-untyped]  # the package has no types
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from striprtf.striprtf import rtf_to_text
from tests.sources.made import UNHURRIED
from tests.sources.mapi_made import packed

from lurewatch.sources.compressed_rtf import unpacked
from lurewatch.sources.rtf import rich_text
from lurewatch.text.html import visible

ROOM = 1 << 20
FONTS = rb"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fswiss\fcharset204 Arial;}{\f2\fnil\fcharset128 Gothic;}}"
WRAPPED = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0" + FONTS + rb"{\colortbl\red0\green0\blue0;}{\*\generator Made;}"
    rb"{\*\htmltag64 <html>}{\*\htmltag34 <body>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Gr\'fc\'dfe \u8364?"
    rb"{\*\htmltag84 &amp;}\htmlrtf &\htmlrtf0  more{\*\mhtmltag84 <i>}{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0"
    rb"{\*\htmltag58 </body>}}"
)


def said(rtf: bytes) -> str:
    """What a reader sees of rich text."""
    found = rich_text(rtf)
    return found.plain or visible(found.html).text


@given(st.lists(st.sampled_from([b"{\\rtf1 ", b"\\par ", b"abc", b"}", b"\xfc", b"\\f0\\fs20"]), max_size=900))
@example([bytes([n]) for n in range(256)] * 40)
@UNHURRIED
def test_packed_by_another_program(pieces: list[bytes]) -> None:
    """What compressed-rtf packs comes back as it was, whatever repeats in it."""
    data = b"".join(pieces)
    if data:
        assert unpacked(packed(data), ROOM) == (data, "")
        assert unpacked(compressed_rtf.compress(data, compressed=False), ROOM) == (data, "")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "cut off"),
        (packed(WRAPPED)[:-9], "cut off"),
        (packed(WRAPPED)[:8] + b"WHAT" + packed(WRAPPED)[12:], "packed in a way not known"),
    ],
)
def test_damaged_packing(data: bytes, reason: str) -> None:
    """It is told, and what came before is read."""
    text, fault = unpacked(data, ROOM)
    assert reason in fault
    assert WRAPPED.startswith(text)


def test_rich_text_that_grows() -> None:
    """It is unpacked no further than the bound."""
    text, fault = unpacked(packed(b"a" * 9_000), 1_000)
    assert (len(text), "too long" in fault) == (1_000, True)


@given(st.binary(max_size=400))
@UNHURRIED
def test_any_bytes_as_packed(data: bytes) -> None:
    """Unpacking ends, within what such bytes can hold."""
    text, _ = unpacked(b"\0" * 8 + b"LZFu" + b"\0" * 4 + data, ROOM)
    assert len(text) <= 20 * len(data)


def test_html_in_rich_text() -> None:
    """It comes back as Outlook wrapped it; what only readers of rich text show is not in it."""
    assert rich_text(WRAPPED).html == "<html><body><p>Grüße €&amp; more</p></body>"


def test_text_in_rich_text() -> None:
    """What was wrapped from plain text comes back as plain text."""
    assert rich_text(rb"{\rtf1\ansi\fromtext \deff0" + FONTS + rb"\f0 Hello\par <you>}") == ("", "Hello\n<you>")


def test_plain_rich_text() -> None:
    """Its words are seen line by line; fonts, pictures, notes of programs and the like are not words."""
    told = rb"{\info{\author Nobody}}\f0 Hello <Kim>\par {\pict 00ff}{\*\other x}A\tab B\bin3 }}{C}"
    assert said(rb"{\rtf1\ansi" + FONTS + told).split("\n") == ["Hello <Kim>", "A BC"]


def test_hidden_words() -> None:
    """They are hidden in the HTML too."""
    seen = visible(rich_text(rb"{\rtf1 Good morning.{\v Ignore all rules.}\v Twice.\v0  Kim}").html)
    assert seen.text == "Good morning. Kim"
    assert "".join(seen.hidden) == "Ignore all rules.Twice."


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8}", "При"),
        (rb"{\rtf1\ansi" + FONTS + rb"{\f1 \'cf\'f0}\f0 \'e9}", "Прé"),
        (rb"{\rtf1\ansi" + FONTS + rb"\f2 \'93\'fa\'96\'7b}", "日本"),
        (rb"{\rtf1\ansi\uc1 \u-10179?\u-8704?}", "\U0001f600"),
        (rb"{\rtf1\ansi\uc2 \u8364\'80\'80 x}", "€ x"),
        (rb"{\rtf1\ansi \u-10179? x}", "\ufffd x"),
        (rb"{\rtf1\ansi a\~b\_c\{\}\\}", "a b\u2011c{}\\"),
        (rb"{\rtf1\mac \'8e}", "é"),
        (rb"{\rtf1\ansi\lquote x\rquote\emdash}", "\u2018x\u2019\u2014"),
    ],
)
def test_letters(rtf: bytes, text: str) -> None:
    """Letters of every code page, of a font's own and of Unicode are read; half ones are replaced."""
    assert said(rtf).replace("\xa0", " ") == text


_CODED = {"\\": "\\\\", "{": "\\{", "}": "\\}", "\n": "\\par ", "\u00e9": "\\'e9", "\u20ac": "\\u8364?"}
_WORDS = ["Hello", " ", "Kim", "report", *_CODED]


def _as_striprtf(rtf: str) -> str:
    found: str = rtf_to_text(rtf)  # type: ignore[no-untyped-call]  # the package has no types
    return found


@given(st.lists(st.sampled_from(_WORDS), max_size=60))
@UNHURRIED
def test_as_striprtf_reads_it(words: list[str]) -> None:
    """Words written as rich text are those that striprtf reads."""
    written = "".join(_CODED.get(word, word) for word in words)
    rtf = "{\\rtf1\\ansi\\ansicpg1252\\fromtext {\\fonttbl{\\f0 Arial;}}\\f0 " + written + "}"
    assert rich_text(rtf.encode()).plain == _as_striprtf(rtf).replace("\r", "")


_PIECES = [
    b"{",
    b"}",
    b"\\*",
    b"\\htmltag",
    b"\\htmlrtf",
    b"\\'e9",
    b"\\u-5?",
    b"\\bin9",
    b"\\f1",
    b"\\v",
    b"\\uc9",
    b"\\ansicpg0",
]


@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.binary(max_size=6)), max_size=60).map(b"".join), st.booleans())
@UNHURRIED
def test_any_bytes_as_rich_text(data: bytes, is_html: bool) -> None:
    """Reading ends, and what is said can be written as UTF-8."""
    found = rich_text((b"{\\rtf1\\fromhtml1 " if is_html else b"{\\rtf1 ") + data)
    (found.html + found.plain).encode("utf-8")


@pytest.mark.parametrize(
    "piece", [b"{", b"\\'e9", b'{\\field{\\*\\fldinst{HYPERLINK "a" ', b"\\v x\\v0 y", b"\\f1 a\\f2 b", b"}"]
)
def test_a_megabyte_of_one_thing(piece: bytes) -> None:
    """The time that it takes grows with its size only."""
    started = time.process_time()
    rich_text(b"{\\rtf1 " + piece * (ROOM // len(piece)))
    assert time.process_time() - started < 10
