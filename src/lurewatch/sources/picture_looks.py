"""What a picture looks like, in 256 bits of which most stay when it is made smaller or saved again.

A perceptual hash by the discrete cosine transform (C. Zauner, Implementation and Benchmarking of Perceptual Image Hash
Functions, 2010): which of the coarse waves that the picture is made of are stronger than their median.
"""

import io
import warnings

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from lurewatch.sources.interface import Limits
from lurewatch.sources.picture_file import FAULTS

_FORMATS = ("PNG", "JPEG", "GIF")  # decoders of other formats are younger, and read what hostile mail holds
_SIDE = 64  # pixels to which it is brought
_WAVES = 16  # in either direction
_WHOLE = 5_000_000  # pixels of a form that is unpacked whole: a telephone's screen of 1440 by 3200 has 4.6 million
_SMALLEST = 64  # pixels either way: below are icons
_PLAIN = 8.0  # standard deviation of brightness, of 255, below which it is a surface
_AT = np.outer(np.arange(_WAVES), 2 * np.arange(_SIDE) + 1)
_COSINES: NDArray[np.float64] = np.cos(np.pi * _AT / (2 * _SIDE))


def looks_of(data: bytes, limits: Limits) -> str | None:
    """The bits in hexadecimal; empty where it cannot be opened; None where it is an icon or a plain surface."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.filterwarnings("ignore", module="PIL")
            return _opened(data, limits.picture_pixels)
    except FAULTS:
        return ""


def _opened(data: bytes, most: int) -> str | None:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        if min(image.size) < _SMALLEST:
            return None
        if image.width * image.height > (most if image.format == "JPEG" else min(most, _WHOLE)):
            return ""
        image.draft("L", (2 * _SIDE, 2 * _SIDE))  # of a JPEG only what is needed is decoded
        grey = _grey(ImageOps.exif_transpose(image))
        small = np.asarray(grey.resize((_SIDE, _SIDE), Image.Resampling.BOX), np.float64)
    return None if small.std() < _PLAIN else _bits(small)


def _grey(image: Image.Image) -> Image.Image:
    """Shades of grey, on white where it is transparent."""
    if not image.has_transparency_data:
        return image.convert("L")
    whole = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("L")


def _bits(small: NDArray[np.float64]) -> str:
    waves = (_COSINES @ small @ _COSINES.T).ravel()
    waves[0] = np.median(waves[1:])  # the brightness of the whole says nothing
    return np.packbits(waves > np.median(waves)).tobytes().hex()
