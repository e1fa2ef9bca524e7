"""Very many small values sent from partition to partition in few rows: each holds all that goes from one to another.

A row of its own for each would cost Spark more than all that is done with it.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame

from lurewatch.jobs.spark.tables import PACKED, Batches, batch_of

Records = NDArray[np.void]  # an array of one of these types
POSTING = np.dtype([("thing", "<u4"), ("mark", "<i8")])
SHARED = np.dtype([("a", "<i8"), ("b", "<i8"), ("bits", "<u4"), ("shared", "<u4")])
_A_PARTITION = 8  # parts, so that each partition gets about as many
_ODD = np.uint64(0x9E3779B97F4A7C15)  # an odd multiplier, as splitmix64 has it


def parts_of(frame: DataFrame) -> int:
    """Into how many parts what is packed goes."""
    return _A_PARTITION * int(frame.sparkSession.conf.get("spark.sql.shuffle.partitions") or 1)


def records(kind: np.dtype[np.void], **columns: NDArray[np.generic]) -> Records:
    """Records with these columns."""
    found: Records = np.empty(len(next(iter(columns.values()))), kind)
    for name, values in columns.items():
        found[name] = values
    return found


def mixed(keys: NDArray[np.generic]) -> NDArray[np.uint64]:
    """Whole numbers well mixed, the same everywhere."""
    found: NDArray[np.uint64] = keys.astype(np.uint64) * _ODD
    return found ^ (found >> np.uint64(32))


def packed(held: Records, by: NDArray[np.generic], parts: int) -> Iterator[pa.RecordBatch]:
    """Records as rows (PACKED), those of the same `by` in the same part."""
    if not len(held):
        return
    part = (mixed(by) % np.uint64(parts)).astype(np.int32)
    order = np.argsort(part, kind="stable")
    held, part = held[order], part[order]
    starts = np.flatnonzero(np.concatenate(([True], part[1:] != part[:-1])))
    pieces = [piece.tobytes() for piece in np.split(held, starts[1:])]
    yield batch_of(PACKED, len(pieces), part=part[starts], packed=pieces)


def unpacked(batches: Batches, kind: np.dtype[np.void]) -> Records:
    """All records of a partition."""
    pieces = [one.as_buffer() for batch in batches for one in batch.column("packed")]
    return np.frombuffer(b"".join(pieces), kind)
