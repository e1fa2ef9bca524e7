"""What is counted over all partitions: how rare each word pair is, and each identifying value."""

import numpy as np
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from lurewatch.errors import UsageError
from lurewatch.jobs.spark.tables import numbers
from lurewatch.linking.near import Values
from lurewatch.linking.rarity import Rarity

_SHOWN = 3


def rarity_of(first: DataFrame, conversations: int) -> Rarity:
    """The counts of all partitions together; cells of one conversation alone stay empty, since they tell nothing."""
    cells = sql.explode(sql.arrays_zip("cells", "counts")).alias("one")
    summed = first.where("cells is not null").select(cells).groupBy(sql.col("one.cells").alias("cell"))
    found = summed.agg(sql.sum("one.counts").alias("count")).where("count >= 2").toArrow()
    rarity = Rarity()
    rarity.take(numbers(found["cell"]), numbers(found["count"]), conversations)
    return rarity


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
