"""One new conversation against many kept sketches: `python -m benchmarks.sketches [COUNT [FOLDER]]`.

What is kept are generated ordinary conversations, bulk and planted campaigns (evaluation/planted); what is asked about
is the last approach of each campaign, which is not kept, and other ordinary conversations. Planted ones are judged; the
own evidence of all others is left at nothing, so that a million need not be.
"""

import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple, cast

from evaluation.planted.material import Amounts, campaign_of, records
from evaluation.planted.record import Record

from benchmarks.measured import usage_of
from benchmarks.result import Row
from lurewatch.conversations.regions import marked
from lurewatch.detection.assessor import Assessor
from lurewatch.linking.kept.folder import Folder, begin
from lurewatch.linking.looked import Looked, looked
from lurewatch.linking.outline import Outline
from lurewatch.linking.recall import Recaller
from lurewatch.linking.sketch import Key, Noted, Sketch, noted, sketch
from lurewatch.linking.tokens import tokens
from lurewatch.model.kind import Kind, Verdict
from lurewatch.sources.readers.jsonl import conversation_of_line
from lurewatch.text.handles import handle_of

_KEY = bytes(range(32))
_SEED, _OTHER_SEED = 11, 12
_AT_ONCE, _ORDINARY = 50_000, 200
_DAYS = 180
_WANTED = 50  # milliseconds
_FIRST, _LAST = datetime(2026, 1, 5, tzinfo=UTC), date(2026, 4, 6)


class Kept(NamedTuple):
    """What it took to keep so many: seconds by the clock in adding alone, bytes on the disk, files."""

    sketches: int
    seconds: float
    size: int
    files: int


class Asked(NamedTuple):
    """Milliseconds of questions, and how many of the planted campaigns told an earlier conversation.

    `cold` are by the clock, each question's first time, before which nothing of the files was in memory; `warm` is the
    best of two more times, by the process's own time. `megabytes` is the process's peak.
    """

    opening: float
    cold: list[float]
    warm: list[float]
    found: int
    planted: int
    megabytes: float


def keep(folder: Path, count: int) -> tuple[Kept, list[Record]]:
    """Keeps sketches of so many conversations; gives the last approach of each campaign, which is not kept."""
    key, waiting, asked = Key(_KEY), list[Sketch](), dict[str, Record]()
    begin(folder, key, _DAYS)
    opened, seconds = Folder(folder, key, _on), 0.0
    for record in islice(records(Amounts(count, 3, 20, seed=_SEED)), count):
        campaign = campaign_of(record.id)
        held = asked.get(campaign) if campaign else record
        if campaign:
            asked[campaign] = record
        if held:
            waiting.append(sketch(_noted(held), key))
        if len(waiting) >= _AT_ONCE:
            seconds += _added(opened, waiting)
    seconds += _added(opened, waiting)
    files = opened.contents.files
    size = sum(one.stat().st_size for one in folder.iterdir())
    return Kept(len(opened), seconds, size, len(files)), list(asked.values())


def _on() -> date:
    """The day of keeping and asking: all that is generated has been written, and nothing is due."""
    return _LAST


def _added(folder: Folder, waiting: list[Sketch]) -> float:
    begin_ = perf_counter()
    folder.add(waiting)
    waiting.clear()
    return perf_counter() - begin_


@cache
def _assessor() -> Assessor:
    return Assessor()


def _noted(record: Record) -> Noted:
    if campaign_of(record.id):
        conversation = marked(conversation_of_line(record.line, 1))
        assessment = _assessor().assess(conversation)
        return noted(looked(conversation, assessment), conversation, assessment.verdict)
    handles, first = tuple(map(handle_of, record.handles)), _FIRST + timedelta(minutes=record.minute)
    text = "\n".join(record.texts)
    seen = Outline(
        record.id, record.person, record.organisation, record.channel, record.name, handles, text, first=first
    )
    return Noted(Looked(seen, tokens(seen), 0.0, Kind.ORDINARY, frozenset(), seen.party), Verdict.REMOTE, first)


def ask(folder: Path, questions: Sequence[Record], work: Path) -> Asked:
    """Asks in a process of its own, which begins with none of the folder's bytes in the system's memory."""
    listed, answer = work / "questions.json", work / "answer.json"
    listed.write_text(
        json.dumps(
            [[one.id, one.person, one.organisation, one.name, one.handles, one.texts, one.minute] for one in questions]
        )
    )
    _forget(folder)
    used = usage_of([sys.executable, "-m", "benchmarks.sketches", "--ask", str(folder), str(listed), str(answer)])
    opening, cold, warm, found = cast("tuple[float, list[float], list[float], int]", json.loads(answer.read_text()))
    planted = sum(bool(campaign_of(one.id)) for one in questions)
    return Asked(opening, sorted(cold), sorted(warm), found, planted, used.megabytes)


def _forget(folder: Path) -> None:
    """Has the system forget what it holds of the files, where it can."""
    for path in folder.iterdir():
        number = os.open(path, os.O_RDONLY)
        os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(number)


def _answer(folder: Path, listed: Path, answer: Path) -> None:
    questions = [_noted(Record(*one)).looked for one in json.loads(listed.read_text())]
    _warm_up(questions[0], answer.with_name("empty"))
    begin_ = perf_counter()
    recaller = Recaller(Folder(folder, Key(_KEY), _on))
    opening = (perf_counter() - begin_) * 1e3
    cold, warm, found = [], [], 0
    for one in questions:
        begin_ = perf_counter()
        found += bool(recaller.recalled(one).earlier and campaign_of(one.outline.id))
        cold.append((perf_counter() - begin_) * 1e3)
        warm.append(min(_own_time(recaller, one) for _ in range(2)))
    answer.write_text(json.dumps([opening, cold, warm, found]))


def _own_time(recaller: Recaller, one: Looked) -> float:
    begin_ = process_time()
    recaller.recalled(one)
    return (process_time() - begin_) * 1e3


def _warm_up(question: Looked, empty: Path) -> None:
    """Loads what code and tables a question needs."""
    begin(empty, Key(_KEY), _DAYS)
    Recaller(Folder(empty, Key(_KEY))).recalled(question)


def measured(folder: Path, count: int) -> tuple[Kept, Asked]:
    """Keeps so many sketches in a folder and asks about new conversations."""
    kept, planted = keep(folder, count)
    others = islice(records(Amounts(_ORDINARY, 0, 0, seed=_OTHER_SEED)), _ORDINARY)
    with TemporaryDirectory(prefix="lurewatch-ask-") as work:
        return kept, ask(folder, [*planted, *others], Path(work))


def rows_of(kept: Kept, asked: Asked) -> list[Row]:
    """What was measured against what is wanted."""
    one = f"one new conversation against {kept.sketches:,} kept sketches"
    times = {
        f"{name}, {how}": times[min(int(len(times) * share), len(times) - 1)]
        for how, times in (("in memory, own time", asked.warm), ("not in memory, by the clock", asked.cold))
        for name, share in (("median", 0.5), ("slowest but one in a hundred", 0.99), ("slowest", 1.0))
    }
    return [
        *(Row(f"{one}, {what}", f"{ms:.1f} ms", f"under {_WANTED} ms", ms < _WANTED) for what, ms in times.items()),
        Row("opening them", f"{asked.opening:.1f} ms", ""),
        Row("memory, a process that asks (mapped pages included)", f"{asked.megabytes:.0f} MB", ""),
        Row("size on the disk", f"{kept.size / 1e6:,.0f} MB in {kept.files} files", ""),
        Row("adding sketches, in parts of 50,000", f"{kept.sketches / kept.seconds:,.0f} a second", ""),
        Row("planted campaigns of which an earlier conversation is told", f"{asked.found} of {asked.planted}", ""),
    ]


def main(arguments: Sequence[str]) -> None:
    """Prints what was measured."""
    if arguments[:1] == ["--ask"]:
        _answer(*map(Path, arguments[1:]))
        return
    count = int(arguments[0]) if arguments else 1_000_000
    with TemporaryDirectory(prefix="lurewatch-sketches-") as work:
        for row in rows_of(*measured(Path(arguments[1]) if arguments[1:] else Path(work) / "kept", count)):
            print(f"{row.what}: {row.measured}{f' (wanted: {row.wanted})' if row.wanted else ''}")


if __name__ == "__main__":
    main(sys.argv[1:])
