"""Pairs of conversations that are worth a closer look: those that share rare wording, or a value that few have."""

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from lurewatch.jobs.spark.shared_rarity import SharedRarity
from lurewatch.jobs.spark.tables import (
    NEAR,
    PAIRS,
    SHARING,
    THINGS,
    Batches,
    Step,
    batch_of,
    mapped,
    numbers,
    wordings,
)
from lurewatch.linking.candidates import pairs
from lurewatch.linking.comparing import comparer_of, could_link
from lurewatch.linking.near import LEAST, NAME, could_matter, is_copy, is_telling, mostly_common, sharing
from lurewatch.linking.rarity import COMMON
from lurewatch.linking.wording import shared_wording
from lurewatch.text.shingles import distinct


def near_in_wording(conversations: DataFrame, known: SharedRarity) -> DataFrame:
    """The pairs of different people of ours that share rare wording (NEAR)."""
    things = mapped(conversations.select("mark", "wording"), _rare(known), THINGS)
    parts = mapped(things.repartition("thing"), _sharing_wording(known), SHARING)
    summed = parts.groupBy("a", "b").agg(sql.sum("bits").alias("bits"), sql.sum("shared").alias("shared"))
    heavy = summed.where((sql.col("bits") >= LEAST[0]) & (sql.col("shared") >= LEAST[1])).select("a", "b")
    found = heavy.join(_side(conversations, "a"), "a").join(_side(conversations, "b"), "b")
    apart = found.where("person_a != person_b").select("a", "b", "wording_a", "wording_b")
    return mapped(apart, _compared(known), NEAR)


def _side(conversations: DataFrame, name: str) -> DataFrame:
    columns = (sql.col(column).alias(f"{column}_{name}") for column in ("person", "wording"))
    return conversations.select(sql.col("mark").alias(name), *columns)


def _rare(known: SharedRarity) -> Step:
    """Word pairs that some but not many conversations have, and who has them; what many have goes no further."""

    def step(batches: Batches) -> Batches:
        for batch in batches:
            once, documents = distinct(wordings(batch.column("wording")))
            few = is_telling(known.value.here(once))
            marks = numbers(batch.column("mark"))[documents[few]]
            yield batch_of(THINGS, len(marks), thing=once[few].view(np.int32), mark=marks)

    return step


def _sharing_wording(known: SharedRarity) -> Step:
    """For a partition that has all conversations of each of its things: what each two share of these."""

    def step(batches: Batches) -> Batches:
        held = pa.Table.from_batches(list(batches), THINGS)
        marks, documents = np.unique(numbers(held["mark"]), return_inverse=True)
        things = held["thing"].to_numpy().view(np.uint32)
        found = pairs(things, documents.astype(np.uint32), known.value.bits, (0, 0))
        yield batch_of(SHARING, len(found.a), a=marks[found.a], b=marks[found.b], bits=found.bits, shared=found.shared)

    return step


def _compared(known: SharedRarity) -> Step:
    def step(batches: Batches) -> Batches:
        rarity = known.value
        for batch in batches:
            size = batch.num_rows
            found = wordings(batch.column("wording_a"), batch.column("wording_b"))
            bits = rarity.bits(found.hashes).astype(np.uint8)
            wording = shared_wording(np.arange(size), np.arange(size, 2 * size), found, bits, rarity.rare)
            worth = could_link(wording, comparer_of(rarity))
            a, b = batch.column("a"), batch.column("b")
            yield batch_of(NEAR, size, a=a, b=b, copies=is_copy(wording), worth=worth)

    return step


def mass_mailings(conversations: DataFrame, known: SharedRarity) -> DataFrame:
    """Who has got one of the mailings that are too large to be compared in pairs, and which (THINGS)."""
    mailed = mapped(conversations.select("mark", "wording"), _mailed(known), THINGS)
    large = mailed.groupBy("thing").agg(sql.count("*").alias("count")).where(sql.col("count") > COMMON).select("thing")
    return mailed.join(sql.broadcast(large), "thing").select("thing", "mark")


def _mailed(known: SharedRarity) -> Step:
    def step(batches: Batches) -> Batches:
        for batch in batches:
            documents, things = mostly_common(*distinct(wordings(batch.column("wording"))), known.value)
            marks = numbers(batch.column("mark"))[documents]
            yield batch_of(THINGS, len(marks), thing=things.view(np.int32), mark=marks)

    return step


def sharing_values(conversations: DataFrame, counts: DataFrame) -> DataFrame:
    """The pairs of different people of ours that share a value which few have (PAIRS); many a pair more than once."""
    one = sql.explode(sql.arrays_zip("tokens", "kinds")).alias("one")
    tokens = conversations.select("mark", "person", "party", "hint", one)
    named = tokens.where(sql.col("one.kinds") != NAME).select(*tokens.columns[:4], sql.col("one.tokens").alias("token"))
    heavy = counts.where(sql.col("count") > COMMON).select("token")
    few = named.join(sql.broadcast(heavy), "token", "left_anti")
    return mapped(few.repartition("token"), _sharing_values, PAIRS)


def _sharing_values(batches: Batches) -> Batches:
    """For a partition that has all conversations of each of its values."""
    given = list(batches)
    if not given:
        return
    held = pa.Table.from_batches(given)
    _, things = np.unique(numbers(held["token"]), return_inverse=True)
    marks, place, documents = np.unique(numbers(held["mark"]), return_index=True, return_inverse=True)
    found = sharing(things, documents)
    people, parties = (numbers(held[name])[place] for name in ("person", "party"))
    matter = could_matter(found.a, found.b, people, parties, held["hint"].to_numpy()[place])
    yield batch_of(PAIRS, int(matter.sum()), a=marks[found.a[matter]], b=marks[found.b[matter]])
