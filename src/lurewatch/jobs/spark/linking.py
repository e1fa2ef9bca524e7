"""The order of linking's steps over partitions, as decision 0012 has it; what is few is put together here."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from lurewatch.flow import Options
from lurewatch.jobs.spark import pairing
from lurewatch.jobs.spark.components import components
from lurewatch.jobs.spark.counting import rarity_of, value_counts, values_of
from lurewatch.jobs.spark.second_look import compared_of, links, looked_of, second_look
from lurewatch.jobs.spark.shared_rarity import shared
from lurewatch.jobs.spark.tables import Row, numbers
from lurewatch.linking.columns import numbered
from lurewatch.linking.comparing import comparer_of
from lurewatch.linking.grouping import Grouping, Known
from lurewatch.linking.looked import Looked
from lurewatch.linking.near import large, runs
from lurewatch.linking.weights import shipped
from lurewatch.model.campaign import Campaign, Decided

Marks = NDArray[np.int64]


class Sides(NamedTuple):
    """What a linking has beside it: conversations as lines, what the first look made of them (FIRST), a folder."""

    spark: SparkSession
    rows: DataFrame
    first: DataFrame
    aside: Path


class Linking:
    """One linking."""

    def __init__(self, sides: Sides, options: Options) -> None:
        self._spark = spark = sides.spark
        self._rows = sides.rows
        first = sides.first
        self._conversations = first.where("id is not null")
        self._options = options
        rarity = rarity_of(first, self._conversations.count())
        self._prior = comparer_of(rarity).prior
        self._rarity = shared(spark, rarity, sides.aside)

    def campaigns(self, decided: Sequence[Decided]) -> list[Campaign]:
        """The campaigns, the same as `linking.linker` finds among the same conversations."""
        wishes = self._wished(decided)
        near = pairing.near_in_wording(self._conversations, self._rarity).persist()
        counts = value_counts(self._conversations).persist()
        sharing = pairing.sharing_values(self._conversations, counts)
        bulk = self._bulk(near)
        worth = near.where("worth").select("a", "b").union(sharing)
        apart = self._marks([mark for group, _ in bulk for mark in group.tolist()])
        for end in ("a", "b"):
            worth = worth.join(sql.broadcast(apart.withColumnRenamed("mark", end)), end, "left_anti")
        pairs = worth.select("a", "b").union(self._pairs(wishes)).distinct().persist()
        ends = pairs.select(sql.col("a").alias("mark")).union(pairs.select(sql.col("b").alias("mark"))).distinct()
        second = second_look(self._rows, self._conversations, ends, self._options).persist()
        values = self._spark.sparkContext.broadcast(values_of(second, counts))
        linked = links(pairs, second, self._rarity, values).persist()
        return self._grouped(linked, second, bulk, decided)

    def _grouped(
        self, linked: DataFrame, second: DataFrame, bulk: Sequence[tuple[Marks, str]], decided: Sequence[Decided]
    ) -> list[Campaign]:
        """The campaigns of what is linked: only links inside of what hangs together come here."""
        strong = linked.where("strong").select("a", "b").union(self._pairs(self._wished(decided))).toArrow()
        marks, labels = components(numbers(strong["a"]), numbers(strong["b"]))
        inside = self._inside(linked, marks, labels)
        mailings = [*self._mailings()]
        known = self._known(np.concatenate([marks, *(group for group, _ in bulk), *mailings]))
        at = _Places(known)
        members = second.drop("text").withColumn("text", sql.lit("")).join(sql.broadcast(self._marks(marks)), "mark")
        seen = {at.of(row["mark"]): looked_of(row) for row in _rows(members)}
        found = (compared_of(row, (at.of(row["a"]), at.of(row["b"]))) for row in _rows(inside))
        return Grouping(known, self._prior, shipped()).campaigns(
            found, seen, known.wishes(decided), [(at.all(group), why) for group, why in bulk], map(at.all, mailings)
        )

    def _inside(self, linked: DataFrame, marks: Marks, labels: Marks) -> DataFrame:
        for end in ("a", "b"):
            of_end = self._spark.createDataFrame(pa.table({end: marks, f"label_{end}": labels}))
            linked = linked.join(sql.broadcast(of_end), end)
        return linked.where("label_a = label_b")

    def _bulk(self, near: DataFrame) -> list[tuple[Marks, str]]:
        """The large groups of copies that are bulk, by marks, and why."""
        copies = near.where("copies").select("a", "b").toArrow()
        marks, labels = components(numbers(copies["a"]), numbers(copies["b"]))
        groups = [marks[group] for group in large(labels)]
        known = self._known(np.concatenate([np.zeros(0, np.int64), *groups]))
        at = _Places(known)

        def look(asked: Sequence[int]) -> Iterable[Looked]:
            wanted = self._marks([known.marks[number] for number in asked])
            found = second_look(self._rows, self._conversations, wanted, self._options)
            seen = {at.of(row["mark"]): looked_of(row) for row in _rows(found)}
            return (seen[number] for number in asked)

        found = Grouping(known, self._prior, shipped()).bulk([at.all(group) for group in groups], look)
        return [(np.array(known.marks, np.int64)[group], why) for group, why in found]

    def _mailings(self) -> Iterator[Marks]:
        found = pairing.mass_mailings(self._conversations, self._rarity).toArrow()
        things, marks = numbers(found["thing"]), numbers(found["mark"])
        order = np.argsort(things, kind="stable")
        return (marks[run] for run in runs(things[order], order))

    def _wished(self, decided: Sequence[Decided]) -> list[tuple[int, int]]:
        """The pairs that a person decided on, by marks; what is not there is passed over."""
        known = self._known(np.array([numbered(id_) for one in decided for id_ in one[:2]], np.int64))
        return [(known.marks[a], known.marks[b]) for a, b in known.wishes(decided)]

    def _known(self, marks: Marks) -> Known:
        """What campaigns say of conversations, for those of these marks."""
        wanted = sql.broadcast(self._marks(np.unique(marks)))
        found = self._conversations.select("mark", "id", "person").join(wanted, "mark").toArrow().sort_by("mark")
        return Known(found["id"].to_pylist(), numbers(found["person"]), numbers(found["mark"]).tolist())

    def _marks(self, marks: Marks | Sequence[int]) -> DataFrame:
        return self._spark.createDataFrame(pa.table({"mark": pa.array(marks, pa.int64())}))

    def _pairs(self, pairs: Sequence[tuple[int, int]]) -> DataFrame:
        columns = {name: pa.array([pair[side] for pair in pairs], pa.int64()) for side, name in enumerate("ab")}
        return self._spark.createDataFrame(pa.table(columns))


class _Places:
    """Where the conversations of these marks stand among those known."""

    def __init__(self, known: Known) -> None:
        self._marks = np.array(known.marks, np.int64)

    def of(self, mark: int) -> int:
        """One conversation's number."""
        return int(np.searchsorted(self._marks, mark))

    def all(self, marks: Marks) -> Marks:
        """The numbers of several."""
        found: Marks = np.searchsorted(self._marks, marks)
        return found


def _rows(frame: DataFrame) -> Iterator[Row]:
    for batch in frame.toArrow().to_batches():
        yield from batch.to_pylist()
