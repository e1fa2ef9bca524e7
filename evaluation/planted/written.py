"""Writes material to measure linking with: `python -m evaluation.planted.written FILE [ORDINARY [CAMPAIGNS ...]]`."""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from evaluation.planted.material import Amounts, records

_GROUP = 10_000


def write(path: Path, amounts: Amounts) -> None:
    """JSON Lines as `lurewatch link` reads them; Parquet, for `lurewatch hub link`, where the name ends so."""
    lines = (record.line for record in records(amounts))
    if path.suffix == ".parquet":
        _write_parquet(path, lines)
    else:
        with path.open("wb") as out:
            out.writelines(lines)


def _write_parquet(path: Path, lines: Iterator[bytes]) -> None:
    import pyarrow as pa  # noqa: PLC0415  installed with the extra `spark` alone
    from pyarrow.parquet import ParquetWriter  # noqa: PLC0415

    schema = pa.schema([("conversation", pa.binary())])
    with ParquetWriter(path, schema) as out:
        while group := list(islice(lines, _GROUP)):
            out.write_table(pa.table([pa.array(group, pa.binary())], schema))


def main(arguments: list[str]) -> int:
    """The numbers after the file are those of `python -m evaluation.planted`, in its order."""
    given = [int(one) for one in arguments[1:]]
    ordinary, campaigns, templates, seed = (*given, *(10_000, 3, 20, 1)[len(given) :])
    write(Path(arguments[0]), Amounts(ordinary, campaigns, templates, seed=seed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
