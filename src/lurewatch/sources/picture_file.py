"""A picture's pixels, within bounds on its bytes and its size."""

import io
import struct
import warnings
import zlib
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageOps

from lurewatch.sources.interface import Limits
from lurewatch.sources.opened import Opened
from lurewatch.sources.screen_areas import Pixels

# What Pillow raises over files that are damaged, or made to be.
FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    EOFError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
_SMALLEST = 40  # pixels, either way; less holds no line of text


class Picture(NamedTuple):
    """Rows of pixels of red, green and blue; or why there are none, with the next step."""

    pixels: Pixels | None
    fault: str = ""


def picture_of(opened: Opened, limits: Limits) -> Picture:
    """The pixels of a PNG or JPEG file, upright and on white where it is transparent."""
    data = opened.stream.read(limits.picture_bytes + 1)
    if len(data) > limits.picture_bytes:
        return Picture(None, f"larger than {limits.picture_bytes >> 20} MiB; save it smaller, or cut it")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.filterwarnings("ignore", module="PIL")
            return _opened(data, limits.picture_pixels)
    except FAULTS as error:
        return Picture(None, f"damaged, or no picture that can be opened ({type(error).__name__}); save it anew")


def _opened(data: bytes, most: int) -> Picture:
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
        if image.width * image.height > most:
            return Picture(None, f"more than {most} pixels; cut it to the messages")
        if min(image.size) < _SMALLEST:
            return Picture(None, "too small to hold a message; look at it")
        upright = ImageOps.exif_transpose(image)
        if upright.has_transparency_data:
            whole = upright.convert("RGBA")
            ground = Image.new("RGBA", whole.size, "white")
            upright = Image.alpha_composite(ground, whole)
        return Picture(np.asarray(upright.convert("RGB")))
