"""The first look at a partition: each conversation as numbers, what is counted over them, and lines that are none."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import numpy as np
import pyarrow as pa

from lurewatch.errors import LineError
from lurewatch.flow import Looking, Options
from lurewatch.jobs.spark.conversations import COLUMN
from lurewatch.jobs.spark.tables import FIRST, Batches, Step, batch_of, lists
from lurewatch.linking.columns import Columns
from lurewatch.linking.hint import Hint
from lurewatch.linking.rarity import SLICE, SLICES, Rarity

_CELLS_A_ROW = 1 << 12  # four thousand rows go from Spark to us at once


def first_look(options: Options) -> Step:
    """The step for conversations as lines; of its rows, those of what was counted come last."""

    def step(batches: Batches) -> Batches:
        looking = looking_of(options)
        rarity, hint = Rarity(), Hint(looking.words)
        for batch in batches:
            yield from _looked_at(batch, looking, Columns(rarity, hint))
        yield from _counted(rarity)

    return step


@cache
def looking_of(options: Options) -> Looking:
    """What looks at lines: rules and weights are loaded once for each process."""
    return Looking(options)


def _looked_at(batch: pa.RecordBatch, looking: Looking, columns: Columns) -> Iterator[pa.RecordBatch]:
    ids, good, bad, errors = [], [], [], []
    places = zip(batch.column("file").to_pylist(), batch.column("row").to_pylist(), strict=True)
    for at, ((file, row), line) in enumerate(zip(places, batch.column(COLUMN).to_pylist(), strict=True)):
        try:
            one = looking.first(line or b"", row + 1, file)
        except LineError as error:
            bad.append(at)
            errors.append(str(error))
        else:
            columns.add(one)
            ids.append(one.id)
            good.append(at)
    if ids:
        yield _kept(columns, ids, batch.take(pa.array(good)))
    if bad:
        some = batch.take(pa.array(bad))
        yield batch_of(FIRST, len(bad), file=some.column("file"), row=some.column("row"), error=errors)


def _kept(columns: Columns, ids: list[str], batch: pa.RecordBatch) -> pa.RecordBatch:
    wording = columns.wordings()
    tokens, documents, kinds = columns.values()
    ends = np.searchsorted(documents, np.arange(len(ids) + 1))
    return batch_of(
        FIRST,
        len(ids),
        file=batch.column("file"),
        row=batch.column("row"),
        id=ids,
        mark=np.array(columns.marks, np.int64),
        person=np.array(columns.people, np.int64),
        party=np.array(columns.parties, np.int64),
        hint=columns.hints(),
        wording=lists(wording.hashes.view(np.int32), wording.ends),
        tokens=lists(tokens.astype(np.int64), ends),
        kinds=lists(kinds.astype(np.int32), ends),
    )


def _counted(rarity: Rarity) -> Iterator[pa.RecordBatch]:
    """What was counted, as rows of many cells each, those of a row from one slice."""
    cells, counts = (column.astype(np.int32) for column in rarity.cells())
    bounds = np.searchsorted(cells, np.arange(SLICES + 1, dtype=np.int64) * SLICE)
    for start, end in pairwise(bounds.tolist()):
        for at in range(start, end, _CELLS_A_ROW):
            one = slice(at, min(at + _CELLS_A_ROW, end))
            ends = np.array([0, len(cells[one])], np.int64)
            yield batch_of(FIRST, 1, cells=lists(cells[one], ends), counts=lists(counts[one], ends))
