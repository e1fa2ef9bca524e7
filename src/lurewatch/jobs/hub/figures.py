"""The door of this job: what organisations handed over in, a folder with their figures out."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from lurewatch.desk.figures import Told
from lurewatch.errors import NothingReadable
from lurewatch.jobs.hub import embedded
from lurewatch.jobs.hub.counting import Bad, Counts, Wanted, as_json, figures_of
from lurewatch.jobs.hub.gathered import Gathered
from lurewatch.jobs.hub.handed import fault_of, files_at, gap_of, rows_in
from lurewatch.jobs.hub.row import checked_ways
from lurewatch.jobs.spark.campaigns import FAILED, refuse_existing, write

EMBEDDED = "embedded"


def figures(source: Path, out: Path, where: tuple[str, str], wanted: Wanted) -> Told:
    """Counts what `source` holds (a Parquet file, or a folder of them) and writes the new folder `out`, whole or not.

    `where` is Spark's master and the memory of its JVM here, or "embedded" in place of a master. Raises
    NothingReadable, UsageError and ServiceGone.
    """
    refuse_existing(out)
    checked_ways(wanted.ways)
    counts = _counts(files_at(source), where, wanted)
    if not counts.sums.conversations + counts.sums.outside + counts.sums.undated + counts.sums.future:
        raise NothingReadable(f"{source}: no row is a conversation of a hub; docs/how-to/hub-figures.md shows the form")
    found = figures_of(counts, wanted)
    write(out, counts.campaigns, _table(counts.failed), {"figures.json": as_json(found, counts.gathered)})
    return Told(found, _said(counts), counts.gathered.gaps())


def _counts(files: Sequence[Path], where: tuple[str, str], wanted: Wanted) -> Counts:
    if where[0] == EMBEDDED:
        return _embedded(files, wanted)
    from lurewatch.jobs.spark.counting_all import counted  # noqa: PLC0415  Spark is loaded to run on it alone

    return counted(files, wanted, where)


def _embedded(files: Sequence[Path], wanted: Wanted) -> Counts:
    faults = {path: fault for path in files if (fault := fault_of(path))}
    readable = [path for path in files if path not in faults]
    begun = Gathered(len(files), tuple(gap_of(path, fault) for path, fault in faults.items()))
    return embedded.counted(lambda: (row for path in readable for row in rows_in(path)), wanted, begun)


def _table(failed: Sequence[Bad]) -> pa.Table:
    return pa.Table.from_pylist([one._asdict() for one in failed], FAILED)


def _said(counts: Counts) -> str:
    one = counts.gathered
    return f"Of {one.organisations:,} organisations, in {one.files:,} files with {one.rows:,} rows."
