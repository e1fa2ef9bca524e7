"""Each row of what organisations hand over judged once: a few numbers of each, more of what is an approach."""

from collections.abc import Sequence
from functools import cache

import pyarrow as pa
from pyspark.sql import DataFrame

from lurewatch.errors import LineError
from lurewatch.figures.sums import Sums, sums_of
from lurewatch.flow import Options
from lurewatch.jobs.hub import row as handed
from lurewatch.jobs.hub.counting import Wanted
from lurewatch.jobs.hub.handed import LINE, WAYS
from lurewatch.jobs.hub.row import JudgedRow, RowJudge, seen
from lurewatch.jobs.spark.tables import JUDGED, SUMS, Batches, Row, Step, batch_of, mapped
from lurewatch.linking.columns import numbered
from lurewatch.model.counted import Counted
from lurewatch.model.kind import REALISTIC, Stage, Verdict
from lurewatch.model.message import Channel

_FOR_ALL = ("organisation", "day", "probability")
_OF_APPROACHES = ("person", "persona", "verdict", "channel", "stage", "topics", "days_to_alert", "alerted_first")


def judged(rows: DataFrame, wanted: Wanted) -> DataFrame:
    """The rows judged (JUDGED); of what is no conversation, the error."""
    return mapped(rows, _judging(wanted.options, tuple(wanted.ways)), JUDGED)


def _judging(options: Options, ways: tuple[str, ...]) -> Step:
    def step(batches: Batches) -> Batches:
        judge = _judge_of(options, ways)
        for batch in batches:
            yield pa.RecordBatch.from_pylist([_row(judge, one) for one in batch.to_pylist()], JUDGED)

    return step


@cache
def _judge_of(options: Options, ways: tuple[str, ...]) -> RowJudge:
    """What judges rows: rules and weights are loaded once for each process."""
    return RowJudge(options, ways)


def _row(judge: RowJudge, given: Row) -> Row:
    place = {"file": given["file"], "row": given["row"]}
    try:
        return place | _told(judge.row(handed.Row(given["file"], given["row"], given[LINE] or b"", given[WAYS] or ())))
    except LineError as error:
        return place | {"error": str(error)}


def _told(one: JudgedRow) -> Row:
    names = (*_FOR_ALL, *_OF_APPROACHES) if one.counted.probability >= REALISTIC else _FOR_ALL
    known = {"id": one.id, "mark": numbered(one.id), "same": one.same, "messages": one.messages, "ways": one.ways}
    return known | {name: getattr(one.counted, name) for name in names}


def sums_over(conversations: DataFrame, wanted: Wanted) -> Sums:
    """The sums over all partitions."""
    columns = conversations.select("organisation", "day", "probability")
    parts = mapped(columns, _summing(wanted), SUMS).toArrow()["sums"].to_pylist()
    return sum((Sums(*map(int, part)) for part in parts), Sums())


def _summing(wanted: Wanted) -> Step:
    period, today = wanted.period, wanted.today

    def step(batches: Batches) -> Batches:
        total = Sums()
        for batch in batches:
            columns = (batch.column(name).to_pylist() for name in _FOR_ALL)
            total += sums_of((_plain(*one) for one in zip(*columns, strict=True)), period, today)
        yield batch_of(SUMS, 1, sums=[[str(number) for number in total.numbers]])

    return step


def _plain(organisation: str, day: object, probability: float) -> Counted:
    """A conversation of which sums alone are wanted."""
    return Counted("", organisation, "", day, probability, Verdict.REMOTE, Channel.OTHER, Stage.CONTACT)  # type: ignore[arg-type]


def approach_of(row: Row, ways: Sequence[str]) -> tuple[str, Counted]:
    """An approach by its id, from its row of JUDGED."""
    fields = {name: row[name] for name in (*_FOR_ALL, *_OF_APPROACHES)}
    closed = {"verdict": Verdict(row["verdict"]), "channel": Channel(row["channel"]), "stage": Stage(row["stage"])}
    return row["id"], seen(Counted(**fields | closed | {"topics": tuple(row["topics"])}), row["ways"], ways)
