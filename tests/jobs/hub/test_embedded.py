"""The figures of organisations in one process; these tests need pyarrow, which comes with Spark."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from tests.jobs.hub.handed_over import counted, line, put

from lurewatch.errors import NothingReadable, UsageError
from lurewatch.figures.tally import READ, REPORTED
from lurewatch.jobs.hub.counting import Wanted
from lurewatch.jobs.hub.figures import figures

pytestmark = pytest.mark.service
TWO = Wanted(ways=(REPORTED, READ))


def gathered(found: Mapping[str, object]) -> dict[str, object]:
    """What figures rest on."""
    return cast("dict[str, object]", found["gathered"])


def value(found: Mapping[str, object], name: str) -> float:
    """One of the figures, by its name."""
    ones = cast("list[dict[str, float | str]]", found["figures"])
    return cast("float", next(one["value"] for one in ones if one["name"] == name))


def test_an_organisation_that_reports_twice(tmp_path: Path) -> None:
    """Rows of one conversation count once, with the ways of all of them, and how often is told."""
    rows = [line("lab", 1), line("lab", 2), line("lab", 3, contact="other@advisory.example")]
    found = counted(put(tmp_path / "lab.parquet", rows, [[REPORTED], [READ, REPORTED], [READ]]), TWO)
    assert (value(found, "approaches"), value(found, "reported"), found["conversations"]) == (2, 1, 2)
    assert {key: gathered(found)[key] for key in ("rows", "repeated", "repeating")} == {
        "rows": 3,
        "repeated": 1,
        "repeating": 1,
    }


def test_two_conversations_under_one_id(tmp_path: Path) -> None:
    """The first counts; the other is left out and named with its row."""
    rows = [line("lab", 1), line("lab", 1, contact="other@advisory.example")]
    found = counted(put(tmp_path / "lab.parquet", rows), TWO)
    assert (found["conversations"], gathered(found)["clashing"]) == (1, 1)


def test_the_same_conversation_of_two_organisations(tmp_path: Path) -> None:
    """It counts for each of them: one contact wrote to people of both."""
    (tmp_path / "in").mkdir()
    put(tmp_path / "in" / "a.parquet", [line("a", 1)])
    put(tmp_path / "in" / "b.parquet", [line("b", 1)])
    found = counted(tmp_path / "in", TWO)
    assert (value(found, "approaches"), value(found, "people approached"), value(found, "personas")) == (2, 2, 1)
    assert (value(found, "organisations"), value(found, "campaigns")) == (2, 1)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """It costs itself: the rest is counted, and the figures name it."""
    (tmp_path / "in").mkdir()
    whole = put(tmp_path / "in" / "a.parquet", [line("a", 1)]).read_bytes()
    (tmp_path / "in" / "b.parquet").write_bytes(whole[:-9])
    (tmp_path / "in" / "c.parquet").write_bytes(b"")
    found = counted(tmp_path / "in", TWO)
    unreadable = cast("list[dict[str, str]]", gathered(found)["unreadable"])
    assert [one["where"] for one in unreadable] == ["b.parquet", "c.parquet"]
    assert found["conversations"] == 1


def test_a_file_damaged_in_the_middle(tmp_path: Path) -> None:
    """A page that cannot be read is found before anything is counted, though the file's end is whole."""
    (tmp_path / "in").mkdir()
    put(tmp_path / "in" / "a.parquet", [line("a", 1)])
    broken = put(tmp_path / "in" / "b.parquet", [line("b", n, contact=f"x{n}@other.example") for n in range(500)])
    data = bytearray(broken.read_bytes())
    data[200:2_000] = bytes(1_800)
    broken.write_bytes(data)
    found = counted(tmp_path / "in", TWO)
    assert [one["where"] for one in cast("list[dict[str, str]]", gathered(found)["unreadable"])] == ["b.parquet"]


def test_clocks_in_the_future(tmp_path: Path) -> None:
    """An approach of a day that has not come is in no week, and is told."""
    late = {"from": "contact", "sent_at": "2031-03-02T09:00:00Z"}
    row = json.loads(line("lab", 1))
    row["messages"][0] |= late
    wanted = Wanted(ways=(REPORTED, READ), today=date(2026, 6, 1))
    found = counted(put(tmp_path / "lab.parquet", [json.dumps(row).encode()]), wanted)
    assert (found["future"], found["weeks"], value(found, "approaches")) == (1, [], 1)


def test_nothing_to_count(tmp_path: Path) -> None:
    """Where no row is a conversation it is said, and nothing is written."""
    source = put(tmp_path / "lab.parquet", [b"not JSON", None])
    with pytest.raises(NothingReadable, match="no row is a conversation of a hub"):
        figures(source, tmp_path / "out", ("embedded", "1g"), TWO)
    assert [one.name for one in tmp_path.iterdir()] == ["lab.parquet"]


def test_no_file_and_a_folder_that_is_there(tmp_path: Path) -> None:
    """Both are refused before anything is read."""
    with pytest.raises(NothingReadable, match=r"no file \*\.parquet"):
        figures(tmp_path, tmp_path / "out", ("embedded", "1g"), TWO)
    with pytest.raises(UsageError, match="is already there"):
        figures(tmp_path, tmp_path, ("embedded", "1g"), TWO)


def test_a_column_of_another_type(tmp_path: Path) -> None:
    """A file in another form is told what its column is and what it must be."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    (tmp_path / "in").mkdir()
    put(tmp_path / "in" / "a.parquet", [line("a", 1)])
    odd = {"conversation": pa.array([line("b", 1)]), "seen_by": pa.array(["reports by staff"])}
    pq.write_table(pa.table(odd), tmp_path / "in" / "b.parquet")
    pq.write_table(pa.table({"text": ["hello"]}), tmp_path / "in" / "c.parquet")
    unreadable = cast("list[dict[str, str]]", gathered(counted(tmp_path / "in", TWO))["unreadable"])
    assert [one["why"] for one in unreadable] == [
        "column seen_by is string; it must be a list of strings",
        "no column conversation; docs/how-to/hub-figures.md shows the form",
    ]
