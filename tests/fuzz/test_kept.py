"""Which inputs are kept, and how."""

from pathlib import Path

from fuzz.corpus import FOUND, REACHED, add, keep, kept
from fuzz.keep import few, ways
from fuzz.targets import TARGETS

import fuzz
from lurewatch.text.html import visible


def test_an_input_comes_back(tmp_path: Path) -> None:
    """Every byte of it, from a file of ASCII; each is kept once, and what was found before stays."""
    data = bytes(range(256))
    keep("mbox", REACHED, [data, b"a", data], tmp_path)
    add("mbox", b"first", tmp_path)
    path = add("mbox", b"second", tmp_path)
    assert kept("mbox", tmp_path) == (b"first", b"second", b"a", data)
    assert path.read_text("ascii") == '"first"\n"second"\n'
    assert kept("eml", tmp_path) == ()


def run(data: bytes) -> None:
    """Reads HTML."""
    visible(data.decode("latin-1"))


def test_few_of_many() -> None:
    """Those that go a way of their own through our code, the shortest of those that go the same."""
    hidden, same = b"<p hidden>a</p>", b"<p hidden>a and more of it</p>"
    assert few(run, [b"<p>a"], [same, hidden, b"<b>c"], 1_000) == [hidden]
    assert few(run, [b"<p>a"], [same, hidden], 3) == []


def test_ways() -> None:
    """Only lines of ours are counted, and another input goes other ways."""
    assert {Path(file).name for file, _, _ in ways(run, b"<p>a")} >= {"html.py"}
    assert ways(run, b"<p>a") < ways(run, b"<p>a<a href=x>b</a><p style='color:red'>c")


def test_size() -> None:
    """All that is kept takes less than 300 kB, and is of a target that there is."""
    files = list((Path(fuzz.__path__[0]) / "corpus").glob("*/*.jsonl"))
    assert sum(path.stat().st_size for path in files) < 300_000
    assert {path.stem for path in files} <= TARGETS.keys()
    assert {path.parent.name for path in files} <= {REACHED, FOUND}
