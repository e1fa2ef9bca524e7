"""What the styles of an HTML mail hide from the eye.

Only what bears on being seen is read: no cascade beyond class, id and inline, no media queries. After the CSS that mail
programs are known to honour; every size is taken in pixels at 16 to the em.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

Colour = tuple[int, int, int]
CLEAR: Colour = (-1, -1, -1)  # transparent ink
UNKNOWN: Colour = (-9, -9, -9)  # a picture, a gradient, a word we do not know
WHITE: Colour = (255, 255, 255)
CSS_LIMIT = 100_000
_CACHED = 1_000  # characters; what is longer is not remembered, or hostile mail would fill the memory with it


class Look(NamedTuple):
    """What one style says; None where it says nothing.

    `gone` takes all inside with it; the others pass down until something inside says otherwise.
    """

    gone: bool | None = None
    tiny: bool | None = None
    unseen: bool | None = None
    ink: Colour | None = None
    ground: Colour | None = None

    def over(self, under: "Look") -> "Look":
        """This look laid over a weaker one."""
        if under == PLAIN:
            return self
        return Look(
            self.gone if self.gone is not None else under.gone,
            self.tiny if self.tiny is not None else under.tiny,
            self.unseen if self.unseen is not None else under.unseen,
            self.ink or under.ink,
            self.ground or under.ground,
        )


PLAIN = Look()
_NAMED = {
    "white": WHITE, "black": (0, 0, 0), "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255),
    "yellow": (255, 255, 0), "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192),
    "whitesmoke": (245, 245, 245), "snow": (255, 250, 250), "ivory": (255, 255, 240), "transparent": CLEAR,
}  # fmt: skip
_HEX = re.compile(r"(?:#|^)([0-9a-f]{6})\b|#([0-9a-f]{3})\b")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]{1,9}))?")
_LENGTH = re.compile(r"(-?)(\d{0,9}(?:\.\d{0,9})?)(px|pt|em|rem|%|vw|vh|in|cm)?")
_PIXELS = {"pt": 1.33, "em": 16.0, "rem": 16.0, "%": 0.16, "in": 96.0, "cm": 38.0, "vw": 10.0, "vh": 8.0}


def colour(words: str) -> Colour | None:
    """The colour that a CSS value or an attribute names; UNKNOWN for pictures and gradients, None for none."""
    return _colour(words.strip()[:100])


@lru_cache(maxsize=1024)
def _colour(written: str) -> Colour | None:
    words = written.lower()
    if "url(" in words or "gradient" in words:
        return UNKNOWN
    if found := _HEX.search(words):
        digits = found[1] or "".join(c + c for c in found[2])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if found := _RGB.search(words):
        return CLEAR if (found[4] or "1").strip("0.") == "" else (int(found[1]), int(found[2]), int(found[3]))
    return next((_NAMED[word] for word in words.replace("!", " ").split() if word in _NAMED), None)


def pixels(words: str) -> float | None:
    """A CSS length in pixels, None where it is not a plain length."""
    found = _LENGTH.match(words.strip())
    if found is None or not found[2].strip("."):
        return None
    return float(found[1] + found[2]) * _PIXELS.get(found[3] or "px", 1.0)


def alike(ink: Colour, ground: Colour) -> bool:
    """Whether the eye could not tell the one from the other."""
    return ink == CLEAR or (ground != UNKNOWN and all(abs(a - b) <= 8 for a, b in zip(ink, ground, strict=True)))


_BEARS = re.compile(
    r"display|visib|opacity|font|mso-hide|color|background|height|width|left|top|right|bottom|indent|clip|transform",
    re.I,
)


def look(style: str) -> Look:
    """What an inline style, or the body of a rule, says of being seen; its first 4,000 characters are read."""
    return _remembered_look(style) if len(style) < _CACHED else _look(style[:4_000])


def _look(style: str) -> Look:
    if not _BEARS.search(style):
        return PLAIN
    said: dict[str, str] = {}
    for declaration in style.lower().split(";"):
        name, _, value = declaration.partition(":")
        said[name.strip()] = value.replace("!important", "").strip()
    ground = said.get("background-color") or said.get("background") or ("url(" if "background-image" in said else None)
    if ground is None and "solid" in said.get("border", ""):
        ground = "url("  # a button drawn by its border
    return Look(
        gone=_gone(said),
        tiny=_tiny(said),
        unseen=said["visibility"] in ("hidden", "collapse") if "visibility" in said else None,
        ink=colour(said["color"]) if "color" in said else None,
        ground=_ground(ground),
    )


_remembered_look = lru_cache(maxsize=8192)(_look)


def _ground(words: str | None) -> Colour | None:
    if words is None or words in ("transparent", "none", "inherit", "initial"):
        return None
    return colour(words) or UNKNOWN


def _gone(said: dict[str, str]) -> bool | None:
    if said.get("display") == "none" or said.get("mso-hide") == "all" or _off(said) or _shut(said):
        return True
    opacity = pixels(said.get("opacity", ""))
    if opacity is not None and opacity < 0.05:
        return True
    return False if "display" in said else None


def _shut(said: dict[str, str]) -> bool:
    """No room: a box of no height or width whose overflow is cut."""
    if not {"hidden", "clip"} & set(said.get("overflow", "").split()):
        return False
    sizes = (pixels(said.get(side, "")) for side in ("max-height", "max-width", "height", "width"))
    return any(size is not None and size < 1 for size in sizes)


def _off(said: dict[str, str]) -> bool:
    """Far outside the page, or cut or scaled to nothing."""
    sides = ["text-indent", "margin-left", "margin-top"]
    if said.get("position") in ("absolute", "fixed"):
        sides += ["left", "top", "right", "bottom"]
        if said.get("clip", "").replace(" ", "").startswith(("rect(0", "rect(1px,1px,1px,1px")):
            return True
    far = (pixels(said.get(side, "")) for side in sides)
    scaled = said.get("transform", "").replace(" ", "").startswith(("scale(0)", "scale(0,"))
    return scaled or any(size is not None and size <= -500 for size in far)


def _tiny(said: dict[str, str]) -> bool | None:
    size = pixels(said.get("font-size", ""))
    if size is None and (short := said.get("font", "")).startswith(("0", "1px")):
        size = pixels(short.partition("/")[0])
    if size is None:
        return False if said.get("font-size") else None
    return size < 1.5


_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_SELECTOR = re.compile(r"[a-z0-9*]*([.#][\w-]+)")


def rules(css: str) -> Mapping[str, Look]:
    """What a style sheet's simple rules say, by `.class` or `#id`; whatever stands in an @-rule is left out.

    A key `*` is there where some rule paints a ground, so that none may be presumed. Ink by class is not read.
    """
    return _rules(css[:CSS_LIMIT])


@lru_cache(maxsize=64)
def _rules(css: str) -> Mapping[str, Look]:
    found: dict[str, Look] = {}
    for selectors, body in _flat(css):
        said = look(body)
        if said.ground is not None:
            found["*"] = PLAIN
        kept = said._replace(ink=None, ground=None)
        for selector in selectors.split(",") if kept != PLAIN else ():
            if simple := _SELECTOR.fullmatch(selector.strip()):
                found[simple[1]] = kept.over(found.get(simple[1], PLAIN))
    return found


def _flat(css: str) -> list[tuple[str, str]]:
    """Selector and body of the rules at the top level, in order."""
    rules: list[tuple[str, str]] = []
    depth, prelude, body = 0, "", ""
    for piece in re.split(r"([{}])", _COMMENT.sub("", css)):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(0, depth - 1)
            if depth == 0 and "@" not in prelude:
                rules.append((prelude, body))
        elif depth == 0:
            prelude = piece.rpartition(";")[2].lower()
        elif depth == 1:
            body = piece
    return rules
