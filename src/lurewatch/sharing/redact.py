"""Takes out of a bulletin what is ours; applied twice it changes nothing more."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar
from urllib.parse import unquote

from lurewatch.model.bulletin import Bulletin, Template
from lurewatch.model.shareable import SLOT
from lurewatch.sharing.ours import NOTHING, RUN, Ours
from lurewatch.sharing.words import everyday, tidy, words_of
from lurewatch.text.domains import registrable
from lurewatch.text.phrases import PhraseBook

_HOST = re.compile(r"(?:[a-z0-9_-]+\.)+[a-z0-9-]+")
_T = TypeVar("_T")
_JOINED = 7  # letters from which a name is looked for inside longer words too


class Withheld(NamedTuple):
    """How many of each were left out because they name somebody or something of ours."""

    handles: int = 0
    domains: int = 0
    links: int = 0
    words: int = 0


class Redactor:
    """Takes out what is ours: what is so of all campaigns, and what is so of one."""

    def __init__(self, general: Ours) -> None:
        self._general = _Known(general)

    def redacted(self, one: Bulletin, own: Ours = NOTHING) -> tuple[Bulletin, Withheld]:
        """The bulletin without what is ours, in general and in this campaign, and how much was left out."""
        known = (self._general, _Known(own))
        handles = tuple(handle for handle in one.handles if not _names_us(handle.value, known))
        domains = tuple(domain for domain in one.domains if not _names_us(domain, known))
        links = tuple(link for link in one.links if not _names_us(link, known))
        templates = tuple(sorted({_wording(template, known) for template in one.templates} - {()}))
        before, after = (sum(map(_said, some)) for some in (one.templates, templates))
        withheld = Withheld(
            len(one.handles) - len(handles), len(one.domains) - len(domains), len(one.links) - len(links),
            before - after,
        )  # fmt: skip
        return replace(one, handles=handles, domains=domains, links=links, templates=templates), withheld


class _Known:
    """What is ours, made ready to look for."""

    def __init__(self, ours: Ours) -> None:
        self._ours = ours
        self._names = ours.staff | ours.approached
        self._phrases = _by_key((one.split() for one in ours.whole), lambda words: words[0])
        joined = {"".join(one.split()) for one in (*ours.whole, *ours.approached)}
        self._inside = _by_key((one for one in joined if len(one) >= _JOINED), lambda one: one[:_JOINED])
        self._topics = PhraseBook({"topic": ours.topics} if ours.topics else {})

    def is_in(self, plain: str, words: Sequence[str]) -> bool:
        """Whether a value, in plain letters and as words, has somebody or something of ours in it."""
        bare = [word.strip("0123456789") for word in words]
        return (
            not self._ours.approached.isdisjoint((*words, *bare))
            or bool(self._places(words) or self._places(bare) or self._topics.find(" ".join(words)))
            or self._is_inside("".join(words))
            or any(registrable(host) in self._ours.hosts for host in _HOST.findall(plain.lower()))
        )

    def gone(self, words: Sequence[str]) -> set[int]:
        """The places of a wording's words that must go."""
        found = {at for at, word in enumerate(words) if word in self._names}
        found |= self._places(words) | self._of_topics(words)
        for at in range(len(words) - RUN + 1) if self._ours.runs else ():
            if " ".join(words[at : at + RUN]) in self._ours.runs:
                found |= set(range(at, at + RUN))
        return found

    def _is_inside(self, joined: str) -> bool:
        starts = range(len(joined) - _JOINED + 1) if self._inside else ()
        return any(
            joined.startswith(one, at) for at in starts for one in self._inside.get(joined[at : at + _JOINED], ())
        )

    def _of_topics(self, words: Sequence[str]) -> set[int]:
        spans = [span for spans in self._topics.find(" ".join(words)).values() for span in spans]
        found, start = set(), 0
        for at, word in enumerate(words):
            found |= {at} if any(first < start + len(word) and start < last for first, last in spans) else set()
            start += len(word) + 1
        return found

    def _places(self, words: Sequence[str]) -> set[int]:
        found: set[int] = set()
        for at, word in enumerate(words):
            for phrase in self._phrases.get(word, ()):
                if list(words[at : at + len(phrase)]) == phrase:
                    found |= set(range(at, at + len(phrase)))
        return found


def _names_us(value: str, known: Iterable[_Known]) -> bool:
    plain = _readable(value)
    words = words_of(plain)
    return any(one.is_in(plain, words) for one in known)


def _wording(template: Template, known: Sequence[_Known]) -> Template:
    """The template with slots for what is ours, until there is no more of it.

    What stands on both sides of a slot counts as side by side, since a reader may read over the slot.
    """
    while True:
        places = [at for at, word in enumerate(template) if word != SLOT]
        words = [template[at] for at in places]
        gone = {at for at, word in enumerate(words) if word not in everyday()}
        gone = gone.union(*(one.gone(words) for one in known))
        if not gone:
            return template
        left = list(template)
        for number in gone:
            left[places[number]] = SLOT
        template = tidy(left)


def _by_key(values: Iterable[_T], key: Callable[[_T], str]) -> dict[str, list[_T]]:
    found: dict[str, list[_T]] = {}
    for one in values:
        found.setdefault(key(one), []).append(one)
    return found


def _said(template: Template) -> int:
    return sum(word != SLOT for word in template)


def _readable(value: str) -> str:
    """A value as a person would read it: percent signs undone, and punycode of its host."""
    plain = unquote(value)
    return re.sub(r"xn--[a-z0-9-]+", lambda found: _unpunycoded(found[0]), plain)


def _unpunycoded(label: str) -> str:
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
