"""The text of a mail as a person would see it, and what it carries that they would not."""

import binascii
import re
from typing import NamedTuple

from lurewatch.sources import charsets
from lurewatch.sources.interface import Limits
from lurewatch.sources.mail_parts import Block, Content, Span
from lurewatch.text.html import visible

_WORD = re.compile(r"[^\W\d_]{4,40}")
_MARKUP = re.compile(
    r"<(?:style|script|head)\b.*?(?:</(?:style|script|head)|\Z)|<[^>]*(?:>|\Z)", re.DOTALL | re.IGNORECASE
)
# Written without spaces and in lower case: how HTML hides what it carries.
_HIDING = (
    "display:none", "visibility:hidden", "opacity:0", "font-size:0", "font-size:1px", "max-height:0", "mso-hide",
    "text-indent:-", "color:transparent", "color:#fff", "color:white", "hidden=", "hidden>", "left:-", "clip:",
)  # fmt: skip
_WORDS_COMPARED = 400
_SAMPLE = 12
_ENOUGH = 0.6
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


class Text(NamedTuple):
    """The text seen, line breaks as one sign; what is hidden; links that deceive; what could not be read."""

    seen: str
    hidden: tuple[str, ...]
    deceiving_links: tuple[str, ...]
    faults: tuple[str, ...]


def text_of(raw: bytes, content: Content, limits: Limits) -> Text:
    """The text of all stretches of a mail, one after the other."""
    reading = _Reading(raw, limits.text_characters)
    seen = [text for block in content.blocks if (text := reading.block(block))]
    text = "\n".join(seen)
    if len(text) > limits.text_characters:
        text = reading.cut(text)
    return Text(text, tuple(reading.hidden), tuple(reading.links), tuple(reading.faults))


class _Reading:
    """Decodes the parts of one mail and remembers what was hidden or broken in them."""

    def __init__(self, raw: bytes, most: int) -> None:
        self._raw = raw
        self._most = most
        self.hidden: list[str] = []
        self.links: list[str] = []
        self.faults: list[str] = []

    def block(self, block: Block) -> str:
        """The block as its reader sees it. Both forms say the same in honest mail; then the plain one is cheaper."""
        plain = self._joined(block.plain)
        html = self._joined(block.html) if block.html else ""
        if not html or (plain and _look_the_same(plain, html)):
            return plain
        shown = visible(html)
        self.hidden += [_tidy(charsets.scrub(text)) for text in shown.hidden]
        self.links += [charsets.scrub(link) for link in shown.deceiving_links]
        text = _tidy(charsets.scrub(shown.text))
        if not text or (plain and _say_the_same(plain, text)):
            return plain
        if plain and _shared(plain, text) < _ENOUGH:
            self.hidden.append(plain)
        return text

    def _joined(self, spans: list[Span]) -> str:
        return "\n".join(text for span in spans if (text := self._decoded(span)))

    def _decoded(self, span: Span) -> str:
        data, fault = body_of(self._raw, span)
        text, guessed = charsets.decode(data, span.charset)
        if "\x00" in text:
            text = text.replace("\x00", "")
            self.faults.append("NUL characters, which no mail may hold; read without them")
        self.faults += [found for found in (fault, guessed) if found]
        return _tidy(self.cut(text) if len(text) > self._most else text)

    def cut(self, text: str) -> str:
        """The beginning of a text that is too long to be judged."""
        self.faults.append(f"longer than {self._most} characters; what is beyond was not read")
        return text[: self._most]


def body_of(raw: bytes, span: Span) -> tuple[bytes, str]:
    """A part's bytes with its coding undone, and what was wrong with it."""
    data = raw[span.start : span.end]
    if span.coding == b"quoted-printable":
        return binascii.a2b_qp(data), ""
    if span.coding == b"base64":
        return _from_base64(data)
    return data, ""


def _from_base64(data: bytes) -> tuple[bytes, str]:
    try:
        return binascii.a2b_base64(data), ""
    except binascii.Error:
        letters = _NOT_BASE64.sub(b"", data)
    whole = letters[: len(letters) // 4 * 4]
    return binascii.a2b_base64(whole), "base64 that is cut off or damaged; what could be undone was read"


def _tidy(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.rstrip()


def _look_the_same(plain: str, html: str) -> bool:
    """Whether, at a glance, HTML shows what the plain text says, no more, and hides nothing."""
    squeezed = html.lower().replace(" ", "")
    if any(sign in squeezed for sign in _HIDING):
        return False
    if len(_MARKUP.sub("", html)) > 2 * len(plain) + 500:
        return False
    words = _WORD.findall(plain, 0, 20_000)
    sample = words[:: max(1, len(words) // _SAMPLE)]
    return sum(word in html for word in sample) >= _ENOUGH * len(sample)


def _say_the_same(plain: str, shown: str) -> bool:
    return min(_shared(plain, shown), _shared(shown, plain)) >= _ENOUGH


def _shared(one: str, other: str) -> float:
    """The share of one text's words that the other has too; 1 where it has no words."""
    words, others = (set(_WORD.findall(text.lower())[:_WORDS_COMPARED]) for text in (one, other))
    return len(words & others) / len(words) if words else 1.0
