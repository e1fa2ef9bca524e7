"""What only the whole of a WhatsApp export tells: the order of day and month, who takes part, whose export it is."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from lurewatch.sources.clock import is_half_day
from lurewatch.sources.day_order import DayOrder, Settled
from lurewatch.sources.whatsapp_lines import MARKS
from lurewatch.sources.whatsapp_marks import is_renaming

_NAMES_HELD = 20_000
_SURE = 3  # lines that all go on in one way after a name, before what follows counts as part of it
_SIGNS = str.maketrans("", "", MARKS)
_COPY = re.compile(r" \(\d{1,3}\)$")
_IN_FILE_NAME = re.compile(
    r"WhatsApp(?:[ -]Chat)? (?:with|mit|avec|con|-) ([^/]{1,100}?)(?:\.txt|\.zip|/|$)", re.IGNORECASE
)


def clean(name: str) -> str:
    """A name without the signs of direction around it, and the `~` before whoever is not in the phone's book."""
    return name.translate(_SIGNS).strip(" \u00a0\u202f").removeprefix("~").strip(" \u00a0\u202f")


@dataclass(slots=True)
class Survey:
    """What the whole of a file tells.

    `people` wrote in it, the busiest first, without the signs of direction. `longer` maps a name to its whole where it
    holds a colon: `Dr` to `Dr: Ashby`. `owner` is whose export it is, where that shows.
    """

    settled: Settled
    people: tuple[str, ...] = ()
    longer: dict[str, str] = field(default_factory=dict)
    owner: str = ""


def head_with_more(head: re.Pattern[str]) -> re.Pattern[str]:
    """A head with what a survey asks beside: whether WhatsApp speaks in somebody's name, and a second colon."""
    return re.compile(head.pattern + "(\u200e(?!<))?(?:([^\n:]{1,40}+):[ \u00a0\u202f])?")


def survey(pieces: Iterable[str], head: re.Pattern[str], source: str) -> Survey:
    """Goes once through the pieces of a file; memory is bounded by the number of names, which is bounded too."""
    order, names, longer = DayOrder(), Counter[str](), Counter[tuple[str, str]]()
    more, is_of_halves = head_with_more(head), False
    for piece in pieces:
        found = more.findall(piece)
        for day, _ in groupby(map(itemgetter(0), found)):
            order.take(day)
        is_of_halves = is_of_halves or any(is_half_day(clock) for _, clock, *_ in found[:20])
        if len(names) + len(longer) < _NAMES_HELD:
            names.update(name for _, _, name, sign, _ in found if name and not sign)
            longer.update((name, second) for _, _, name, sign, second in found if second and not sign)
    return _told(order.settle(is_half_day=is_of_halves), names, longer, source)


def _told(settled: Settled, names: Counter[str], longer: Counter[tuple[str, str]], source: str) -> Survey:
    whole = {name: f"{name}: {second}" for (name, second), count in longer.items() if count == names[name] >= _SURE}
    busiest = (whole.get(name, name) for name, _ in names.most_common() if not is_renaming(name))
    people = tuple(dict.fromkeys(filter(None, map(clean, busiest))))
    return Survey(settled, people, whole, _owner(people, source))


def _owner(people: tuple[str, ...], source: str) -> str:
    """The other one of two, where the file is named for one of them, as phones name it; else nobody.

    Nothing inside tells it safely: "You deleted this message" is also what a contact could type.
    """
    named = [_COPY.sub("", one).strip().casefold() for one in _IN_FILE_NAME.findall(source)]
    others = [one for one in people if named and one.casefold() != named[-1]]
    return others[0] if len(people) == 2 and len(others) == 1 else ""
