"""Messages in a text whose lines begin with who says them: `Rowan: Hello`, as somebody types a talk from memory."""

import re

from lurewatch.sources.pasted_turn import PastedTurn, trimmed

_SAYS = re.compile(r"^[ \t]*([^\W\d_][^\n:.,;!?\"<>]{0,40}): (?=\S)", re.MULTILINE)
_FEWEST, _PEOPLE = 3, 6


def named_turns(text: str) -> list[PastedTurn]:
    """The messages in order; none unless the first line begins so, and at least two take turns, one of them twice.

    A list in a letter (`Fee: 900`, `Topic: optics`) names each thing once, and no letter begins with one.
    """
    found = list(_SAYS.finditer(text))
    names = [one[1].strip() for one in found]
    if len(found) < _FEWEST or text[: found[0].start()].strip():
        return []
    if not 2 <= len(set(names)) <= _PEOPLE or len(set(names)) == len(names):
        return []
    ends = [*(one.start() for one in found[1:]), len(text)]
    slices = [trimmed(text, one.end(), end) for one, end in zip(found, ends, strict=True)]
    return [PastedTurn(name, *at) for name, at in zip(names, slices, strict=True)]
