"""Screenshots of chats, drawn for tests: several programs' layouts, light and dark, with invented text."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
FONT, BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"


class Said(NamedTuple):
    """A message on a screen: by us or by the contact, its text, and the time shown with it."""

    is_ours: bool
    text: str
    clock: str = "14:05"


@dataclass(frozen=True, slots=True)
class Look:
    """How a program shows a chat; sizes are in pixels of a screen 1080 wide."""

    page: Colour
    bar: Colour
    title: Colour
    theirs: Colour
    ours: Colour
    their_text: Colour
    our_text: Colour
    margin: int = 1  # of their bubbles, in sizes of a letter: programs put a picture there
    has_names: bool = False
    has_pattern: bool = False
    width: int = 1080
    size: int = 40


_WHITE, _BLACK, _INK, _PALE = (255, 255, 255), (18, 18, 18), (17, 27, 33), (233, 237, 239)
_BLUE = (44, 107, 237)
WHATSAPP = Look((236, 229, 221), (0, 128, 105), _WHITE, _WHITE, (217, 253, 211), _INK, _INK, has_pattern=True)
WHATSAPP_DARK = Look((11, 20, 26), (31, 44, 52), _PALE, (31, 44, 52), (0, 92, 75), _PALE, _PALE, has_pattern=True)
SIGNAL = Look(_WHITE, (246, 246, 246), _BLACK, (233, 233, 233), _BLUE, _BLACK, _WHITE)
SIGNAL_DARK = Look(_BLACK, (27, 27, 27), (233, 233, 233), (59, 59, 59), _BLUE, (233, 233, 233), _WHITE)
TEAMS = Look((245, 245, 245), _WHITE, _BLACK, _WHITE, (232, 235, 250), _BLACK, _BLACK, margin=3)
LINKEDIN = Look(_WHITE, _WHITE, (25, 25, 25), _WHITE, _WHITE, (25, 25, 25), (25, 25, 25), has_names=True)
LINKEDIN_DARK = Look((27, 31, 35), (27, 31, 35), _PALE, _WHITE, _WHITE, _PALE, _PALE, has_names=True)
LOOKS = {
    "WhatsApp": WHATSAPP,
    "WhatsApp, dark": WHATSAPP_DARK,
    "Signal": SIGNAL,
    "Signal, dark": SIGNAL_DARK,
    "Teams": TEAMS,
    "LinkedIn": LINKEDIN,
    "LinkedIn, dark": LINKEDIN_DARK,
}


def drawn(look: Look, contact: str, owner: str, messages: Sequence[Said], day: str = "") -> Image.Image:
    """A screen with a bar that shows the contact, and the messages below it."""
    return _Screen(look).drawn(contact, owner, messages, day)


def as_png(image: Image.Image) -> bytes:
    """The picture as a PNG file."""
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def as_jpeg(image: Image.Image, quality: int = 80) -> bytes:
    """The picture as a JPEG file, as messengers pack it anew."""
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return file.getvalue()


class _Screen:
    """A screen being drawn from top to bottom."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._text = ImageFont.truetype(FONT, look.size)
        self._bold = ImageFont.truetype(BOLD, look.size)
        self._small = ImageFont.truetype(FONT, look.size * 3 // 5)
        self._image = Image.new("RGB", (look.width, look.size * 200), look.page)
        self._pen = ImageDraw.Draw(self._image)
        self._y = 0

    def drawn(self, contact: str, owner: str, messages: Sequence[Said], day: str) -> Image.Image:
        if self._look.has_pattern:
            self._pattern()
        self._bar(contact)
        if day:
            self._centred(day)
        for said in messages:
            if self._look.has_names:
                self._named(owner if said.is_ours else contact, said)
            else:
                self._bubble(said)
        self._field()
        return self._image.crop((0, 0, self._look.width, self._y))

    def _pattern(self) -> None:
        """The faint drawings on a wallpaper."""
        unit, page = self._look.size, self._look.page
        colour = tuple(value + 14 if value < 128 else value - 14 for value in page)
        for y in range(0, self._image.height, 2 * unit):
            for x in range(y % (3 * unit), self._look.width, 3 * unit):
                self._pen.arc((x, y, x + unit, y + unit), 0, 290, fill=colour, width=max(1, unit // 16))
                self._pen.line((x + unit, y + unit, x + 2 * unit, y + unit // 2), fill=colour, width=max(1, unit // 16))

    def _field(self) -> None:
        """The field to write in, at the bottom."""
        look, unit = self._look, self._look.size
        box = (unit, self._y + unit, look.width - 4 * unit, self._y + 2.6 * unit)
        self._pen.rounded_rectangle(box, radius=0.8 * unit, fill=look.theirs if not look.has_names else (128, 128, 128))
        self._pen.text((2 * unit, self._y + 1.3 * unit), "Message", font=self._text, fill=(150, 150, 150))
        self._y += 4 * unit

    def _bar(self, contact: str) -> None:
        look, unit = self._look, self._look.size
        self._pen.rectangle((0, 0, look.width, 4 * unit), fill=look.bar)
        self._pen.text((unit, unit // 3), "12:31", font=self._small, fill=look.title)
        self._pen.text((look.width - 3 * unit, unit // 3), "83 %", font=self._small, fill=look.title)
        self._pen.ellipse((2 * unit, 1.6 * unit, 4 * unit, 3.6 * unit), fill=(120, 140, 160))
        self._pen.text((4.6 * unit, 1.7 * unit), contact, font=self._bold, fill=look.title)
        self._pen.text((4.6 * unit, 2.9 * unit), "online", font=self._small, fill=look.title)
        self._y = 5 * unit

    def _centred(self, words: str) -> None:
        width = self._pen.textlength(words, font=self._small)
        colour = tuple((a + b) // 2 for a, b in zip(self._look.page, self._look.their_text, strict=True))
        self._pen.text(((self._look.width - width) / 2, self._y), words, font=self._small, fill=colour)
        self._y += 2 * self._look.size

    def _bubble(self, said: Said) -> None:
        look, unit = self._look, self._look.size
        lines = self._wrapped(said.text, look.width * 0.66)
        clock = self._pen.textlength(said.clock, font=self._small) + unit
        widest = max(self._pen.textlength(line, font=self._text) for line in lines)
        width = max(widest, clock) + 1.4 * unit
        height = len(lines) * 1.35 * unit + 1.7 * unit
        left = look.width - width - unit if said.is_ours else look.margin * unit
        box = (left, self._y, left + width, self._y + height)
        self._pen.rounded_rectangle(box, radius=unit * 0.5, fill=look.ours if said.is_ours else look.theirs)
        colour = look.our_text if said.is_ours else look.their_text
        for number, line in enumerate(lines):
            self._pen.text(
                (left + 0.7 * unit, self._y + 0.4 * unit + number * 1.35 * unit), line, font=self._text, fill=colour
            )
        self._pen.text((left + width - clock, self._y + height - unit), said.clock, font=self._small, fill=colour)
        self._y += int(height + 0.6 * unit)

    def _named(self, name: str, said: Said) -> None:
        look, unit = self._look, self._look.size
        self._pen.ellipse((unit, self._y, 3 * unit, self._y + 2 * unit), fill=(150, 120, 90))
        left = 3.8 * unit
        self._pen.text((left, self._y), name, font=self._bold, fill=look.their_text)
        after = left + self._pen.textlength(name, font=self._bold) + unit * 0.6
        self._pen.text((after, self._y + unit * 0.3), f"• {said.clock}", font=self._small, fill=(100, 100, 100))
        for number, line in enumerate(self._wrapped(said.text, look.width - left - unit)):
            self._pen.text((left, self._y + (number + 1) * 1.35 * unit), line, font=self._text, fill=look.their_text)
        self._y += int((len(self._wrapped(said.text, look.width - left - unit)) + 1) * 1.35 * unit + unit)

    def _wrapped(self, text: str, width: float) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if self._pen.textlength(longer, font=self._text) <= width or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines
