"""Bulletins that partners sent, taken in and looked for in conversations: `python -m benchmarks.bulletins [COUNT]`.

Generated bulletins, each of another persona with an address, a house, a link and a template of 40 words, and as many
conversations, each of which has one bulletin's wording, house or link.
"""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from uuid import UUID

from benchmarks.result import Row
from lurewatch.model.bulletin import Alleged, Band, Bulletin, Counts, Issue, Shown, Standard, Tlp
from lurewatch.model.conversation import Conversation
from lurewatch.model.encode_bulletin import canonical
from lurewatch.model.handle import Platform
from lurewatch.model.kind import Verdict
from lurewatch.sharing.received.sightings import received
from lurewatch.sources.readers.jsonl import conversation_of_line

_BEGUN = datetime(2026, 3, 1, tzinfo=UTC)
_DAY = date(2026, 3, 10)
_FIRST, _LAST = (
    ["ba", "do", "ki", "lu", "me", "no", "pa", "ri", "so", "tu", "we", "za"],
    ["n", "r", "l", "m", "st", "ck", "sh", "ng"],
)
_WORDS = [first + last for first in _FIRST for last in _LAST]  # few, so that templates have many pairs in common


def made(number: int, lot: Random) -> Bulletin:
    """A bulletin."""
    house = f"house{number}.example"
    return Bulletin(
        Issue(UUID(int=number), _BEGUN, _BEGUN),
        Tlp.AMBER,
        Verdict.LIKELY,
        Standard.REVIEWED,
        Shown(),
        Counts(Band.FEW, Band.FEW),
        handles=(Alleged(Platform.EMAIL, f"persona@{house}"),),
        domains=(house,),
        links=(f"https://share.{house}/brief",),
        templates=(tuple(lot.choices(_WORDS, k=40)),),
        first=_BEGUN.date(),
    )


def has_of(number: int, one: Bulletin, lot: Random) -> Conversation:
    """A conversation that has a bulletin's wording, house, or link, by turns."""
    words = " ".join(one.templates[0] if number % 3 == 0 else lot.choices(_WORDS, k=120))
    text = f"{words} {one.links[0]}?to=you" if number % 3 == 1 else words
    handle = f"another@{one.domains[0]}" if number % 3 == 2 else f"another{number}@elsewhere.example"
    messages = [{"from": "contact", "sent_at": "2026-03-05T09:00:00Z", "text": text}]
    line = {"id": str(number), "contact": {"handles": [handle]}, "messages": messages}
    return conversation_of_line(json.dumps(line).encode(), 1)


def rows_of(count: int) -> list[Row]:
    """What taking in so many bulletins took, and looking for them in as many conversations."""
    lot = Random(3)  # noqa: S311  the same on every run
    bulletins = [made(number, lot) for number in range(count)]
    conversations = [has_of(number, one, lot) for number, one in enumerate(bulletins)]
    with TemporaryDirectory(prefix="lurewatch-bulletins-") as work:
        path = Path(work) / "sent.jsonl"
        path.write_bytes(b"".join(canonical(one) + b"\n" for one in bulletins))
        begin = process_time()
        known, gaps = received(path, _DAY)
        taken = process_time() - begin
    begin = process_time()
    found = sum(bool(known.reported(one)) for one in conversations)
    looked = process_time() - begin
    what = f"{count:,} bulletins"
    return [
        Row(f"{what} taken in, the processor's time", f"{taken:.1f} s", ""),
        Row(f"{what} looked for in {count:,} conversations, the same", f"{looked:.1f} s", ""),
        Row("of these conversations found", f"{found:,}", f"{count:,}", found == count and not gaps),
    ]


def main(arguments: Sequence[str]) -> None:
    """Prints what was measured."""
    for row in rows_of(int(arguments[0]) if arguments else 10_000):
        print(f"{row.what}: {row.measured}")


if __name__ == "__main__":
    main(sys.argv[1:])
