"""What organisations hand over, on Spark: every file read to its end first, then all rows of those without fault."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from lurewatch.jobs.hub.handed import LINE, WAYS, fault_of
from lurewatch.jobs.spark.conversations import named
from lurewatch.jobs.spark.tables import FAULTS, Batches, batch_of, mapped

_FORM = f"{LINE} binary, {WAYS} array<string>"
_A_TASK = 50  # files


def faults_of(spark: SparkSession, files: Sequence[Path]) -> dict[Path, str]:
    """The files that cannot be read, in order, and why."""
    names = spark.createDataFrame(pa.table({"path": [str(path) for path in files]}))
    tasks = max(spark.sparkContext.defaultParallelism, len(files) // _A_TASK)
    found = mapped(names.repartition(tasks), _faults, FAULTS).orderBy("path").toArrow()
    return {Path(one["path"]): one["fault"] for one in found.to_pylist()}


def _faults(batches: Batches) -> Batches:
    for batch in batches:
        told = {path: fault for path in batch.column("path").to_pylist() if (fault := fault_of(Path(path)))}
        yield batch_of(FAULTS, len(told), path=list(told), fault=list(told.values()))


def rows_of(spark: SparkSession, files: Sequence[Path]) -> DataFrame:
    """All rows, each by its file and its place in it, from 0; a file without ways of seeing has none for any row."""
    frame = spark.read.schema(_FORM).parquet(*map(named, files))
    place = [sql.col("_metadata.file_name").alias("file"), sql.col("_metadata.row_index").alias("row")]
    return frame.select(*place, LINE, WAYS)
