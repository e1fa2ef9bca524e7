"""A process that looks at conversations for another: `python -m lurewatch.assistant`, started by linking.

It speaks in frames (`linking.frames`). The first on its standard input is the plan; each that follows is a letter and
what belongs to it: `F` the number of a line and lines to be looked at first, `S` lines to be looked at again, `C` the
number of a slice of what was counted in all first looks.
"""

import json
import sys

from lurewatch.errors import LineError
from lurewatch.flow import Looking, looking_by
from lurewatch.linking.columns import Columns
from lurewatch.linking.frames import joined, parted, receive, send
from lurewatch.linking.hint import Hint
from lurewatch.linking.looked import written
from lurewatch.linking.part import packed, saved
from lurewatch.linking.rarity import Rarity
from lurewatch.sources.readers.jsonl import id_of_line


class Assistant:
    """Answers questions; what it has counted stays with it until it is asked for."""

    def __init__(self, looking: Looking) -> None:
        self._looking = looking
        self._columns = Columns(Rarity(), Hint(looking.words))

    def answer(self, question: bytes) -> bytes:
        """The answer to one question."""
        kind, data = question[:1], question[1:]
        if kind == b"C":
            (at,) = parted(data)
            return saved(self._columns.rarity.slice(int(at)))
        if kind == b"S":
            return joined([written(self._looking.second(line)).encode("ascii") for line in parted(data)])
        number, *lines = parted(data)
        return self._first(int(number), lines)

    def _first(self, begin: int, lines: list[bytes]) -> bytes:
        ids, bad = [], []
        for number, line in enumerate(lines, start=begin):
            try:
                one = self._looking.first(line, number + 1)
            except LineError as error:
                bad.append((number, id_of_line(line), str(error)))
            else:
                self._columns.add(one)
                ids.append(one.id)
        return joined([json.dumps(bad).encode("ascii"), packed(self._columns.part(ids))])


def main() -> int:
    """Answers until its standard input ends."""
    plan = receive(sys.stdin.buffer)
    if plan is None:
        return 2
    assistant = Assistant(looking_by(plan))
    while (question := receive(sys.stdin.buffer)) is not None:
        send(sys.stdout.buffer, assistant.answer(question))
    return 0


if __name__ == "__main__":
    sys.exit(main())
