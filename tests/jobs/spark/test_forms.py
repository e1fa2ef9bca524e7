"""What is refused before Spark starts, and what is written when it has ended."""

from pathlib import Path

import pytest
from tests.jobs.spark.made import write

from lurewatch.errors import LurewatchError
from lurewatch.flow import Options

pytestmark = pytest.mark.service
LINE = b'{"id": "c1", "messages": [{"from": "contact", "text": "hello"}]}'


def refused(source: Path, out: Path) -> str:
    """Why a request is refused; nothing may be there afterwards that was not before."""
    from lurewatch.jobs.spark.link import link  # noqa: PLC0415  Spark is there in the tests marked alone

    before = set(out.parent.iterdir())
    with pytest.raises(LurewatchError) as caught:
        link(source, out, ("no such master", "1g"), Options(), print)
    assert set(out.parent.iterdir()) == before
    return str(caught.value)


def test_no_file(tmp_path: Path) -> None:
    """A path where nothing is, and a folder without Parquet, are named."""
    assert "absent.parquet: cannot be read (No such file or directory)" in refused(
        tmp_path / "absent.parquet", tmp_path / "out"
    )
    assert "no file *.parquet" in refused(tmp_path, tmp_path / "out")


@pytest.mark.parametrize("damage", [b"", b"{}", b"PAR1", b"PAR1" + bytes(100) + b"PAR1"])
def test_what_is_no_parquet(tmp_path: Path, damage: bytes) -> None:
    """Bytes that are none are refused by the name of their file."""
    path = tmp_path / "in.parquet"
    path.write_bytes(damage)
    assert refused(path, tmp_path / "out") == f"{path}: no Parquet file, or a damaged one; write it again"


def test_one_damaged_among_good_ones(tmp_path: Path) -> None:
    """A file that was cut off is found among others before anything is linked."""
    whole = write(tmp_path / "a.parquet", [LINE]).read_bytes()
    (tmp_path / "b.parquet").write_bytes(whole[:-20])
    assert "b.parquet: no Parquet file" in refused(tmp_path, tmp_path / "out")


def test_another_column(tmp_path: Path) -> None:
    """A file without the column is told which one it needs."""
    path = write(tmp_path / "in.parquet", [LINE], "text")
    assert refused(path, tmp_path / "out") == f"{path}: no column conversation; docs/how-to/spark.md shows the form"


def test_a_column_of_numbers(tmp_path: Path) -> None:
    """A column of the wrong type is told what it is and what it must be."""
    import pyarrow as pa  # noqa: PLC0415

    path = write(tmp_path / "in.parquet", [1, 2], kind=pa.int32())  # type: ignore[list-item]
    assert "column conversation is int32; it must be string or binary" in refused(path, tmp_path / "out")


def test_an_outcome_that_is_there_already(tmp_path: Path) -> None:
    """What is already there is never written over."""
    (tmp_path / "out").mkdir()
    assert "is already there" in refused(write(tmp_path / "in.parquet", [LINE]), tmp_path / "out")
