"""The second look: conversations that are worth it read again, judged, and compared."""

from datetime import datetime

import numpy as np
import pyarrow as pa
from pyspark import Broadcast
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from lurewatch.flow import Options
from lurewatch.jobs.spark.conversations import COLUMN
from lurewatch.jobs.spark.first_look import looking_of
from lurewatch.jobs.spark.shared_rarity import SharedRarity
from lurewatch.jobs.spark.tables import LINKS, SECOND, Batches, Row, Step, batch_of, mapped, numbers
from lurewatch.linking.columns import value_of
from lurewatch.linking.comparing import Compared, compared, comparer_of
from lurewatch.linking.looked import Looked
from lurewatch.linking.near import Values
from lurewatch.linking.outline import Outline
from lurewatch.linking.tokens import Token, TokenKind
from lurewatch.model.campaign import TraitShared
from lurewatch.model.handle import Handle, Platform
from lurewatch.model.kind import Kind


def second_look(rows: DataFrame, conversations: DataFrame, wanted: DataFrame, options: Options) -> DataFrame:
    """A closer look (SECOND) at the conversations whose `mark` is wanted, each once."""
    places = conversations.select("mark", "file", "row").join(wanted, "mark")
    return mapped(rows.join(sql.broadcast(places), ["file", "row"]).select("mark", COLUMN), _looking(options), SECOND)


def _looking(options: Options) -> Step:
    def step(batches: Batches) -> Batches:
        looking = looking_of(options)
        for batch in batches:
            seen = [_row(looking.second(line)) for line in batch.column(COLUMN).to_pylist()]
            columns = {name: [one[name] for one in seen] for name in SECOND.names if name != "mark"}
            yield batch_of(SECOND, len(seen), mark=batch.column("mark"), **columns)

    return step


def _row(one: Looked) -> Row:
    values = sorted(one.values)
    return {
        "handles": [handle._asdict() for handle in one.outline.handles],
        "text": one.outline.text,
        "first": one.first.isoformat() if one.first else None,
        "values": [token._asdict() for token in values],
        "tokens": [value_of(token) for token in values],
        "evidence": one.evidence,
        "kind": one.kind,
        "pretext": sorted(one.pretext),
        "party": one.party,
    }


def looked_of(row: Row) -> Looked:
    """What a row of SECOND stands for; of the outline, only what comparing asks for is there."""
    handles = tuple(Handle(Platform(one["platform"]), one["value"], one["name"]) for one in row["handles"])
    first = datetime.fromisoformat(row["first"]) if row["first"] else None
    seen = Outline("", "", "", "", "", handles, row["text"], first=first)
    values = frozenset(Token(TokenKind(one["kind"]), one["value"]) for one in row["values"])
    return Looked(seen, values, row["evidence"], Kind(row["kind"]), frozenset(row["pretext"]), row["party"])


def links(pairs: DataFrame, second: DataFrame, known: SharedRarity, values: Broadcast[Values]) -> DataFrame:
    """What each pair has in common and how much that weighs (LINKS)."""
    joined = pairs.join(_side(second, "a"), "a").join(_side(second, "b"), "b").select("a", "b", "seen_a", "seen_b")
    return mapped(joined, _comparing(known, values), LINKS)


def _side(second: DataFrame, name: str) -> DataFrame:
    return second.select(sql.col("mark").alias(name), sql.struct(*second.columns).alias(f"seen_{name}"))


def _comparing(known: SharedRarity, values: Broadcast[Values]) -> Step:
    def step(batches: Batches) -> Batches:
        comparer = comparer_of(known.value, values.value)
        for batch in batches:
            a, b = (numbers(batch.column(name)).tolist() for name in ("a", "b"))
            seen = _seen(batch.column("seen_a"), a) | _seen(batch.column("seen_b"), b)
            found = compared(list(zip(a, b, strict=True)), seen, known.value, comparer)
            strong = [one.copies or one.decibans + comparer.prior > 0 for one in found]
            apart, copies = [one.apart for one in found], [one.copies for one in found]
            standing = [one.standing for one in found]
            traits = [[trait._asdict() for trait in one.traits] for one in found]
            yield batch_of(
                LINKS, len(a), a=a, b=b, strong=strong, apart=apart, copies=copies, standing=standing, traits=traits
            )

    return step


def _seen(column: pa.Array, marks: list[int]) -> dict[int, Looked]:
    """Those of a column by mark, each made once."""
    some, at = np.unique(np.array(marks, np.int64), return_index=True)
    return dict(zip(some.tolist(), map(looked_of, column.take(pa.array(at)).to_pylist()), strict=True))


def compared_of(row: Row, pair: tuple[int, int]) -> Compared:
    """What a row of LINKS stands for, under other numbers."""
    traits = tuple(TraitShared(**one) for one in row["traits"])
    return Compared(pair, traits, row["apart"], row["copies"], row["standing"])
