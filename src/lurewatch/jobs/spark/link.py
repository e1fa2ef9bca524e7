"""The door of this job: conversations in Parquet in, campaigns in Parquet out, linked in the order of decision 0012."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame

from lurewatch import flow
from lurewatch.errors import NothingReadable, ServiceGone
from lurewatch.jobs.spark.campaigns import refuse_existing, write
from lurewatch.jobs.spark.cause import cause
from lurewatch.jobs.spark.conversations import files_of, rows_of
from lurewatch.jobs.spark.counting import refuse_twice
from lurewatch.jobs.spark.first_look import first_look
from lurewatch.jobs.spark.linking import Linking, Sides
from lurewatch.jobs.spark.session import expect, session
from lurewatch.jobs.spark.tables import FIRST, mapped
from lurewatch.jobs.telling import Tell

Where: TypeAlias = tuple[str, str]  # the master, and memory of its JVM here
_SHOWN = 10


def link(source: Path, out: Path, where: Where, options: flow.Options, tell: Tell) -> None:
    """Links what `source` holds (a Parquet file, or a folder of them) and writes the new folder `out`, whole or not.

    `tell` is told of rows that are no conversation. Raises NothingReadable, UsageError and ServiceGone.
    """
    refuse_existing(out)
    files, decisions = files_of(source), flow.decided(options.decided)
    with TemporaryDirectory(prefix="lurewatch-spark-") as aside, session(*where, Path(aside)) as spark:
        try:
            rows = rows_of(spark, files)
            first = mapped(rows, first_look(options), FIRST).persist()
            conversations = first.where("id is not null").count()
            expect(spark, conversations)
            failed = _failed(first, tell)
            if not conversations:
                raise NothingReadable(f"{source}: no row is a conversation; docs/how-to/spark.md shows the form")
            refuse_twice(first.where("id is not null"))
            campaigns = Linking(Sides(spark, rows, first, Path(aside)), options).campaigns(decisions)
        except (PySparkException, Py4JError) as error:
            raise ServiceGone(f"{source}: Spark gave up ({cause(error)}); nothing was written") from error
    write(out, campaigns, failed)
    tell(f"{len(campaigns)} campaigns, {failed.num_rows} rows that are no conversation; in {out}")


def _failed(first: DataFrame, tell: Tell) -> pa.Table:
    failed = first.where("error is not null").select("file", "row", "error").orderBy("file", "row").toArrow()
    for one in failed.slice(0, _SHOWN)["error"].to_pylist():
        tell(one)
    if failed.num_rows > _SHOWN:
        tell(f"and {failed.num_rows - _SHOWN} more, in failed.parquet")
    return failed
