"""Pictures drawn from a number, as files."""

import io
from random import Random

from PIL import Image, ImageDraw


def drawn(number: int, size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Shapes in colours, each number others."""
    random = Random(number)  # noqa: S311  # a test must repeat
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y, wide = random.randrange(size[0]), random.randrange(size[1]), random.randrange(20, 160)
        colour = (random.randrange(256), random.randrange(256), random.randrange(256))
        draw.rectangle((x, y, x + wide, y + wide // 2), fill=colour)
    return image


def saved(image: Image.Image, form: str = "PNG", **options: int) -> bytes:
    """A picture as a file."""
    held = io.BytesIO()
    image.save(held, form, **options)
    return held.getvalue()


PHOTO = saved(drawn(1), "JPEG", quality=90)
AGAIN = saved(drawn(1).resize((200, 150)), "JPEG", quality=50)
OTHER = saved(drawn(2), "JPEG", quality=90)
