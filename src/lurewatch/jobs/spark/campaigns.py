"""Campaigns and failures as Parquet: a folder that is there whole, or not at all."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lurewatch.errors import UsageError
from lurewatch.model.campaign import Campaign
from lurewatch.model.encode import campaign_as_json

TRAITS = pa.list_(pa.struct([("trait", pa.string()), ("decibans", pa.float64()), ("detail", pa.string())]))
_LINK = pa.struct(
    [("a", pa.string()), ("b", pa.string()), ("decibans", pa.float64()), ("traits", TRAITS), ("apart", pa.bool_()),
     ("bound", pa.string())]
)  # fmt: skip
CAMPAIGNS = pa.schema(
    [("campaign", pa.string()), ("bulk", pa.bool_()), ("conversations", pa.list_(pa.string())), ("people", pa.int64()),
     ("links", pa.list_(_LINK)), ("prior_decibans", pa.float64()), ("reason", pa.string())]
)  # fmt: skip
FAILED = pa.schema([("file", pa.string()), ("row", pa.int64()), ("error", pa.string())])
_AT_ONCE = 1_000
_NONE: Mapping[str, str] = {}


def refuse_existing(out: Path) -> None:
    """Raises UsageError where something is already there, or nothing could be put."""
    if out.exists():
        raise UsageError(f"{out}: is already there; name a folder that is not, or remove it")
    if not out.parent.is_dir():
        raise UsageError(f"{out}: {out.parent} is no folder; make it first")


def write(out: Path, campaigns: Sequence[Campaign], failed: pa.Table, texts: Mapping[str, str] = _NONE) -> None:
    """Writes `campaigns.parquet`, one a row as `lurewatch link` tells it, and `failed.parquet` into a new folder.

    `texts` are further files of it, by name. Raises UsageError where it cannot; then nothing is left.
    """
    try:
        _write_whole(out, campaigns, failed, texts)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror or 'disk full?'}); nothing was left") from error


def _write_whole(out: Path, campaigns: Sequence[Campaign], failed: pa.Table, texts: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as beside:
        whole = Path(beside) / "whole"
        whole.mkdir()
        _write(whole / "campaigns.parquet", campaigns)
        pq.write_table(failed.cast(FAILED), whole / "failed.parquet")
        for name, text in texts.items():
            (whole / name).write_text(text, encoding="utf-8")
        refuse_existing(out)
        whole.rename(out)


def _write(path: Path, campaigns: Sequence[Campaign]) -> None:
    with pq.ParquetWriter(path, CAMPAIGNS) as writer:
        for some in _slices(campaigns):
            writer.write_table(pa.Table.from_pylist([campaign_as_json(one) for one in some], CAMPAIGNS))


def _slices(campaigns: Sequence[Campaign]) -> Iterable[Sequence[Campaign]]:
    return (campaigns[at : at + _AT_ONCE] for at in range(0, len(campaigns), _AT_ONCE))
