"""The tables that go from step to step on Spark: their columns, and how a step is put to one."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema

from lurewatch.jobs.spark.campaigns import TRAITS
from lurewatch.text.shingles import Shingles

Row: TypeAlias = dict[str, Any]  # as Arrow gives it, by its schema
Batches: TypeAlias = Iterator[pa.RecordBatch]
Step: TypeAlias = Callable[[Batches], Batches]  # of one partition, with nothing known of the others

_NUMBERS, _SMALL = pa.list_(pa.int64()), pa.list_(pa.int32())
_HANDLE = pa.struct([("platform", pa.string()), ("value", pa.string()), ("name", pa.string())])
_TOKEN = pa.struct([("kind", pa.string()), ("value", pa.string())])
_PAIR = [("a", pa.int64()), ("b", pa.int64())]

# One row for each conversation, by its mark; then rows of what is counted in the partition; and rows that failed.
FIRST = pa.schema(
    [("file", pa.string()), ("row", pa.int64()), ("id", pa.string()), ("mark", pa.int64()), ("person", pa.int64()),
     ("party", pa.int64()), ("hint", pa.float32()), ("wording", _SMALL), ("tokens", _NUMBERS), ("kinds", _SMALL),
     ("cells", _SMALL), ("counts", _SMALL), ("error", pa.string())]
)  # fmt: skip
THINGS = pa.schema([("thing", pa.int32()), ("mark", pa.int64())])  # who has which of the rare word pairs
PACKED = pa.schema([("part", pa.int32()), ("packed", pa.binary())])  # records of one type, for one part
CELLS = pa.schema([("cells", _SMALL), ("counts", _SMALL)])
NEAR = pa.schema([*_PAIR, ("copies", pa.bool_()), ("worth", pa.bool_())])
PAIRS = pa.schema(_PAIR)
SECOND = pa.schema(
    [("mark", pa.int64()), ("handles", pa.list_(_HANDLE)), ("text", pa.string()), ("first", pa.string()),
     ("values", pa.list_(_TOKEN)), ("tokens", _NUMBERS), ("evidence", pa.float64()), ("kind", pa.string()),
     ("pretext", pa.list_(pa.string())), ("party", pa.string())]
)  # fmt: skip
LINKS = pa.schema(
    [*_PAIR, ("strong", pa.bool_()), ("apart", pa.bool_()), ("copies", pa.bool_()), ("standing", pa.int64()),
     ("traits", TRAITS)]
)  # fmt: skip


# What a hub counts: files that cannot be read; rows judged, with their fields where they are approaches; sums.
FAULTS = pa.schema([("path", pa.string()), ("fault", pa.string())])
JUDGED = pa.schema(
    [("file", pa.string()), ("row", pa.int64()), ("error", pa.string()), ("id", pa.string()), ("mark", pa.int64()),
     ("same", pa.int64()), ("messages", pa.int32()), ("ways", pa.int32()), ("organisation", pa.string()),
     ("day", pa.date32()), ("probability", pa.float64()), ("person", pa.string()), ("persona", pa.string()),
     ("verdict", pa.string()), ("channel", pa.string()), ("stage", pa.string()), ("topics", pa.list_(pa.string())),
     ("days_to_alert", pa.int32()), ("alerted_first", pa.bool_())]
)  # fmt: skip
SUMS = pa.schema([("sums", pa.list_(pa.string()))])  # whole numbers, too large for 64 bits


def mapped(frame: DataFrame, step: Step, schema: pa.Schema) -> DataFrame:
    """What a step makes of each partition."""
    return frame.mapInArrow(step, from_arrow_schema(schema))


def batch_of(schema: pa.Schema, size: int, **columns: object) -> pa.RecordBatch:
    """So many rows with these columns; all others are empty."""
    arrays = [_column(columns.get(field.name), field.type, size) for field in schema]
    return pa.record_batch(arrays, schema=schema)


def _column(values: object, kind: pa.DataType, size: int) -> pa.Array:
    if values is None:
        return pa.nulls(size, kind)
    return values if isinstance(values, pa.Array) else pa.array(values, kind)


def lists(values: NDArray[np.int64] | NDArray[np.int32], ends: NDArray[np.int64]) -> pa.Array:
    """A list a row; that of row i is `values[ends[i] : ends[i + 1]]`."""
    return pa.ListArray.from_arrays(pa.array(ends.astype(np.int32)), pa.array(values))


def numbers(column: pa.Array) -> NDArray[np.int64]:
    """A column of whole numbers."""
    found: NDArray[np.int64] = column.to_numpy(zero_copy_only=False).astype(np.int64)
    return found


def wordings(*columns: pa.Array) -> Shingles:
    """The word pairs of all rows of one column, and then of the next."""
    hashes = [column.flatten().to_numpy(zero_copy_only=False).view(np.uint32) for column in columns]
    sizes = [column.value_lengths().to_numpy(zero_copy_only=False) for column in columns]
    return Shingles(np.concatenate(hashes), np.concatenate(([0], np.cumsum(np.concatenate(sizes), dtype=np.int64))))
