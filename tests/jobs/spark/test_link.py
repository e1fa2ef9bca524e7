"""Linking on Spark, beside linking in one process."""

import json
from pathlib import Path

import pytest
from tests.jobs.spark.made import embedded, failed, lines, read, write
from tests.jobs.spark.ran import Ran, hub_link

pytestmark = pytest.mark.service
DECIDED = (
    {"cut": ["p2-0-0", "p2-0-1"], "reason": "two firms, checked"},
    {"bind": ["o1", "o2"], "reason": "the same voice on the telephone"},
    {"bind": ["o1", "nobody"], "reason": "the other has been deleted"},
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose name means something to Spark, with two files of conversations and a file of decisions."""
    path = tmp_path_factory.mktemp("spark") / "in {a,b} [c]*"
    path.mkdir()
    rows = lines()
    write(path / "part-1.parquet", rows[:900])
    write(path / "part-2.parquet", rows[900:])
    (path / "decided.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in DECIDED), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def ran(folder: Path) -> Ran:
    """The command over these two files, ended well."""
    done = hub_link(folder, folder / "out", "--decided", str(folder / "decided.jsonl"))
    assert done.code == 0, done.said
    return done


def test_the_same_campaigns(ran: Ran, folder: Path) -> None:
    """Spark finds the campaigns that one process finds: ids, people, bulk and why, links with each trait, and order."""
    found = read(folder / "out" / "campaigns.parquet")
    assert found == embedded(lines(), folder / "decided.jsonl")
    assert len([one for one in found if one["bulk"]]) >= 4
    assert len([one for one in found if not one["bulk"]]) >= 15
    assert '"bound": "the same voice' in json.dumps(found)
    assert '"trait": "picture"' in json.dumps(found)


def test_rows_that_are_no_conversation(ran: Ran, folder: Path) -> None:
    """Each is told by its file and row, with what is wrong in it, and stops no other."""
    told = failed(folder / "out" / "failed.parquet")
    assert [(one["file"], one["row"]) for one in told][:3] == [("part-1.parquet", n) for n in (0, 1, 2)]
    assert len(told) == 3 + 6
    assert "part-1.parquet, line 1: messages is empty" in ran.said
    assert "9 rows that are no conversation" in ran.said


def test_nobody_else_can_reach_it(ran: Ran) -> None:
    """While it runs, no process of it listens on an address that another machine reaches."""
    assert ran.listened
    assert ran.reachable == frozenset()


def test_a_file_damaged_in_the_middle(tmp_path: Path) -> None:
    """Where a page cannot be read, it is said, and nothing is written, half or whole."""
    source = write(tmp_path / "in.parquet", lines()[:600])
    data = bytearray(source.read_bytes())
    data[2_000:12_000] = bytes(10_000)
    source.write_bytes(data)
    done = hub_link(source, tmp_path / "out")
    assert done.code == 2
    assert "Spark gave up (FAILED_READ_FILE" in done.said
    assert "nothing was written" in done.said
    assert [one.name for one in tmp_path.iterdir()] == ["in.parquet"]


def test_an_id_that_stands_twice(tmp_path: Path) -> None:
    """Two conversations of one id are refused, by that id: a campaign could not tell them apart."""
    twice = b'{"id": "c1", "messages": [{"from": "contact", "text": "hello"}]}'
    done = hub_link(write(tmp_path / "in.parquet", [twice, twice]), tmp_path / "out")
    assert done.code == 2
    assert "ids stand more than once, such as 'c1'" in done.said
    assert not (tmp_path / "out").exists()


def test_no_row_that_is_a_conversation(tmp_path: Path) -> None:
    """Where nothing can be linked it is said, after what is wrong in each row, and no folder is made."""
    done = hub_link(write(tmp_path / "in.parquet", [b"not JSON", None]), tmp_path / "out")
    assert done.code == 2
    assert "in.parquet, line 2: not JSON" in done.said
    assert "no row is a conversation" in done.said
    assert not (tmp_path / "out").exists()


def test_one_conversation(tmp_path: Path) -> None:
    """A single conversation is linked with nobody, which is an outcome without campaigns."""
    one = b'{"id": "c1", "messages": [{"from": "contact", "text": "hello"}]}'
    done = hub_link(write(tmp_path / "in.parquet", [one]), tmp_path / "out")
    assert done.code == 0, done.said
    assert read(tmp_path / "out" / "campaigns.parquet") == []


def test_a_master_that_is_none(tmp_path: Path) -> None:
    """A place where no Spark runs is named."""
    done = hub_link(write(tmp_path / "in.parquet", [b"{}"]), tmp_path / "out", "--master", "nowhere")
    assert done.code == 2
    assert "nowhere: Spark does not start" in done.said


def test_without_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no Java it is said what to install."""
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    done = hub_link(write(tmp_path / "in.parquet", [b"{}"]), tmp_path / "out")
    assert done.code == 2
    assert "it needs Java 17 or later" in done.said
