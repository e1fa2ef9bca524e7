"""Rows that tell of one conversation, or that stand under one id: which of them counts."""

from typing import NamedTuple

from pyspark.sql import DataFrame
from pyspark.sql import functions as sql


class Settled(NamedTuple):
    """The conversations that count, each once with all its ways of seeing; `repeated` and `clashing` rows beside."""

    kept: DataFrame
    repeated: DataFrame
    clashing: DataFrame


def settled(good: DataFrame) -> Settled:
    """What rows (JUDGED, without errors) tell, as `jobs.hub.embedded` settles it: by messages, file and row."""
    order = sql.struct((-sql.col("messages")).alias("less"), "file", "row")
    together = good.groupBy("same").agg(
        sql.count("*").alias("count"), sql.min(order).alias("first"), sql.bit_or("ways").alias("all_ways")
    )
    again = together.where("count > 1").select("same", "first", "all_ways")
    marked = good.join(again, "same", "left")
    one = marked.where("first is null or (first.file = file and first.row = row)")
    one = one.withColumn("ways", sql.coalesce("all_ways", "ways")).drop("first", "all_ways").persist()
    twice = one.groupBy("mark").agg(sql.count("*").alias("count"), sql.min(sql.struct("file", "row")).alias("first"))
    clashes = one.join(twice.where("count > 1").select("mark", "first"), "mark", "left")
    is_first = "first is null or (first.file = file and first.row = row)"
    return Settled(
        clashes.where(is_first).drop("first"),
        marked.where("first is not null and not (first.file = file and first.row = row)").select(*good.columns),
        clashes.where(f"not ({is_first})").select("file", "row"),
    )
