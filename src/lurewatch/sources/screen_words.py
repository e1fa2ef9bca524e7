"""The words on a picture, where each stands, and how sure tesseract is of it."""

from functools import lru_cache
from subprocess import CalledProcessError
from typing import NamedTuple

import pytesseract  # type: ignore[import-untyped]
from PIL import Image

from lurewatch.sources.screen_areas import Box, Pixels

LANGUAGES = ("eng", "deu", "fra", "spa")
_NARROW = 900  # pixels across; letters of a smaller screen are enlarged, since tesseract wants them 20 pixels high
_MOST_ENLARGED = 8_000_000  # pixels
_UNSURE = 60  # of 100; below it tesseract's own words are mostly wrong
_NOISE = 30
_INSTALL = "not read: tesseract is not installed; install it (apt-get install tesseract-ocr) and read once more"
_ALONE = {"|": "I", "l": "I"}  # a lone stroke is the word that tesseract takes for one


class Word(NamedTuple):
    """A word, its box, whether it was read surely, and the number of the line that tesseract puts it in."""

    text: str
    box: Box
    is_sure: bool
    line: int

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2

    @property
    def height(self) -> int:
        """How high it is, in pixels."""
        return self.box.bottom - self.box.top


class Words(NamedTuple):
    """The words of a picture in the order of reading; why there are none, where something hindered it."""

    words: tuple[Word, ...] = ()
    fault: str = ""


def words_of(letters: Pixels, seconds: int) -> Words:
    """The words of a picture of dark letters on white, read within so many seconds."""
    image = Image.fromarray(letters)
    factor = 2 if image.width < _NARROW and image.width * image.height * 4 <= _MOST_ENLARGED else 1
    if factor > 1:
        image = image.resize((image.width * factor, image.height * factor), Image.Resampling.LANCZOS)
    try:
        told = _told(image, seconds)
    except pytesseract.TesseractNotFoundError:
        return Words(fault=_INSTALL)
    except (CalledProcessError, SystemExit):  # so pytesseract tells of a program that does not say its version
        return Words(fault="not read: tesseract does not start as it should; install it anew")
    except pytesseract.TesseractError as error:
        return Words(fault=f"not read: tesseract gave up on it (exit code {error.status}); save the picture as PNG")
    except RuntimeError:  # so pytesseract tells that time is up
        return Words(fault=f"not read: took tesseract longer than {seconds} seconds; cut the picture to the messages")
    return Words(tuple(_words(told, factor)))


def _told(image: Image.Image, seconds: int) -> str:
    known = "+".join(one for one in LANGUAGES if one in _installed(pytesseract.pytesseract.tesseract_cmd))
    told: str = pytesseract.image_to_data(image, lang=known or None, config="--psm 3", timeout=seconds)
    return told


@lru_cache(maxsize=1)
def _installed(command: str) -> frozenset[str]:
    """The languages that the program of this name can read."""
    return frozenset(pytesseract.get_languages())


def _words(told: str, factor: int) -> list[Word]:
    """The words of tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, sure, text.

    Level 5 is a word.
    """
    lines: dict[tuple[str, ...], int] = {}
    words = []
    for row in told.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) // factor for cell in cells[6:10])
        sure, text = float(cells[10]), cells[11].strip()
        if sure < _NOISE and not any(map(str.isalnum, text)):
            continue
        line = lines.setdefault(tuple(cells[1:5]), len(lines))
        box = Box(left, top, left + width, top + height)
        words.append(Word(_ALONE.get(text, text), box, sure >= _UNSURE, line))
    return words
