"""The figures of very many organisations on Spark: judged, settled, linked, counted, in the order of decision 0019."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from lurewatch.errors import NothingReadable, ServiceGone
from lurewatch.jobs.hub.counting import Bad, Counts, Wanted, by_place, clash_at
from lurewatch.jobs.hub.gathered import Gathered
from lurewatch.jobs.hub.handed import LINE, gap_of
from lurewatch.jobs.spark.cause import cause
from lurewatch.jobs.spark.first_look import first_look
from lurewatch.jobs.spark.handed import faults_of, rows_of
from lurewatch.jobs.spark.judging import approach_of, judged, sums_over
from lurewatch.jobs.spark.linking import Linking, Sides
from lurewatch.jobs.spark.repeated import Settled, settled
from lurewatch.jobs.spark.session import expect, session
from lurewatch.jobs.spark.tables import FIRST, mapped
from lurewatch.model.campaign import Campaign
from lurewatch.model.counted import Counted
from lurewatch.model.kind import REALISTIC

_PLACE = ("file", "row")


def counted(files: Sequence[Path], wanted: Wanted, where: tuple[str, str]) -> Counts:
    """What files come to, on the master `where[0]` with `where[1]` of memory for its JVM here.

    Raises UsageError, NothingReadable and ServiceGone.
    """
    with TemporaryDirectory(prefix="lurewatch-spark-") as aside, session(*where, Path(aside)) as spark:
        try:
            return _counted(spark, files, wanted, Path(aside))
        except (PySparkException, Py4JError) as error:
            raise ServiceGone(f"Spark gave up ({cause(error)}); nothing was written") from error


def _counted(spark: SparkSession, files: Sequence[Path], wanted: Wanted, aside: Path) -> Counts:
    faults = faults_of(spark, files)
    gaps = tuple(gap_of(path, fault) for path, fault in faults.items())
    readable = [path for path in files if path not in faults]
    if not readable:
        raise NothingReadable(f"none of {len(files)} files can be read; the first: {gaps[0].where}: {gaps[0].why}")
    rows = rows_of(spark, readable)
    every = judged(rows, wanted).persist()
    expect(spark, every.count())
    parts = settled(every.where("id is not null"))
    failed = _failed(every, parts)
    left_out = parts.repeated.select(*_PLACE).union(parts.clashing).union(every.where("id is null").select(*_PLACE))
    return Counts(
        sums_over(parts.kept, wanted),
        _approaches(parts.kept, wanted),
        _campaigns(spark, _without(rows.select(*_PLACE, LINE), left_out), wanted, aside),
        _gathered(Gathered(len(files), gaps), every, parts),
        failed,
    )


def _without(rows: DataFrame, left_out: DataFrame) -> DataFrame:
    """The rows that count: what is left out goes to where they are, since it is little and they are not."""
    return rows.join(sql.broadcast(left_out), [*_PLACE], "left_anti")


def _campaigns(spark: SparkSession, rows: DataFrame, wanted: Wanted, aside: Path) -> Sequence[Campaign]:
    first = mapped(rows, first_look(wanted.options), FIRST).persist()
    return Linking(Sides(spark, rows, first, aside), wanted.options).campaigns(())


def _approaches(kept: DataFrame, wanted: Wanted) -> list[tuple[str, Counted]]:
    found = kept.where(sql.col("probability") >= REALISTIC).orderBy("id").toArrow()
    return [approach_of(row, wanted.ways) for batch in found.to_batches() for row in batch.to_pylist()]


def _failed(every: DataFrame, parts: Settled) -> list[Bad]:
    bad = every.where("error is not null").select(*_PLACE, "error").toArrow().to_pylist()
    clashing = parts.clashing.toArrow().to_pylist()
    return by_place([*(Bad(**one) for one in bad), *(clash_at(**one) for one in clashing)])


def _gathered(begun: Gathered, every: DataFrame, parts: Settled) -> Gathered:
    count, different = sql.count("*").alias("rows"), sql.countDistinct("organisation").alias("organisations")
    of_all = every.agg(count, different, sql.count("error").alias("failed")).toArrow().to_pylist()[0]
    again = parts.repeated.agg(count.alias("repeated"), different.alias("repeating")).toArrow().to_pylist()[0]
    blind = parts.kept.where("ways = 0").count()
    return replace(begun, **of_all, **again, clashing=parts.clashing.count(), unseen_by=blind)
