"""Messages in what was copied out of a chat's window: LinkedIn, Slack, Teams, Discord, Telegram, WhatsApp on the web.

Each such window puts who wrote and when on a line before the message: `Rowan Ashby  10:42 AM`, `[10:42] Rowan Ashby`,
`Rowan Ashby, [02.03.2026 10:42]`, `[10:42 AM, 3/2/2026] Rowan Ashby: text`, or the name and the time on two lines.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lurewatch.sources.clock import CLOCK
from lurewatch.sources.pasted_turn import PastedTurn, trimmed
from lurewatch.sources.written_day import IN_NUMBERS, IN_WORDS

_LONGEST = 160  # characters of a line that may open a message
_WEEKDAY = (
    r"(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|mo|di|mi|do|fr|sa|so|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|mié|jue|vie|sáb|dom"
)
_RELATIVE = r"today|yesterday|heute|gestern|aujourd['’]hui|hier|hoy|ayer"
_NUMBERS = IN_NUMBERS.replace("([/.\\-])", "[/.\\-]").replace(r"\1", r"[/.\-]")
_DAY = (
    rf"(?:(?:(?:{_WEEKDAY})\.?,? )?(?:{_NUMBERS}|\d{{1,2}}[/.]\d{{1,2}}\.?|{IN_WORDS})|(?:{_RELATIVE}|{_WEEKDAY})\.?)"
)
_STAMP = rf"(?:{_DAY},?(?: at| um| à| a las)?\s)?(?:{CLOCK})(?: Uhr)?"
_WEB_STAMP = rf"(?:{CLOCK}), {_NUMBERS}"
_NAME = r"[^\W\d_][^\n\[\]<>:;?!]{0,59}?"
# Screen readers' lines in LinkedIn's window.
_SENT = (
    "sent the following messages? at|hat (?:um|die folgende Nachricht um)"
    "|a envoyé (?:le message suivant|les messages suivants) à"
    "|envió (?:el siguiente mensaje|los siguientes mensajes) a las"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<name>{_NAME}) (?:{_SENT}) (?P<stamp>{CLOCK})(?: .{{0,40}})?",
        rf"(?P<name>{_NAME})(?P<between>\s{{1,8}}|\s*[·•|—–-]\s*|,\s?)[\[(]?(?P<stamp>{_STAMP})[\])]?",
    )
)
# Teams, and WhatsApp on the web; the text may follow on the same line.
_BRACKETED = re.compile(
    rf"[ \t]*\[(?P<stamp>{_WEB_STAMP}|{_STAMP})\]\s?(?P<name>\+?[^\n:\[\]]{{1,60}}+)(?::\s?|\Z)", re.IGNORECASE
)
_ALONE = re.compile(rf"\s*(?P<stamp>{_STAMP})\s*", re.IGNORECASE)
_IS_NAME = re.compile(rf"\s*{_NAME}(?<![.,])\s*")
_SEPARATOR = re.compile(rf"\W{{0,8}}{_DAY}\W{{0,8}}", re.IGNORECASE)
_HAS_CLOCK = re.compile(r"\d[:.h]\d\d")
_NOISE = re.compile(r"\s*(?:View .{1,60} profile|Profil von .{1,60} anzeigen|Voir le profil|Ver (?:el )?perfil).{0,80}")
_AFTER_NAME = re.compile(r"\s*(?:\([^()]{1,20}\)|[·•] ?(?:1st|2nd|3rd|\d\.|\de|\dº)\+?)\s*$")
_PEOPLE = 30


class _Opening(NamedTuple):
    """Where a message is opened, who by, when, and where its text begins; without a name it goes on by the same."""

    name: str
    stamp: str
    start: int
    text: int


class _Line(NamedTuple):
    start: int
    text: str


def window_turns(text: str) -> list[PastedTurn]:
    """The messages in order; none where the text was not copied out of such a window.

    A line such as `Lunch on Friday 12:30` may open one too; so the first line must, or two at least.
    """
    lines = _lines(text)
    openings = list(_openings(lines))
    first = next((line.start for line in lines if line.text.strip() and not _SEPARATOR.fullmatch(line.text)), 0)
    names = {one.name for one in openings}
    if not openings or len(names) > _PEOPLE or not (openings[0].start <= first or len(openings) > 1):
        return []
    return list(_turns(text, lines, openings))


def is_day(line: str) -> bool:
    """Whether a line shows a day and nothing else, as windows put it between messages."""
    return len(line) < _LONGEST and _SEPARATOR.fullmatch(line) is not None


def _lines(text: str) -> list[_Line]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append(_Line(at, line))
        at += len(line) + 1
    return found


def _openings(lines: list[_Line]) -> Iterator[_Opening]:
    before, between = _Line(0, ""), ""
    for line in lines:
        if _HAS_CLOCK.search(line.text, 0, _LONGEST):
            alone = _ALONE.fullmatch(line.text) if len(line.text) <= _LONGEST else None
            if alone is not None:
                opening, style = _of_two(before, line, alone, has_named=bool(between)), ""
            else:
                opening, style = _named(line)
            if opening is not None and (not style or style == (between or style)):
                between = between or style
                yield opening
        if line.text.strip():
            before = line


def _named(line: _Line) -> tuple[_Opening | None, str]:
    """The opening that a line is, and what stands in it between name and time: in one window always the same."""
    if found := _BRACKETED.match(line.text):
        return _Opening(_clean(found["name"]), found["stamp"], line.start, line.start + found.end()), ""
    for form in _FORMS if len(line.text) <= _LONGEST else ():
        if found := form.fullmatch(line.text.strip()):
            parts = found.groupdict("")
            opening = _Opening(_clean(parts["name"]), parts["stamp"], line.start, line.start + len(line.text))
            between = parts.get("between", "")
            return opening, between.strip() or between[:2] if between else ""
    return None, ""


def _of_two(before: _Line, line: _Line, found: re.Match[str], *, has_named: bool) -> _Opening | None:
    """A time on a line of its own: below a name, or where the same author goes on (Slack)."""
    end = line.start + len(line.text)
    if not has_named and _IS_NAME.fullmatch(before.text):
        return _Opening(_clean(before.text), found["stamp"], before.start, end)
    return _Opening("", found["stamp"], line.start, end) if has_named else None


def _clean(name: str) -> str:
    """A name without what LinkedIn puts behind it: pronouns, the degree of the connection."""
    shown = name.strip(" \t\u00a0,·•—–-")
    return _AFTER_NAME.sub("", _AFTER_NAME.sub("", shown)).strip() or shown


def _turns(text: str, lines: list[_Line], openings: list[_Opening]) -> Iterator[PastedTurn]:
    day, name = "", ""
    ends = [*(one.start for one in openings[1:]), len(text)]
    separators = _separators(lines, [one.start for one in openings])
    yield from _before(text, openings, separators)
    for opening, end in zip(openings, ends, strict=True):
        day = separators.get(opening.start, ("", 0))[0] or day
        name = opening.name or name
        start, stop = trimmed(text, _past_noise(text, opening.text, end), separators.get(end, ("", end))[1])
        if start < stop:
            yield PastedTurn(name, start, stop, opening.stamp, day)


def _before(text: str, openings: list[_Opening], separators: dict[int, tuple[str, int]]) -> Iterator[PastedTurn]:
    """The end of a message whose opening was not copied: by the other of two, or else by the only one who is known."""
    first = openings[0].start
    start, end = trimmed(text, 0, separators.get(first, ("", first))[1])
    if end - start < 40:
        return
    names = list(dict.fromkeys(one.name for one in openings if one.name))
    yield PastedTurn(names[1] if len(names) == 2 else names[0], start, end)


def _separators(lines: list[_Line], starts: list[int]) -> dict[int, tuple[str, int]]:
    """For openings before which a line shows the day alone: the day, and where that line begins."""
    found: dict[int, tuple[str, int]] = {}
    wanted = frozenset(starts)
    before = _Line(0, "")
    for line in lines:
        if line.start in wanted and len(before.text) < _LONGEST and _SEPARATOR.fullmatch(before.text):
            found[line.start] = before.text.strip(), before.start
        if line.text.strip():
            before = line
    return found


def _past_noise(text: str, start: int, end: int) -> int:
    """Past the lines of buttons that a window puts before a message."""
    while (found := _NOISE.match(text, start, end)) and (found.end() == end or text[found.end()] == "\n"):
        start = found.end()
    return start
