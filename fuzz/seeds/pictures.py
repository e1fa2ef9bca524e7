"""Pictures as files: small ones with something to see in them, in each form that is decoded."""

import io

from PIL import Image, ImageDraw


def pictures() -> tuple[bytes, ...]:
    """One picture as PNG (plain, transparent and of few colours), JPEG and GIF, and cut off."""
    image = Image.new("RGB", (80, 70), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((8, 5, 50, 60), fill="navy")
    draw.rectangle((30, 20, 75, 40), fill="orange")
    made = [
        _saved(image, "PNG"),
        _saved(image.convert("RGBA"), "PNG"),
        _saved(image.convert("P"), "PNG"),
        _saved(image, "JPEG"),
        _saved(image, "GIF"),
    ]
    return (*made, made[3][:700])


def _saved(image: Image.Image, form: str) -> bytes:
    held = io.BytesIO()
    image.save(held, form)
    return held.getvalue()
