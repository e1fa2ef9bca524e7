"""The letters as written by hand, in texts/*.toml, and how one answers another."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tools.examples.cast import TEXTS, Sender, digest, load_cast

FILES = ("internal", "customers", "suppliers", "machines", "academic", "market", "approaches", "reported")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a letter: its text, or (`letter`) the key of another letter that is attached whole."""

    name: str
    type: str
    text: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `re` is the key of the one it answers; `file` its name in reported/, or empty for the mailbox."""

    key: str
    by: Sender
    to: tuple[Sender, ...]
    sent: datetime
    cc: tuple[Sender, ...] = ()
    subject: str = ""
    text: str = ""
    html: str = ""
    re: str = ""
    quote: bool = False
    bare: bool = False
    quoting: str = ""
    list: str = ""
    file: str = ""
    encoding: str = ""
    charset: str = "utf-8"
    declared_charset: str = ""
    raw_date: str = ""
    no_id: bool = False
    cut: float = 1.0
    attach: tuple[Attachment, ...] = field(default_factory=tuple)


def load_letters() -> dict[str, Letter]:
    """All letters by key, in order of time."""
    cast = load_cast()
    found = sorted((_letter(raw, cast) for raw in _raw()), key=lambda letter: (letter.sent, letter.key))
    letters = {letter.key: letter for letter in found}
    if len(letters) != len(found):
        raise ValueError(f"texts: {len(found) - len(letters)} letters share a key with another; give each its own")
    return {key: _with_subject(letter, letters) for key, letter in letters.items()}


def ancestors(letter: Letter, letters: Mapping[str, Letter]) -> tuple[Letter, ...]:
    """The letters that led to this one, the first of them first."""
    if not letter.re:
        return ()
    parent = letters[letter.re]
    return (*ancestors(parent, letters), parent)


def _raw() -> Iterator[dict[str, Any]]:
    for name in FILES:
        yield from tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))["mail"]


def _letter(raw: dict[str, Any], cast: Mapping[str, Sender]) -> Letter:
    fields = dict(raw)
    sent = datetime.strptime(fields.pop("date"), "%Y-%m-%d %H:%M %z")
    fields["attach"] = tuple(Attachment(**one) for one in fields.pop("attach", ()))
    fields["to"] = tuple(cast[key] for key in fields["to"])
    fields["cc"] = tuple(cast[key] for key in fields.pop("cc", ()))
    fields["by"] = cast[fields["by"]]
    seconds = int(digest("second", fields["key"])[:6], 16) % 60
    return Letter(sent=sent + timedelta(seconds=seconds), **fields)


def _with_subject(letter: Letter, letters: Mapping[str, Letter]) -> Letter:
    if letter.subject or not letter.re:
        return letter
    subject = next(one.subject for one in reversed(ancestors(letter, letters)) if one.subject)
    prefix = {"german": "AW: ", "outlook": "RE: "}.get(letter.by.quoting or letter.by.client, "Re: ")
    return replace(letter, subject=prefix + subject.removeprefix("Re: "))
