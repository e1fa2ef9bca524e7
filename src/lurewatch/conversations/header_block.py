"""The lines of `From:`, `Sent:`, `To:` and `Subject:` with which a program opens a mail that it quotes or passes on."""

from collections.abc import Mapping
from typing import NamedTuple

from lurewatch.conversations.openings import labelled
from lurewatch.text.mail_labels import Label

_LINES_BEFORE = 8  # a rule, an announcement and blank lines that may stand before the block
_MOST_LINES = 80
_LONGEST_LINE = 2_000
_LONGEST_FIELD = 10_000
_FOLDED = 70  # characters; a line is folded where with the next word it would be longer
_OFTEN = frozenset({Label.CC, Label.OTHER})  # may stand in a block more than once
_BLANK = " \t\xa0*"
_PEOPLE = frozenset({Label.FROM, Label.TO, Label.CC})
_Line = tuple[int, str]


class Block(NamedTuple):
    """What a block says, each label's first line, and where the text begins that it opens."""

    fields: Mapping[Label, str]
    body: int


def block_at(text: str, start: int) -> Block | None:
    """The block that an opening at `start` has; None where what follows is none that names an author."""
    lines = _lines(text, start)
    first = next((n for n, (_, line) in enumerate(lines[:_LINES_BEFORE]) if labelled(line)), None)
    if first is None:
        return None
    fields, after = _fields(lines, first)
    if not fields.get(Label.FROM) or len(fields.keys() - {Label.FROM, Label.OTHER}) < 2:
        return None
    return Block(fields, _body(text, lines, after))


def _lines(text: str, start: int) -> list[_Line]:
    lines = []
    for _ in range(_LINES_BEFORE + _MOST_LINES):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        lines.append((start, text[start : min(end, start + _LONGEST_LINE)]))
        start = end + 1
        if start > len(text):
            break
    return lines


def _fields(lines: list[_Line], first: int) -> tuple[dict[Label, str], int]:
    """The labels' values, and the number of the line after the block. Blank lines may part its lines."""
    fields: dict[Label, str] = {}
    last, after = Label.OTHER, first
    for number in range(first, len(lines)):
        line = lines[number][1]
        if not line.strip(_BLANK):
            continue
        told = labelled(line)
        if told is not None and (told[0] not in fields or (after == number and told[0] in _OFTEN)):
            last = told[0]
            fields.setdefault(*told)
        elif told is None and after == number and _continues(lines, number, last, fields[last]):
            fields[last] = f"{fields[last]} {line.strip()}".strip()[:_LONGEST_FIELD]
        else:
            break
        after = number + 1
    return fields, after


def _continues(lines: list[_Line], number: int, last: Label, value: str) -> bool:
    """Whether a line goes on with the field above it: folded there, or the value of a label that stood alone."""
    line, before = lines[number][1].strip(), lines[number - 1][1]
    is_folded = len(before) + len(line.split(" ", 1)[0]) >= _FOLDED
    if last in _PEOPLE:
        return not value or line.startswith("<") or value.endswith((",", ";")) or (is_folded and "@" in line)
    following = lines[number + 1][1] if number + 1 < len(lines) else ""
    return is_folded and (not following.strip(_BLANK) or labelled(following) is not None)


def _body(text: str, lines: list[_Line], after: int) -> int:
    """Where the first line begins that is not blank after the block."""
    begun = next((at for at, line in lines[after:] if line.strip(_BLANK)), None)
    return min(len(text), lines[-1][0] + len(lines[-1][1])) if begun is None else begun
