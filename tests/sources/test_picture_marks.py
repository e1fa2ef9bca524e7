"""The marks by which pictures are known again."""

import re
import struct
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.sources.pictures import AGAIN, OTHER, PHOTO, drawn, saved

from lurewatch.linking.pictures import NEAR, apart
from lurewatch.sources import picture_marks
from lurewatch.sources.interface import Limits
from lurewatch.sources.picture_marks import mark_of, marks_of

MARK = re.compile(r"[0-9a-f]{32}(?:\.[0-9a-f]{64})?")


def looks(data: bytes) -> str:
    """What a file looks like, by its mark."""
    return mark_of(data, Limits()).partition(".")[2]


@pytest.fixture
def without_pillow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if Pillow were not installed."""
    monkeypatch.setattr(picture_marks, "_looks", lambda: None)
    picture_marks._KNOWN.clear()
    yield
    picture_marks._KNOWN.clear()


def test_a_picture_saved_again() -> None:
    """Half the size, and of poor quality, it is another file that looks nearly the same."""
    first, again = mark_of(PHOTO, Limits()), mark_of(AGAIN, Limits())
    assert first[:32] != again[:32]
    assert apart(looks(PHOTO), looks(AGAIN)) <= NEAR


@pytest.mark.parametrize("form", ["PNG", "GIF"])
def test_a_picture_in_another_form(form: str) -> None:
    """It looks nearly the same."""
    assert apart(looks(PHOTO), looks(saved(drawn(1), form))) <= NEAR


def test_a_picture_on_nothing() -> None:
    """Where it is transparent it looks as it does on white."""
    clear = drawn(1).convert("RGBA")
    clear.putalpha(drawn(1).convert("L").point(lambda grey: 0 if grey == 255 else 255))
    assert apart(looks(PHOTO), looks(saved(clear))) <= NEAR


def test_a_picture_on_its_side() -> None:
    """One that says how it is to be turned looks as it does when it has been turned."""
    exif = Image.Exif()
    exif[0x0112] = 6
    held = drawn(1).rotate(90, expand=True)
    turned = saved(held, "JPEG", exif=exif.tobytes())  # type: ignore[arg-type]
    assert apart(looks(PHOTO), looks(turned)) <= NEAR


@pytest.mark.parametrize("number", range(2, 12))
def test_another_picture(number: int) -> None:
    """It looks different."""
    assert apart(looks(PHOTO), looks(saved(drawn(number)))) > NEAR


@pytest.mark.parametrize(
    "data",
    [
        saved(Image.new("RGB", (900, 600), "navy")) + bytes(2_000),
        saved(drawn(1, (60, 60))) + bytes(2_000),
        saved(Image.new("RGB", (1, 1)), "GIF"),
        b"%PDF-1.7" + bytes(5_000),
        b"",
    ],
    ids=["surface", "icon", "counting pixel", "no picture", "empty"],
)
def test_what_tells_nothing(data: bytes) -> None:
    """A plain surface, an icon, a counting pixel and what is no picture have no mark."""
    assert mark_of(data, Limits()) == ""


def test_a_form_that_is_not_decoded() -> None:
    """It is known by its bytes alone."""
    assert re.fullmatch(r"[0-9a-f]{32}", mark_of(saved(drawn(1), "BMP"), Limits()))


@pytest.mark.parametrize("data", [PHOTO[:3_000], PHOTO[:20] + bytes(3_000)])
def test_a_damaged_picture(data: bytes) -> None:
    """It is known by its bytes alone."""
    assert re.fullmatch(r"[0-9a-f]{32}", mark_of(data, Limits()))


def test_a_picture_that_unpacks_to_gigabytes() -> None:
    """It is known by its bytes alone, and never unpacked."""
    header = struct.pack(">LLBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = b"IHDR" + header
    chunk = struct.pack(">L", 13) + body + struct.pack(">L", zlib.crc32(body))
    assert len(mark_of(b"\x89PNG\r\n\x1a\n" + chunk + bytes(3_000), Limits())) == 32


@pytest.mark.parametrize("form", ["PNG", "GIF"])
def test_a_picture_that_takes_long_to_unpack(form: str) -> None:
    """Of a form that is unpacked whole, one of more than five million pixels is known by its bytes alone."""
    data = saved(drawn(5, (2_600, 2_000)), form)
    assert re.fullmatch(r"[0-9a-f]{32}", mark_of(data, Limits()))
    assert looks(saved(drawn(5, (2_600, 2_000)), "JPEG"))


def test_a_picture_that_is_too_large() -> None:
    """It has no mark."""
    assert mark_of(PHOTO, Limits(picture_bytes=len(PHOTO) - 1)) == ""


def test_more_pictures_than_are_looked_at() -> None:
    """The first ones of a message count, each once."""
    files = [PHOTO, PHOTO, OTHER, AGAIN]
    assert marks_of(files, Limits(pictures=3)) == (mark_of(PHOTO, Limits()), mark_of(OTHER, Limits()))


def test_without_pillow(without_pillow: None) -> None:
    """The very same file is known, and no other."""
    assert re.fullmatch(r"[0-9a-f]{32}", mark_of(PHOTO, Limits()))
    assert mark_of(saved(Image.new("RGB", (1, 1)), "GIF"), Limits()) == ""


@given(st.sampled_from([PHOTO, saved(drawn(3)), saved(drawn(4), "GIF")]), st.integers(0, 4_000), st.binary(max_size=40))
def test_any_bytes(data: bytes, at: int, changed: bytes) -> None:
    """Whatever comes in, it is a mark or none."""
    found = mark_of(data[:at] + changed + data[at + len(changed) :], Limits())
    assert found == "" or MARK.fullmatch(found)
