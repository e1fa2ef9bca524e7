"""Pairs of conversations that are worth a closer look: those that share rare wording, or a value that few have."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from lurewatch.jobs.spark.packing import POSTING, SHARED, Records, mixed, packed, parts_of, records, unpacked
from lurewatch.jobs.spark.shared_rarity import SharedRarity
from lurewatch.jobs.spark.tables import (
    NEAR,
    PACKED,
    PAIRS,
    THINGS,
    Batches,
    Step,
    batch_of,
    mapped,
    numbers,
    wordings,
)
from lurewatch.linking.candidates import Numbers, pairs
from lurewatch.linking.comparing import comparer_of, could_link
from lurewatch.linking.near import LEAST, NAME, could_matter, is_copy, is_telling, mostly_common, sharing
from lurewatch.linking.rarity import COMMON
from lurewatch.linking.wording import shared_wording
from lurewatch.text.shingles import distinct


def near_in_wording(conversations: DataFrame, known: SharedRarity) -> DataFrame:
    """The pairs of different people of ours that share rare wording (NEAR)."""
    parts = parts_of(conversations)
    things = mapped(conversations.select("mark", "wording"), _rare(known, parts), PACKED)
    shared = mapped(things.repartition("part"), _sharing_wording(known, parts), PACKED)
    heavy = mapped(shared.repartition("part"), _heavy, PAIRS)
    found = heavy.join(_side(conversations, "a"), "a").join(_side(conversations, "b"), "b")
    apart = found.where("person_a != person_b").select("a", "b", "wording_a", "wording_b")
    return mapped(apart, _compared(known), NEAR)


def _side(conversations: DataFrame, name: str) -> DataFrame:
    columns = (sql.col(column).alias(f"{column}_{name}") for column in ("person", "wording"))
    return conversations.select(sql.col("mark").alias(name), *columns)


def _rare(known: SharedRarity, parts: int) -> Step:
    """Word pairs that some but not many conversations have, and who has them; what many have goes no further."""

    def step(batches: Batches) -> Batches:
        for batch in batches:
            once, documents = distinct(wordings(batch.column("wording")))
            few = is_telling(known.value.here(once))
            marks = numbers(batch.column("mark"))[documents[few]]
            yield from packed(records(POSTING, thing=once[few], mark=marks), once[few], parts)

    return step


def _sharing_wording(known: SharedRarity, parts: int) -> Step:
    """For a partition that has all conversations of each of its things: what each two share of these."""

    def step(batches: Batches) -> Batches:
        held = unpacked(batches, POSTING)
        marks, documents = np.unique(held["mark"], return_inverse=True)
        found = pairs(held["thing"], documents.astype(np.uint32), known.value.bits, (0, 0))
        a, b = marks[found.a], marks[found.b]
        yield from packed(records(SHARED, a=a, b=b, bits=found.bits, shared=found.shared), a, parts)

    return step


def _heavy(batches: Batches) -> Batches:
    """For a partition that has all that was found of each of its pairs: those that share enough."""
    held = unpacked(batches, SHARED)
    held = held[_may_share(held)]
    held = held[np.lexsort((held["b"], held["a"]))]
    new = (held["a"][1:] != held["a"][:-1]) | (held["b"][1:] != held["b"][:-1])
    starts = np.flatnonzero(np.concatenate(([True], new))) if len(held) else np.zeros(0, np.int64)
    bits, shared = (_summed(held[name].astype(np.int64), starts) for name in ("bits", "shared"))
    enough = starts[(bits >= LEAST[0]) & (shared >= LEAST[1])]
    yield batch_of(PAIRS, len(enough), a=held["a"][enough], b=held["b"][enough])


def _summed(values: Numbers, starts: Numbers) -> Numbers:
    return np.add.reduceat(values, starts) if len(starts) else values


def _may_share(held: Records) -> NDArray[np.bool_]:
    """All that may be of a pair which shares enough, and some others: most share one thing, and need no sorting."""
    cells = len(held).bit_length() + 2
    keys = mixed(held["a"]) + held["b"].astype(np.uint64)
    cell = (mixed(keys) >> np.uint64(64 - cells)).astype(np.int64)
    enough: NDArray[np.bool_] = (np.bincount(cell, held["shared"], 1) >= LEAST[1])[cell]
    return enough


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
