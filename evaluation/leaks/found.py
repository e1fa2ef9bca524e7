"""Looks for what must not leave in bytes, by nothing but the truth: it shares no code with what redacts or checks."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote_plus

from evaluation.leaks.generated import Secrets

_WORD = re.compile(r"[^\W_]+")
_RUN = 8
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def words_in(written: bytes) -> frozenset[str]:
    """The words in bytes; of those that a form writes by itself, a name that happens to be one tells nothing."""
    return frozenset(word for reading in _readings(written) for word in _WORD.findall(reading))


def leaks(written: bytes, secrets: Secrets, form: frozenset[str] = frozenset()) -> list[str]:
    """The kinds of what is in the bytes; none where nothing is.

    A given or family name alone counts, unless it is a word of the form, or four digits of an id: those are a hash's.
    """
    found = []
    for reading in _readings(written):
        words = _WORD.findall(reading)
        spaced, joined = f" {' '.join(words)} ", "".join(words)
        for kind, values in (("name", secrets.names), ("handle", secrets.handles),
                             ("organisation", secrets.organisations), ("topic", secrets.topics)):  # fmt: skip
            found += [kind for value in values if _is_in(value, spaced, joined)]
        found += ["given or family name" for full in secrets.names for part in _WORD.findall(full.lower())
                  if len(part) > 2 and part not in form and f" {part} " in spaced]  # fmt: skip
        found += ["eight words" for said in secrets.said for run in _runs(said) if f" {run} " in spaced]
    return sorted(set(found))


def _is_in(value: str, spaced: str, joined: str) -> bool:
    words = _WORD.findall(value.lower())
    return f" {' '.join(words)} " in spaced or "".join(words) in joined


def _runs(said: str) -> Iterator[str]:
    words = _WORD.findall(said.lower())
    return (" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def _readings(written: bytes) -> Iterator[str]:
    """The bytes as text, with escapes of JSON undone, and with percent signs undone."""
    text = _ID.sub(" ", written.decode("utf-8", "replace"))
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    for one in dict.fromkeys((plain, unquote_plus(plain))):
        yield unicodedata.normalize("NFKC", one).lower()
