"""Conversations in Parquet: one column of lines, as `lurewatch link` reads them."""

import os
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from lurewatch.errors import NothingReadable, UsageError

COLUMN = "conversation"
_HIDDEN = (".", "_")  # Spark passes such files by
_GLOB = str.maketrans({sign: f"\\{sign}" for sign in "[]{}*?\\"})


def files_of(source: Path) -> Sequence[Path]:
    """The Parquet files of a folder, or the one that is named; each has been looked at.

    Raises NothingReadable where there is none or one is damaged, UsageError where the column is not as it must be.
    """
    found = sorted(source.glob("*.parquet")) if source.is_dir() else [source]
    found = [path for path in found if not path.name.startswith(_HIDDEN)]
    if not found:
        raise NothingReadable(f"{source}: no file *.parquet; name a file or a folder with Parquet files")
    for path in found:
        _look_at(path)
    return [path.resolve() for path in found]


def _look_at(path: Path) -> None:
    """Reads what a file says of itself at its end."""
    try:
        schema = pq.read_schema(path)
    except (OSError, pa.ArrowInvalid) as error:
        if isinstance(error, OSError) and error.errno:
            raise NothingReadable(f"{path}: cannot be read ({os.strerror(error.errno)})") from error
        raise NothingReadable(f"{path}: no Parquet file, or a damaged one; write it again") from error
    if COLUMN not in schema.names:
        raise UsageError(f"{path}: no column {COLUMN}; docs/how-to/spark.md shows the form")
    kind = schema.field(COLUMN).type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind)):
        raise UsageError(f"{path}: column {COLUMN} is {kind}; it must be string or binary, a line of JSON in each row")


def rows_of(spark: SparkSession, files: Sequence[Path]) -> DataFrame:
    """All rows, each by its file and its place in it, from 0."""
    frame = spark.read.parquet(*map(named, files))
    place = [sql.col("_metadata.file_name").alias("file"), sql.col("_metadata.row_index").alias("row")]
    return frame.select(*place, sql.col(COLUMN).cast("binary").alias(COLUMN))


def named(path: Path) -> str:
    """A file as Spark is told of it, where some signs stand for others."""
    return str(path).translate(_GLOB)
