"""The desk's requests on a large store: `python -m benchmarks.desk [COUNT [FOLDER]]`, on SQLite.

Lines are drawn by chance from a seed; each has content of its own, a judged conversation of invented text. Times are
by the process's own clock (and by the wall's where they differ), the database's work included, since SQLite's is ours.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, NamedTuple

from lurewatch.desk import approach, figures, opening, queue
from lurewatch.flow import Judged, Options, judge_lines
from lurewatch.model.approach import State
from lurewatch.model.figures import Period
from lurewatch.model.kind import Kind, Stage, Verdict
from lurewatch.model.member import Member, Role
from lurewatch.model.queue import Order, Wanted

if TYPE_CHECKING:
    from lurewatch.store import models

_OFFICER = Member("m1", Role.OFFICER)
_SEED, _AT_ONCE, _TIMES = 11, 2_000, 15
_TOPICS = ("quantum technologies", "synthetic biology", "artificial intelligence", "export control")
_TEXT = (
    "I advise a client, whom I cannot name yet, on where quantum computing is going. They pay 900 dollars for a short "
    "report of two pages on what your group has not published, and I would rather you told nobody at work about it."
)


class Timed(NamedTuple):
    """A request: milliseconds at the median and at most, by the process's clock and by the wall's; its queries."""

    name: str
    median: float
    most: float
    wall: float
    queries: int


def main(count: int, folder: Path) -> Iterator[str]:
    """Makes the store, asks the desk, and gives a line for each request."""
    config = folder / "lurewatch.toml"
    config.write_text('[store]\ndatabase = "cases.sqlite3"\n', encoding="utf-8")
    opening.opened(config)
    began = perf_counter()
    names = _filled(count)
    size = (folder / "cases.sqlite3").stat().st_size / 1e6
    yield f"{count:,} approaches made in {perf_counter() - began:.0f} s, {size:,.0f} MB"
    for name, ask in _asked(names).items():
        one = _timed(name, ask)
        times = f"{one.median:7.1f} ms median, {one.most:7.1f} at most, {one.wall:7.1f} median by the wall"
        yield f"{one.name:34} {times}, {one.queries:3} queries"


def _asked(names: list[str]) -> Mapping[str, Callable[[], object]]:
    pick = random.Random(_SEED)  # noqa: S311  nothing secret
    ordered = {f"queue, {order}": Wanted(order=order) for order in Order}
    second = queue.queue(_OFFICER, Wanted()).next
    wanted = {
        **ordered,
        "queue, second page": Wanted(after=second),
        "queue, one topic": Wanted(topic=_TOPICS[0]),
        "queue, likely, at stage task": Wanted(verdict=Verdict.LIKELY, stage=Stage.TASK),
        "queue, contact by a word": Wanted(contact="firm77"),
        "queue, a contact that is nowhere": Wanted(contact="nobody-has-this"),
        "queue, of every state": Wanted(states=()),
        "queue, few of many": Wanted(kind=Kind.SCAM, states=(State.REOPENED,), topic=_TOPICS[1]),
    }
    asked: dict[str, Callable[[], object]] = {name: _page(one) for name, one in wanted.items()}
    asked["count"] = lambda: queue.count(_OFFICER, Wanted())
    asked["count, filtered"] = lambda: queue.count(_OFFICER, Wanted(topic=_TOPICS[0], verdict=Verdict.LIKELY))
    asked["newest"] = lambda: queue.newest(_OFFICER)
    asked["approach"] = lambda: approach.approach(_OFFICER, pick.choice(names))
    asked["figures of a week"] = lambda: figures.kept(_OFFICER, Period(datetime(2026, 3, 2, tzinfo=UTC).date()))
    return asked


def _page(wanted: Wanted) -> Callable[[], object]:
    return lambda: queue.queue(_OFFICER, wanted)


def _timed(name: str, ask: Callable[[], object]) -> Timed:
    from django.db import connection  # noqa: PLC0415  once the store is open
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as queries:
        ask()
    own, wall = list[float](), list[float]()
    for _ in range(_TIMES):
        began, clock = perf_counter(), process_time()
        ask()
        own.append(1000 * (process_time() - clock))
        wall.append(1000 * (perf_counter() - began))
    return Timed(name, median(own), max(own), median(wall), len(queries))


def _filled(count: int) -> list[str]:
    """Makes people, lines and contents; gives some names."""
    from lurewatch.store import models  # noqa: PLC0415  once the store is open

    chance = random.Random(_SEED)  # noqa: S311
    people = [_person(number) for number in range(max(1, count // 50))]
    judged = _judged()
    names: list[str] = []
    numbers = iter(range(count))
    while some := list(islice(numbers, _AT_ONCE)):
        rows = [_row(number, people[number % len(people)], chance) for number in some]
        models.Approach.objects.bulk_create(rows)
        models.Content.objects.bulk_create(_content(row, judged) for row in rows)
        models.ApproachTopic.objects.bulk_create(
            models.ApproachTopic(approach=row, topic=topic) for row in rows for topic in row.topics.split("\n") if topic
        )
        names += [row.name for row in rows[::200]]
    return names


def _person(number: int) -> "models.Person":
    from lurewatch.store import people  # noqa: PLC0415
    from lurewatch.text.handles import email  # noqa: PLC0415

    row = people.row_of(people.token_of((email(f"p{number}@quietlab.example"),)))
    if row is None:
        raise AssertionError("a person was made, and is not there")
    return row


def _row(number: int, person: "models.Person", chance: random.Random) -> "models.Approach":
    from lurewatch.store import models  # noqa: PLC0415  once the store is open

    came = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=number)
    topics = sorted(chance.sample(_TOPICS, chance.choice((0, 0, 0, 1, 2))))
    state = chance.choices((State.NEW, State.OPEN, State.DECIDED, State.REOPENED), (50, 20, 28, 2))[0]
    return models.Approach(
        name=f"A-{number:012}",
        person=person,
        contact=f"Contact {number % 9973} <c{number % 9973}@firm{number % 997}.example>",
        contact_mark=f"{number % 9973:032}",
        channel="email",
        kind=chance.choice(tuple(Kind)),
        probability=chance.betavariate(0.3, 3),
        stage=chance.randrange(len(Stage)),
        topics="\n".join(topics),
        topic_count=len(topics),
        state=state,
        decided=Kind.ORDINARY if state is State.DECIDED else "",
        people=chance.choice((1, 1, 1, 2, 5)),
        reports=chance.choice((0, 1, 2)),
        read=chance.random() < 0.5,
        messages=2,
        gaps=0,
        first=came.date(),
        last=came.date(),
        came=came,
        changed=came,
    )


def _judged() -> Judged:
    line = json.dumps(
        {"id": "c", "person": "p@quietlab.example", "messages": [{"from": "contact", "text": _TEXT}] * 3}
    ).encode()
    return next(one for one in judge_lines([line], Options()) if isinstance(one, Judged))


def _content(row: "models.Approach", judged: Judged) -> "models.Content":
    from lurewatch.store import models  # noqa: PLC0415  once the store is open
    from lurewatch.store.codec import written  # noqa: PLC0415
    from lurewatch.store.people import seals_of  # noqa: PLC0415

    seals = seals_of(row.person)
    conversation = seals.seal(written(judged.conversation), f"conversation {row.name}")
    assessment = seals.seal(written(judged.assessment), f"assessment {row.name}")
    return models.Content(approach=row, conversation=conversation, assessment=assessment)


if __name__ == "__main__":
    COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with TemporaryDirectory() as temporary:
        for said in main(COUNT, Path(sys.argv[2]) if len(sys.argv) > 2 else Path(temporary)):
            print(said, flush=True)
