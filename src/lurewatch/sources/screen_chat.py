"""A screenshot of a chat in bubbles: theirs stand to the left, ours to the right."""

import re
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from lurewatch.sources.clock import CLOCK
from lurewatch.sources.pasted_window import is_day
from lurewatch.sources.screen_areas import Areas, Box
from lurewatch.sources.screen_lines import Line, joined, lines_in
from lurewatch.sources.screen_words import Word

_CLOCK = re.compile(CLOCK)
_CENTRED = 0.08  # of the width: so much the margins of what stands in the middle may differ
_SMALL = 0.8  # of the usual height of words: a time is written smaller
_MOST_OUTSIDE = 0.5  # of the words: a page with some buttons on it is no chat
_AVATAR = 0.1  # of the width
# What programs write into their bars beside names.
_NO_NAMES = frozenset(
    [
        "chat",
        "chats",
        "message",
        "messages",
        "messaging",
        "nachricht",
        "nachrichten",
        "message",
        "messagerie",
        "mensaje",
        "mensajes",
        "whatsapp",
        "signal",
        "linkedin",
        "telegram",
        "slack",
        "teams",
        "online",
        "back",
        "zurück",
        "retour",
        "atrás",
    ]
)
_FIELDS = re.compile(
    r"\W*(?:type a |write a |signal |imessage|text )?(?:message|nachricht(?: schreiben)?|écrire un message|mensaje)\W*",
    re.IGNORECASE,
)


class ScreenTurn(NamedTuple):
    """A message on a screen: whether it is ours, its text, the time in its bubble, the day above it, and its words."""

    is_ours: bool
    text: str
    stamp: str
    day: str
    words: tuple[Word, ...]


class Chat(NamedTuple):
    """What a screen shows: the name in its bar, if it could be told, and the messages from top to bottom."""

    contact: str
    turns: tuple[ScreenTurn, ...]


def chat_of(words: Sequence[Word], areas: Areas, width: int) -> Chat:
    """The chat on a screen `width` pixels wide; without turns where most of the words stand in no bubble."""
    inside = _by_bubble(words, areas.bubbles)
    top = min((box.top for box in inside), default=areas.bar)
    contact = contact_in([word for word in words if word.middle[1] < max(top, areas.bar)], areas)
    below = [word for word in words if word.middle[1] >= top]
    bubbles = {box: held for box, held in inside.items() if not _is_avatar(box, held, width)}
    if sum(map(len, bubbles.values())) < _MOST_OUTSIDE * max(len(below), 1):
        return Chat(contact, ())
    loose = [word for word in words if not any(box.holds(*word.middle) for box in bubbles)]
    days = [(line.middle, line.text) for line in lines_in(loose) if is_day(line.text)]
    small = _SMALL * median(word.height for held in bubbles.values() for word in held)
    turns: list[ScreenTurn] = []
    for box, held in bubbles.items():
        text = " ".join(word.text for word in held)
        if _is_centred(box, width):
            days += [(box.top, text)] if is_day(text) else []
        elif not _FIELDS.fullmatch(text):
            turns.append(_turn(box, held, width, small))
    said = [turn for turn in turns if turn.text]
    return Chat(contact, tuple(_dated(turn, days) for turn in said[: len(said) - _has_field(said)]))


def _has_field(turns: Sequence[ScreenTurn]) -> bool:
    """Whether the last is the field to write in: the one bubble without a time, where all others have one."""
    return len(turns) > 1 and not turns[-1].stamp and all(turn.stamp for turn in turns[:-1])


def contact_in(words: Iterable[Word], areas: Areas) -> str:
    """The name in a screen's bar: the largest line there that is no time, no day and no word of the program's own."""
    best: Line | None = None
    for line in lines_in(word for word in words if not any(box.holds(*word.middle) for box in areas.bubbles)):
        shown = _name(line)
        if shown and (best is None or line.height > 1.1 * best.height):
            best = line
    return _name(best) if best else ""


def _name(line: Line) -> str:
    """A line of the bar as a name, without arrows and other signs at its ends; empty if it is none."""
    text = re.sub(r"^[^\w+(]+|[^\w).]+$", "", line.text)
    letters = sum(map(str.isalpha, text))
    is_number = sum(map(str.isdigit, text)) >= 7
    is_other = text.casefold() in _NO_NAMES or is_day(text) or (_CLOCK.search(text) and letters < 6)
    is_unsure = not all(word.is_sure for word in line.words if any(map(str.isalnum, word.text)))
    return "" if is_other or is_unsure or (letters < 2 and not is_number) else text


def _by_bubble(words: Iterable[Word], bubbles: Sequence[Box]) -> dict[Box, tuple[Word, ...]]:
    """The words of each bubble that has some, from top to bottom."""
    held: dict[Box, list[Word]] = {box: [] for box in bubbles}
    for word in words:
        box = next((box for box in bubbles if box.holds(*word.middle)), None)
        if box is not None:
            held[box].append(word)
    return {box: tuple(found) for box, found in held.items() if found}


def _is_avatar(box: Box, words: Sequence[Word], width: int) -> bool:
    """Whether it is the round picture with initials that some programs show beside a message."""
    across, down = box.right - box.left, box.bottom - box.top
    initials = "".join(word.text for word in words)
    return across < _AVATAR * width and 0.7 < across / down < 1.4 and len(initials) <= 3


def _is_centred(box: Box, width: int) -> bool:
    left, right = box.left, width - box.right
    return abs(left - right) < _CENTRED * width and left > _CENTRED * width


def _turn(box: Box, words: tuple[Word, ...], width: int, small: float) -> ScreenTurn:
    lines = lines_in(words)
    stamp = ""
    at = _clock_at(lines[-1], small)
    if at >= 0:
        stamp = lines[-1].words[at].text
        kept = lines[-1].words[:at]
        lines = [*lines[:-1], *([Line(kept)] if kept else [])]
    padding = min(line.left for line in lines) - box.left if lines else 0
    kept_words = tuple(word for line in lines for word in line.words)
    return ScreenTurn(box.left > width - box.right, joined(lines, box.right - padding), stamp, "", kept_words)


def _clock_at(line: Line, small: float) -> int:
    """Where in a bubble's last line its time stands, behind which only its ticks may follow; -1 if it has none."""
    for number in range(len(line.words) - 1, max(-1, len(line.words) - 4), -1):
        word = line.words[number]
        if _CLOCK.fullmatch(word.text) and (word.height < small or number == 0):
            return number
    return -1


def _dated(turn: ScreenTurn, days: Sequence[tuple[float, str]]) -> ScreenTurn:
    """The turn with the day that stands last above it."""
    top = turn.words[0].middle[1] if turn.words else 0
    above = [(at, text) for at, text in days if at < top]
    return turn._replace(day=max(above)[1]) if above else turn
