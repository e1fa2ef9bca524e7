"""How far pictures lie apart, saved again, made smaller or cut, and different ones: `python -m evaluation.pictures`."""

import io
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from lurewatch.linking.pictures import NEAR, apart, bands
from lurewatch.sources.interface import Limits
from lurewatch.sources.picture_looks import looks_of

Change = Callable[[Image.Image], bytes]
_EACH = 200  # pictures of a kind


def _saved(image: Image.Image, quality: int = 85) -> bytes:
    held = io.BytesIO()
    image.convert("RGB").save(held, "JPEG", quality=quality)
    return held.getvalue()


def _smaller(share: float) -> Change:
    return lambda image: _saved(image.resize((int(image.width * share), int(image.height * share))))


def _cut(share: float) -> Change:
    """A share of the whole cut from the left and from above."""
    return lambda image: _saved(image.crop((int(image.width * share), int(image.height * share), *image.size)))


CHANGES: Mapping[str, Change] = {
    "saved at quality 85": _saved,
    "saved at quality 30": lambda image: _saved(image, 30),
    "half the size": _smaller(0.5),
    "a fifth of the size": _smaller(0.2),
    "blurred": lambda image: _saved(image.filter(ImageFilter.GaussianBlur(3))),
    "1 % cut off": _cut(0.01),
    "2 % cut off": _cut(0.02),
    "4 % cut off": _cut(0.04),
}


def photograph(random: Random) -> Image.Image:
    """Soft shapes on a soft ground."""
    image = Image.new("RGB", (900, 600), _colour(random))
    draw = ImageDraw.Draw(image)
    for _ in range(40):
        x, y, size = random.randrange(900), random.randrange(600), random.randrange(20, 300)
        draw.ellipse((x - size, y - size // 2, x + size, y + size // 2), fill=_colour(random))
    return image.filter(ImageFilter.GaussianBlur(12))


def page(random: Random) -> Image.Image:
    """Lines of words on white, as pages and screens of words are."""
    image = Image.new("RGB", (700, 900), "white")
    draw = ImageDraw.Draw(image)
    for line in range(50, 850, 22):
        at = 50
        while at < 620 and random.random() > 0.04:
            long = random.randrange(12, 70)
            draw.rectangle((at, line, at + long, line + 10), fill="black")
            at += long + 8
    return image


def card(random: Random) -> Image.Image:
    """A card of a firm: a mark on the left, a name and three lines on the right."""
    image = Image.new("RGB", (600, 340), "white")
    draw = ImageDraw.Draw(image)
    draw.polygon([(random.randrange(30, 200), random.randrange(60, 280)) for _ in range(5)], fill=_colour(random))
    for line, high in ((80, 26), (140, 12), (170, 12), (200, 12)):
        draw.rectangle((250, line, 250 + random.randrange(120, 320), line + high), fill=_colour(random))
    return image


def chart(random: Random) -> Image.Image:
    """Bars between two axes."""
    image = Image.new("RGB", (800, 500), "white")
    draw = ImageDraw.Draw(image)
    for number in range(10):
        high = random.randrange(20, 400)
        draw.rectangle((80 + 65 * number, 450 - high, 125 + 65 * number, 450), fill=_colour(random))
    draw.line((60, 40, 60, 450, 760, 450), fill="black", width=4)
    return image


KINDS = {"photograph": photograph, "page": page, "card": card, "chart": chart}


def _colour(random: Random) -> tuple[int, int, int]:
    return random.randrange(256), random.randrange(256), random.randrange(256)


def _looks(data: bytes) -> str:
    return looks_of(data, Limits()) or ""


def lines(seed: int) -> Iterator[str]:
    """For each kind and change: the median and the largest distance, how many are near, how many share a band."""
    for kind, draw in KINDS.items():
        random = Random(seed)  # noqa: S311  # a measurement must repeat
        drawn = [draw(random) for _ in range(_EACH)]
        first = [_looks(_saved(one, 95)) for one in drawn]
        for name, change in CHANGES.items():
            pairs = [(known, _looks(change(one))) for known, one in zip(first, drawn, strict=True)]
            yield f"{kind:12} {name:22} {_told(pairs)}"
        yield f"{kind:12} {'another one':22} {_told(list(combinations(first, 2)))}"


def _told(pairs: list[tuple[str, str]]) -> str:
    far = sorted(apart(*pair) for pair in pairs)
    near = sum(one <= NEAR for one in far) / len(far)
    found = sum(apart(a, b) <= NEAR and bool(bands(a) & bands(b)) for a, b in pairs) / len(pairs)
    return f"{far[0]:>4} {far[len(far) // 2]:>4} {far[-1]:>4}   near {near:.3f}   found {found:.3f}"


def main(arguments: list[str]) -> int:
    """Prints the table."""
    print(f"{'':36} least, median, largest distance; within {NEAR}; of those with a band in common")
    for line in lines(int(arguments[0]) if arguments else 1):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
