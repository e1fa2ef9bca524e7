"""The body of a message in rich text (RTF), as HTML: what Outlook wrapped in it, or else its words.

Outlook keeps HTML inside rich text ([MS-OXRTFEX]); then the HTML comes back as it was. Other rich text becomes HTML in
which hidden words are hidden too, so that what reads HTML tells the two apart. One pass, whatever the input.
"""

import html
import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from lurewatch.sources import charsets
from lurewatch.sources.mapi_properties import charset_of

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)|\\\Z",
    re.DOTALL,
)
_DEEPEST = 200  # groups in groups; Word writes some ten
_FROM_HTML, _FROM_TEXT = re.compile(rb"\\fromhtml1?(?!\d)"), re.compile(rb"\\fromtext\b")
_WHERE_IT_SAYS_SO = 2_000  # bytes; it stands before the table of fonts
_UNSEEN = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf"
    b" listtable listoverridetable revtbl rsidtbl generator themedata datastore xmlnstbl mhtmltag fldinst bkmkstart"
    b" bkmkend filetbl nonshppict annotation atnid atnauthor tc xe txe rxe template latentstyles pnseclvl".split()
)
_SIGNS = {
    b"par": "\n", b"line": "\n", b"row": "\n", b"sect": "\n", b"page": "\n", b"tab": "\t", b"cell": "\t",
    b"lquote": "\u2018", b"rquote": "\u2019", b"ldblquote": "\u201c", b"rdblquote": "\u201d", b"bullet": "\u2022",
    b"endash": "\u2013", b"emdash": "\u2014", b"enspace": "\u2002", b"emspace": "\u2003", b"zwj": "\u200d",
    b"zwnj": "\u200c",
}  # fmt: skip
_SYMBOLS = {b"~": "\xa0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
_PAGES = {b"mac": 10000, b"pc": 437, b"pca": 850}
# Code pages of Windows' character sets (\fcharset).
_OF_CHARSETS = {
    0: 1252, 77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255,
    178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}  # fmt: skip


def as_html(text: str) -> str:
    """Plain text as HTML that shows it."""
    return html.escape(text, quote=False).replace("\n", "<br>\n")


def _whole(pieces: Iterable[str]) -> str:
    """The pieces joined; letters that came as two code units are one."""
    return "".join(pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class RichText(NamedTuple):
    """What rich text says: as HTML, or, where it was wrapped from plain text, as that."""

    html: str = ""
    plain: str = ""


def rich_text(rtf: bytes) -> RichText:
    """What rich text says. Never raises; reads each byte once."""
    beginning = rtf[:_WHERE_IT_SAYS_SO]
    if _FROM_HTML.search(beginning):
        return RichText(html=_Reading(rtf, is_html=True).said())
    said = _Reading(rtf, is_html=False)
    if _FROM_TEXT.search(beginning):
        return RichText(plain=said.said())
    return RichText(html=said.said_as_html())


class _Group(NamedTuple):
    """What holds inside a pair of braces. `skipped` after a code unit are the signs that old readers show for it."""

    page: int
    unseen: bool = False
    hidden: bool = False
    in_tag: bool = False
    of_rtf: bool = False  # what only readers of rich text show (\htmlrtf)
    fonts: bool = False
    skipped: int = 1


class _Reading:
    """One pass over rich text; texts are kept in pieces, each hidden or not."""

    def __init__(self, rtf: bytes, is_html: bool) -> None:
        self._rtf = rtf
        self._is_html = is_html
        self._group = _Group(1252)
        self._groups: list[_Group] = []
        self._beyond = 0  # braces deeper than is followed
        self._pages: dict[int, int] = {}
        self._font = 0
        self._default = 1252
        self._starred = False
        self._skip = 0
        self._narrow = bytearray()
        self._pieces: list[tuple[bool, str]] = []
        self._read()

    def said(self) -> str:
        """All that is said, as text."""
        return _whole(text for _, text in self._pieces)

    def said_as_html(self) -> str:
        """All that is said, as HTML in which hidden words are hidden."""
        found = []
        for hidden, pieces in groupby(self._pieces, key=itemgetter(0)):
            shown = as_html(_whole(text for _, text in pieces))
            found.append(f'<span style="display:none">{shown}</span>' if hidden else shown)
        return "".join(found)

    def _read(self) -> None:
        at, end = 0, len(self._rtf)
        while at < end and (token := _TOKEN.match(self._rtf, at)):
            at = token.end()
            word, number, coded, symbol, brace, plain = token.groups()
            if word is not None:
                value = int(number) if number else None
                at += max(0, value or 0) if word == b"bin" else 0
                self._word(word, value)
            elif coded is not None:
                self._bytes(bytes([int(coded, 16)]))
            elif symbol is not None:
                self._symbol(symbol)
            elif brace is not None:
                self._brace(brace)
            elif plain is not None:
                self._bytes(plain)
        self._flush()

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._starred, self._skip = False, 0
        if brace == b"}":
            if self._beyond:
                self._beyond -= 1
            elif self._groups:
                self._group = self._groups.pop()
        elif len(self._groups) >= _DEEPEST:
            self._beyond += 1
        else:
            self._groups.append(self._group)

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._starred = True
        elif sign := _SYMBOLS.get(symbol):
            self._sign(sign)

    def _word(self, word: bytes, value: int | None) -> None:
        if self._starred:
            self._starred = False
            if word == b"htmltag" and self._is_html:
                self._flush()
                self._group = self._group._replace(in_tag=True)
                return
            if word not in _UNSEEN:
                self._group = self._group._replace(unseen=True)
        if word in _UNSEEN:
            self._flush()
            self._group = self._group._replace(unseen=True, fonts=word == b"fonttbl")
        elif word == b"u":
            self._code_unit((value or 0) & 0xFFFF)
        elif sign := _SIGNS.get(word):
            self._sign(sign)
        else:
            self._state(word, value)

    def _state(self, word: bytes, value: int | None) -> None:
        group = self._group
        if word == b"htmlrtf":
            self._changed(group._replace(of_rtf=value != 0))
        elif word == b"v":
            self._changed(group._replace(hidden=value != 0))
        elif word == b"plain":
            self._changed(group._replace(hidden=False))
        elif word == b"uc":
            self._group = group._replace(skipped=min(max(value or 0, 0), 8))
        elif word == b"f":
            self._font = value or 0
            self._changed(group._replace(page=self._pages.get(self._font, self._default)))
        elif word == b"fcharset" and group.fonts and len(self._pages) < 10_000:
            self._pages[self._font] = _OF_CHARSETS.get(value or 0, self._default) if value else self._default
        elif (word == b"ansicpg" and value) or word in _PAGES:
            self._default = value if word == b"ansicpg" and value else _PAGES.get(word, 1252)
            self._changed(group._replace(page=self._default))

    def _changed(self, group: _Group) -> None:
        if group != self._group:
            self._flush()
            self._group = group

    def _bytes(self, data: bytes) -> None:
        """Takes narrow text in, which is decoded when its code page or its place ends."""
        if self._skip:
            passed = min(self._skip, len(data))
            self._skip -= passed
            data = data[passed:]
        if self._is_said:
            self._narrow += data

    def _code_unit(self, unit: int) -> None:
        self._sign(chr(unit))
        self._skip = self._group.skipped

    def _sign(self, sign: str) -> None:
        self._skip = 0
        if self._is_said:
            self._flush()
            self._pieces.append((self._group.hidden, sign))

    @property
    def _is_said(self) -> bool:
        """Whether text at hand is part of what is said."""
        group = self._group
        return not group.unseen and (group.in_tag or not (self._is_html and group.of_rtf))

    def _flush(self) -> None:
        if self._narrow:
            text = charsets.decode(bytes(self._narrow), charset_of(self._group.page)).text
            self._pieces.append((self._group.hidden, text))
            self._narrow.clear()
