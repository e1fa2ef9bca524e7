"""What organisations hand over: files of Parquet, each read to its end before anything of it is counted."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lurewatch.errors import NothingReadable
from lurewatch.jobs.hub.row import Row
from lurewatch.model.gap import Gap

LINE, WAYS = "conversation", "seen_by"
_HIDDEN = (".", "_")  # Spark passes such files by
_LARGEST = 2 << 30  # bytes of one row group: a partition of a worker's memory
_AT_ONCE = 4_000


def files_at(source: Path) -> Sequence[Path]:
    """The Parquet files of a folder, or the one that is named; raises NothingReadable where there is none."""
    found = sorted(source.glob("*.parquet")) if source.is_dir() else [source]
    found = [path.resolve() for path in found if not path.name.startswith(_HIDDEN)]
    if not found:
        raise NothingReadable(f"{source}: no file *.parquet; name a file or a folder with Parquet files")
    return found


def fault_of(path: Path) -> str:
    """What is wrong with a file, having read all of it; empty where nothing is."""
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            if wrong := _wrong_in(file):
                return wrong
            for _ in file.iter_batches(_AT_ONCE, columns=_columns(file)):
                pass
    except OSError as error:
        return f"cannot be read ({os.strerror(error.errno)})" if error.errno else "damaged; have it sent again"
    except pa.ArrowException:
        return "no Parquet file, or a damaged one; have it sent again"
    return ""


def gap_of(path: Path, fault: str) -> Gap:
    """A file that cannot be read, as it is told."""
    return Gap("a file", path.name, fault)


def rows_in(path: Path) -> Iterator[Row]:
    """The rows of a file without fault, in order."""
    number = 0
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_AT_ONCE, columns=_columns(file)):
            ways = batch.column(WAYS).to_pylist() if WAYS in batch.schema.names else [None] * batch.num_rows
            for line, seen_by in zip(batch.column(LINE).cast(pa.binary()).to_pylist(), ways, strict=True):
                yield Row(path.name, number, line or b"", seen_by or ())
                number += 1


def _columns(file: pq.ParquetFile) -> list[str]:
    return [name for name in (LINE, WAYS) if name in file.schema_arrow.names]


def _wrong_in(file: pq.ParquetFile) -> str:
    schema = file.schema_arrow
    if LINE not in schema.names:
        return f"no column {LINE}; docs/how-to/hub-figures.md shows the form"
    kind = schema.field(LINE).type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind)):
        return f"column {LINE} is {kind}; it must be string or binary"
    if WAYS in schema.names and not _is_texts(schema.field(WAYS).type):
        return f"column {WAYS} is {schema.field(WAYS).type}; it must be a list of strings"
    groups = (file.metadata.row_group(at).total_byte_size for at in range(file.metadata.num_row_groups))
    return "a row group of more than 2 GiB; write smaller ones" if max(groups, default=0) > _LARGEST else ""


def _is_texts(kind: pa.DataType) -> bool:
    is_list = pa.types.is_list(kind) or pa.types.is_large_list(kind)
    return bool(is_list and (pa.types.is_string(kind.value_type) or pa.types.is_large_string(kind.value_type)))
