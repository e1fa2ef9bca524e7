"""A screenshot of a chat in bubbles: theirs stand to the left, ours to the right."""

import re
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from lurewatch.sources.clock import CLOCK
from lurewatch.sources.pasted_window import is_day
from lurewatch.sources.screen_areas import Areas, Box
from lurewatch.sources.screen_lines import Line, joined, lines_in
from lurewatch.sources.screen_words import Word

_CLOCK = re.compile(CLOCK)
_CENTRED = 0.08  # of the width: so much the margins of what stands in the middle may differ
_NARROW = 0.18  # of the width: a day and a notice have wider margins; a long message beside a picture has not
_NEAR = 2.2  # times the height of letters: lines further apart are no paragraph
_FEW = 3  # words: what stands in no bubble and is no longer is a button or a time
_SMALL = 0.8  # of the usual height of words: a time is written smaller
_BAR = 0.15  # of the height: where the title stands, if it has no bar of another colour
_AVATAR = 0.1  # of the width
# What programs write into their bars beside names.
_NO_NAME = re.compile(
    "chats?|messag(?:es?|ing|erie)|nachricht(?:en)?|mensajes?|whatsapp|signal|linkedin|telegram|slack|teams|online"
    "|back|zurück|retour|atrás",
    re.IGNORECASE,
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


def chat_of(words: Sequence[Word], areas: Areas, width: int, height: int) -> Chat:
    """The chat on a screen of so many pixels; without turns where it is rather a page with some buttons on it."""
    held = _by_bubble(words, areas.bubbles)
    bubbles = {box: inside for box, inside in held.items() if not _is_avatar(box, inside, width)}
    top = areas.bar or min([int(_BAR * height), *(box.top for box in bubbles)])
    contact = _contact_in([word for word in words if word.middle[1] < top], areas)
    bubbles = {box: inside for box, inside in bubbles.items() if box.bottom > top}
    if not bubbles:
        return Chat(contact, ())
    small = _SMALL * median(word.height for inside in bubbles.values() for word in inside)
    loose = lines_in(word for word in words if not any(box.holds(*word.middle) for box in bubbles))
    turns = [(box, _turn(box, inside, width, small)) for box, inside in bubbles.items() if not _is_centred(box, width)]
    outside = _paragraphs([line for line in loose if line.middle >= top], width)
    is_chat = _holds_most(bubbles, outside) or any(turn.stamp for _, turn in turns)
    if not is_chat:
        return Chat(contact, ())
    days = [(line.middle, line.text) for line in loose]
    days += [(float(box.top), " ".join(word.text for word in inside)) for box, inside in bubbles.items()]
    turns += [(box, _turn(box, inside, width, small)) for box, inside in outside.items()]
    said = [turn for _, turn in sorted(turns, key=_top) if turn.text and not _FIELDS.fullmatch(turn.text)]
    dated = tuple(_dated(turn, [(at, text) for at, text in days if is_day(text)]) for turn in said)
    return Chat(contact, dated[: len(dated) - _has_field(dated)])


def _holds_most(bubbles: Mapping[Box, Sequence[Word]], outside: Mapping[Box, Sequence[Word]]) -> bool:
    return sum(map(len, bubbles.values())) >= sum(map(len, outside.values()))


def _top(turn: tuple[Box, ScreenTurn]) -> int:
    return turn[0].top


def _paragraphs(lines: Sequence[Line], width: int) -> dict[Box, tuple[Word, ...]]:
    """Sentences that stand in no bubble, as one whose colour is that of the page would: none of them may be lost."""
    found: list[list[Line]] = []
    for line in lines:
        if is_day(line.text):
            continue
        if found and _goes_on(found[-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    held = {_box(paragraph): tuple(word for line in paragraph for word in line.words) for paragraph in found}
    return {box: words for box, words in held.items() if len(words) > _FEW and not _is_centred(box, width)}


def _goes_on(lines: Sequence[Line], line: Line) -> bool:
    """Whether a line stands right below others, and not beside them."""
    box = _box(lines)
    is_near = line.middle - lines[-1].middle < _NEAR * max(line.height, lines[-1].height)
    return is_near and line.left < box.right and line.right > box.left


def _box(lines: Sequence[Line]) -> Box:
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    return Box(left, lines[0].words[0].box.top, right, lines[-1].words[-1].box.bottom)


def _has_field(turns: Sequence[ScreenTurn]) -> bool:
    """Whether the last is the field to write in: some words without a time, where all others have one."""
    is_short = len(turns) > 1 and len(turns[-1].words) <= _FEW
    return is_short and not turns[-1].stamp and all(turn.stamp for turn in turns[:-1])


def _contact_in(words: Iterable[Word], areas: Areas) -> str:
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
    is_other = _NO_NAME.fullmatch(text) is not None or is_day(text) or (_CLOCK.search(text) and letters < 6)
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
    return abs(left - right) < _CENTRED * width and left > _NARROW * width


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
