"""How linking looks at lines of conversations: at each once, and again at those that are worth it.

Much of it is done by processes side by side. What each makes of some lines is a value, and these are put together in
the order of the lines, so that the campaigns are the same however many processes there were.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from lurewatch.conversations.lines import Lines
from lurewatch.conversations.regions import marked
from lurewatch.detection.assessor import Assessor
from lurewatch.errors import LineError
from lurewatch.model.campaign import Campaign, Decided
from lurewatch.model.place import Place
from lurewatch.sources.conversation_object import conversation_of
from lurewatch.sources.readers.jsonl import conversation_of_line, decoded_line, id_of_line
from lurewatch.sources.skimmed import skimmed

if TYPE_CHECKING:
    from lurewatch.linking.assistants import Assistants
    from lurewatch.linking.linker import Linker
    from lurewatch.linking.looked import Looked
    from lurewatch.linking.outline import Outline

Bad = tuple[str | None, str]  # the id that a line names, if any, and what is wrong with it
_PIECE, _AGAIN = 2_000, 100  # lines looked at in one go, first and again
_ALONE = 10  # pieces from which other processes are started, which takes as long as some of them
_PROCESSES = 2


class Looking:
    """Looks at lines of JSON as linking needs it: at each for its outline, and closely at those that are worth it."""

    def __init__(self, assessor: Assessor) -> None:
        self._assessor = assessor

    @property
    def words(self) -> Mapping[str, float]:
        """What detection has learned of everyday words, in decibans."""
        return self._assessor.words

    def first(self, line: bytes, number: int, source: str = "input") -> "Outline":
        """The outline of a line, the `number`th from 1; raises LineError where it is no conversation."""
        from lurewatch.linking.outline import Outline, outline, told  # noqa: PLC0415  numpy loads only to link

        value = decoded_line(line, number, source)
        if seen := skimmed(value):
            return Outline(*seen[:-1], told(seen.texts))
        return outline(conversation_of(value, Place(source, number - 1), f"{source}, line {number}"))

    def second(self, line: bytes) -> "Looked":
        """A line of which an outline was made, its regions marked, and judged."""
        from lurewatch.linking.looked import looked  # noqa: PLC0415

        conversation = marked(conversation_of_line(line, 1))
        return looked(conversation, self._assessor.assess(conversation))


def link_lines(
    lines: Iterable[bytes], looking: Looking, plan: bytes, decided: Sequence[Decided], alone: int = _ALONE
) -> tuple[list[Campaign], int, list[Bad]]:
    """The campaigns among lines of conversations, how many those are, and the lines that are none.

    By other processes, which `plan` tells how, from `alone` pieces on and where the machine has the cores.
    """
    from lurewatch.linking.assistants import Assistants  # noqa: PLC0415
    from lurewatch.linking.linker import Linker  # noqa: PLC0415

    linker = Linker(looking.words)
    with Lines() as kept:
        pieces = _pieces(kept.taken(lines))
        begun = list(islice(pieces, alone))
        if len(begun) < alone or _cores() < _PROCESSES:
            return _linked(_Alone(looking, linker), chain(begun, pieces), kept, decided)
        with Assistants([sys.executable, "-m", "lurewatch.assistant"], _PROCESSES, plan) as others:
            return _linked(_Together(others, linker), chain(begun, pieces), kept, decided)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pieces(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    rest = iter(lines)
    while piece := list(islice(rest, _PIECE)):
        yield piece


class _Alone:
    """Looks in this process."""

    def __init__(self, looking: Looking, linker: "Linker") -> None:
        self._looking = looking
        self.linker = linker

    def first(self, pieces: Iterable[list[bytes]]) -> dict[int, Bad]:
        """Looks at all, and gives those that are no conversation by the number of their line, from 0."""
        bad = {}
        for number, line in enumerate(chain.from_iterable(pieces)):
            try:
                self.linker.add(self._looking.first(line, number + 1))
            except LineError as error:
                bad[number] = (id_of_line(line), str(error))
        return bad

    def second(self, lines: Iterable[bytes]) -> "Iterator[Looked]":
        """Looks again."""
        return map(self._looking.second, lines)


class _Together:
    """Has others look, which `lurewatch.assistant` is told of."""

    def __init__(self, others: "Assistants", linker: "Linker") -> None:
        self._others = others
        self.linker = linker

    def first(self, pieces: Iterable[list[bytes]]) -> dict[int, Bad]:
        """As alone."""
        from lurewatch.linking.frames import joined, parted  # noqa: PLC0415
        from lurewatch.linking.part import loaded, unpacked  # noqa: PLC0415
        from lurewatch.linking.rarity import SLICES  # noqa: PLC0415

        bad: dict[int, Bad] = {}
        asked = (b"F" + joined([str(at * _PIECE).encode(), *piece]) for at, piece in enumerate(pieces))
        for answer in self._others.answers(asked):
            failed, part = parted(answer)
            bad |= {number: (id_, error) for number, id_, error in json.loads(failed)}
            self.linker.take(unpacked(part))
        for at in range(SLICES):
            for answer in self._others.everyone(b"C" + joined([str(at).encode()])):
                self.linker.counted(at, loaded(answer))
        return bad

    def second(self, lines: Iterable[bytes]) -> "Iterator[Looked]":
        """As alone."""
        from lurewatch.linking.frames import joined, parted  # noqa: PLC0415
        from lurewatch.linking.looked import read_back  # noqa: PLC0415

        rest = iter(lines)
        asked = (b"S" + joined(some) for some in iter(lambda: list(islice(rest, _AGAIN)), []))
        return (read_back(one) for answer in self._others.answers(asked) for one in parted(answer))


def _linked(
    looks: _Alone | _Together, pieces: Iterable[list[bytes]], kept: Lines, decided: Sequence[Decided]
) -> tuple[list[Campaign], int, list[Bad]]:
    bad = looks.first(pieces)
    places = [at for at in range(len(kept)) if at not in bad] if bad else range(len(kept))

    def look(numbers: Sequence[int]) -> "Iterator[Looked]":
        return looks.second(kept.read([places[number] for number in numbers]))

    return looks.linker.campaigns(look, decided), len(looks.linker), [bad[at] for at in sorted(bad)]
