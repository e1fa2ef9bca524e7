"""What is counted over all partitions: how rare each word pair is, and each identifying value."""

import numpy as np
from numpy.typing import NDArray
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from lurewatch.errors import UsageError
from lurewatch.jobs.spark.tables import CELLS, Batches, batch_of, lists, mapped, numbers
from lurewatch.linking.near import Values
from lurewatch.linking.rarity import SLICE, Rarity

_SHOWN = 3


def rarity_of(first: DataFrame, conversations: int) -> Rarity:
    """The counts of all partitions together; cells of one conversation alone stay empty, since they tell nothing."""
    at = sql.floor(sql.element_at("cells", 1) / SLICE).alias("slice")
    counted = first.where("cells is not null").select(at, "cells", "counts").repartition("slice")
    rarity = Rarity()
    rarity.conversations = conversations
    for batch in mapped(counted, _together, CELLS).toArrow().to_batches():
        rarity.take(numbers(batch.column("cells").flatten()), numbers(batch.column("counts").flatten()), 0)
    return rarity


def _together(batches: Batches) -> Batches:
    """For a partition that has all counts of each of its slices: their sums."""
    slices: dict[int, NDArray[np.int64]] = {}
    for batch in batches:
        columns = (batch.column(name) for name in ("slice", "cells", "counts"))
        for at, cells, counts in zip(*columns, strict=True):
            sums = slices.setdefault(at.as_py(), np.zeros(SLICE, np.int64))
            sums[numbers(cells.values) - at.as_py() * SLICE] += numbers(counts.values)
    for at, sums in slices.items():
        cells = np.flatnonzero(sums >= 2)
        ends = np.array([0, len(cells)], np.int64)
        telling = lists((cells + at * SLICE).astype(np.int32), ends)
        yield batch_of(CELLS, 1, cells=telling, counts=lists(sums[cells].astype(np.int32), ends))


def value_counts(conversations: DataFrame) -> DataFrame:
    """How many conversations have each value, of those that two or more have: columns `token` and `count`."""
    tokens = conversations.select(sql.explode("tokens").alias("token"))
    return tokens.groupBy("token").agg(sql.count("*").alias("count")).where("count >= 2")


def values_of(second: DataFrame, counts: DataFrame) -> Values:
    """The counts of the values that those have which were looked at closely."""
    wanted = second.select(sql.explode("tokens").alias("token")).distinct()
    found = wanted.join(counts, "token").toArrow()
    values = numbers(found["token"]).astype(np.uint64)
    order = np.argsort(values)
    return Values(values[order], numbers(found["count"])[order])


def refuse_twice(conversations: DataFrame) -> None:
    """Raises UsageError where an id stands more than once: a campaign names its conversations by their ids."""
    twice = (
        conversations.groupBy("mark").agg(sql.count("*").alias("count"), sql.min("id").alias("id")).where("count > 1")
    )
    if found := twice.limit(_SHOWN).toArrow()["id"].to_pylist():
        shown = ", ".join(ascii(one[:40]) for one in sorted(found))
        raise UsageError(f"ids stand more than once, such as {shown}; put the organisation before each")
