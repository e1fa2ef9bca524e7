"""The figures of many organisations on Spark, beside those of one process."""

import json
from pathlib import Path

import pytest
from tests.jobs.hub.handed_over import WANTED, counted, line, nation, put
from tests.jobs.spark.made import read
from tests.jobs.spark.ran import Ran, hub

pytestmark = pytest.mark.service


def on_spark(source: Path, out: Path) -> Ran:
    """The command, run on two cores of this machine."""
    ways = [part for way in WANTED.ways for part in ("--seen-by", way)]
    return hub("figures", str(source), "--out", str(out), "--master", "local[2]", "--memory", "1g", *ways)


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a small nation hands over, some of it broken, counted by one process and on Spark."""
    found = nation(tmp_path_factory.mktemp("nation") / "in {a,b} [c]*")
    counted(found)
    assert on_spark(found, found.parent / "out-spark").code == 0
    return found


def test_the_same_figures(handed: Path) -> None:
    """Both write the same figures to the byte, what they rest on included, and of everything there is something."""
    embedded, spark = ((handed.parent / f"out-{engine}").joinpath for engine in ("embedded", "spark"))
    assert spark("figures.json").read_bytes() == embedded("figures.json").read_bytes()
    assert read(spark("campaigns.parquet")) == read(embedded("campaigns.parquet"))
    assert spark("failed.parquet").read_bytes() == embedded("failed.parquet").read_bytes()


def test_what_they_tell(handed: Path) -> None:
    """The nation has approaches and campaigns, repetitions, clocks in the future, rows that fail, and a broken file."""
    found = json.loads((handed.parent / "out-spark" / "figures.json").read_text(encoding="utf-8"))
    told = found["gathered"]
    assert [one["where"] for one in told["unreadable"]] == ["org00003.parquet"]
    assert (told["failed"], told["clashing"]) == (3, 1)
    assert told["repeated"] > 0 < told["repeating"]
    assert found["future"] > 0
    assert found["unseen"]["approaches"]["refused"] == ""


def test_no_file_that_can_be_read(tmp_path: Path) -> None:
    """It is said which the first was, and nothing is written."""
    whole = put(tmp_path / "a.parquet", [line("a", 1)]).read_bytes()
    (tmp_path / "a.parquet").write_bytes(whole[:-9])
    done = on_spark(tmp_path, tmp_path / "out")
    assert done.code == 2
    assert "none of 1 files can be read; the first: a.parquet" in done.said
    assert not (tmp_path / "out").exists()
