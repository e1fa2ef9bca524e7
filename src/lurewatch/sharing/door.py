"""The last look at what leaves: bytes that name somebody or something of ours do not pass.

It shares no code with what redacts. It reads the bytes as they are and as whoever wants to read them might: JSON, HTML,
percent and punycode undone, base64 and hexadecimal opened, look-alikes and case folded, signs between letters gone.
"""

import base64
import binascii
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from ahocorasick_rs import AhoCorasick

from lurewatch.errors import LeakStopped
from lurewatch.model.bulletin import Bulletin
from lurewatch.model.shareable import SLOT
from lurewatch.sharing.ours import NOTHING, RUN, Ours
from lurewatch.sharing.words import everyday
from lurewatch.text.fold import fold

_TOKEN = re.compile(r"[^\W_]+")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){6,}")
_PUNY = re.compile(r"xn--([a-z0-9-]+)", re.IGNORECASE)
_JOINED = 7  # letters from which a name is looked for without regard to what stands between them


class _Literal(NamedTuple):
    kind: str
    text: str  # with a space before it, and one behind it unless any ending will do


class Door:
    """Knows what is ours in general; `form` is what an encoder writes of bulletins that say nothing, and is no leak."""

    def __init__(self, general: Ours, form: bytes = b"") -> None:
        self._form = " ".join(dict.fromkeys(_views(_text(form))))
        self._general = _Sieve(general, self._form)

    def check(self, one: Bulletin, written: bytes, own: Ours = NOTHING) -> None:
        """Passes, or raises LeakStopped, which says what kind of thing stands where; `own` is ours in this campaign."""
        sieves = (self._general, _Sieve(own, self._form))
        for number, template in enumerate(one.templates, start=1):
            said = [word for word in template if word != SLOT]
            if not everyday().issuperset(said):
                raise _stopped("a word that is not in the list of everyday words", f"template {number}")
            _look(" ".join(said), [sieve.wording for sieve in sieves], f"template {number}")
        for where, value in _values(one):
            _look(value, [sieve.values for sieve in sieves], where)
        _look(_text(written), [sieve.bytes for sieve in sieves], "the bytes")


class _Sieve:
    """What is ours as it is looked for in wording, in values, and in all that is written."""

    def __init__(self, ours: Ours, form: str) -> None:
        literals = [*_literals("somebody or something of ours", (*ours.whole, *ours.approached, *ours.hosts))]
        literals += _literals("a protected topic", ours.topics)
        bare = form.replace(" ", "")
        self.wording = _Book([*literals, *_literals("a name of ours", ours.staff)], ours.runs)
        self.values = _Book(literals, ours.runs)
        self.bytes = _Book([one for one in literals if one.text not in form], ours.runs, bare)


def _look(text: str, books: "Sequence[_Book]", where: str) -> None:
    for view in _views(text):
        for book in books:
            for kind in book.found(view):
                raise _stopped(kind, where)


def _values(one: Bulletin) -> Iterator[tuple[str, str]]:
    """What in it was not chosen from a closed list, but wording, and where it stands."""
    groups = (("handle", [value for _, value in one.handles]), ("domain", one.domains), ("link", one.links))
    for what, values in groups:
        for number, value in enumerate(values, start=1):
            yield f"{what} {number}", value


class _Book:
    """Literals in one automaton, and those long enough to be found joined in another; and runs of words."""

    def __init__(self, literals: list[_Literal], runs: frozenset[str], form: str = "") -> None:
        self._literals = literals
        self._spaced = AhoCorasick([one.text for one in literals]) if literals else None
        self._long = [one for one in literals if len(_bare(one)) >= _JOINED and _bare(one) not in form]
        joined = [_bare(one) for one in self._long]
        self._joined = AhoCorasick(joined) if joined else None
        self._runs = runs

    def found(self, view: str) -> Iterator[str]:
        """The kinds of what is in a view: as words, then without what stands between them, then in runs."""
        for number, _, _ in self._spaced.find_matches_as_indexes(view, overlapping=True) if self._spaced else ():
            yield self._literals[number].kind
        for number, _, _ in self._joined.find_matches_as_indexes(view.replace(" ", "")) if self._joined else ():
            yield self._long[number].kind
        tokens = view.split() if self._runs else []
        for at in range(len(tokens) - RUN + 1):
            if " ".join(tokens[at : at + RUN]) in self._runs:
                yield "eight words in a row that one of ours wrote"


def _bare(one: _Literal) -> str:
    return one.text.replace(" ", "")


def _literals(kind: str, phrases: Iterable[str]) -> Iterator[_Literal]:
    for phrase in sorted(phrases):
        words = _TOKEN.findall(fold(phrase.removesuffix("*")).text)
        if words:
            yield _Literal(kind, f" {' '.join(words)}" + ("" if phrase.endswith("*") else " "))


def _text(written: bytes) -> str:
    return written.decode("utf-8", "replace")


def _views(text: str) -> Iterator[str]:
    """A text in every reading, each as folded words with one space before, between and behind."""
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), _UUID.sub(" ", text))
    readings = [plain]
    for undo in (html.unescape, unquote, _unpunycoded):
        changed = undo(readings[-1])
        readings += [changed] if changed != readings[-1] else []
    opened = " ".join([*_opened(plain), *_hexadecimal(plain)])
    for reading in [*readings, *([opened] if opened else [])]:
        yield f" {' '.join(_TOKEN.findall(fold(reading).text))} "


def _unpunycoded(text: str) -> str:
    return _PUNY.sub(lambda found: _decoded(found[1].encode(), "punycode") or found[0], text)


def _opened(text: str) -> Iterator[str]:
    """What runs of base64 hold, where that is text."""
    for found in _BASE64.findall(text):
        bare = found.rstrip("=").replace("-", "+").replace("_", "/")
        try:
            yield _printable(base64.b64decode(bare + "=" * (-len(bare) % 4)))
        except (binascii.Error, ValueError):
            continue


def _hexadecimal(text: str) -> Iterator[str]:
    return (_printable(bytes.fromhex(found)) for found in _HEX.findall(text))


def _printable(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return ""


def _stopped(kind: str, where: str) -> LeakStopped:
    return LeakStopped(f"stopped at the door: {kind} in {where}; nothing was written or sent")
