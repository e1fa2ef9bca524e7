"""Files of sketches: what is written is what is read, and files joined are as if they had been one from the first."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.made import UNHURRIED

from lurewatch.linking.kept.merging import merged
from lurewatch.linking.kept.search import Hits, Rows, with_pairs, with_values
from lurewatch.linking.kept.segment import FORMS, Segment, mapped, of_sketches, write
from lurewatch.linking.sketch import EVERYTHING, NEVER, Sketch

NUMBERS = st.integers(1, 2**64 - 1)
PAIRS = st.sets(st.integers(0, 2**32 - 1), max_size=5)


@st.composite
def sketches(draw: st.DrawFn) -> list[Sketch]:
    """Some sketches of different conversations, which share numbers now and then."""
    pairs, values = draw(st.lists(PAIRS, min_size=1, max_size=4)), draw(st.lists(NUMBERS, min_size=1, max_size=4))
    found = []
    for id_ in draw(st.sets(st.integers(1, 40), max_size=8)):
        shared = np.array(sorted(draw(st.sampled_from(pairs))), np.uint32)
        some = tuple(sorted(draw(st.sets(st.sampled_from(values)))))
        found.append(Sketch(id_, draw(NUMBERS), 0, NEVER, draw(st.integers(0, 99)), shared, EVERYTHING, some, -3, 1, 2))
    return found


@UNHURRIED
@given(sketches())
def test_written_and_read(tmp_path_factory: pytest.TempPathFactory, some: list[Sketch]) -> None:
    """A file gives back every number, whatever there is none of."""
    path = tmp_path_factory.mktemp("kept") / "file"
    written = of_sketches(some, _goes)
    write(path, written)
    assert _same(mapped(path), written)
    assert path.stat().st_mode & 0o777 == 0o600


@UNHURRIED
@given(sketches(), st.data())
def test_joined(some: list[Sketch], data: st.DataObject) -> None:
    """Sketches in several files, joined, are as in one file."""
    cut = data.draw(st.integers(0, len(some)))
    parts = [of_sketches(some[:cut], _goes), of_sketches(some[cut:], _goes)]
    assert _same(merged(parts, lambda one: np.ones(len(one), bool)), of_sketches(some, _goes))


@UNHURRIED
@given(sketches(), st.integers(0, 99))
def test_what_goes(some: list[Sketch], last: int) -> None:
    """What is to go is gone with everything that it had; all else is as if it alone had been kept."""
    left = merged([of_sketches(some, _goes)], lambda one: one["last"] > last)
    assert _same(left, of_sketches([one for one in some if one.last > last], _goes))


@UNHURRIED
@given(sketches(), st.data())
def test_looked_up(some: list[Sketch], data: st.DataObject) -> None:
    """Who has a number is found in whichever file they are, and what too many have is counted alone."""
    cut = data.draw(st.integers(0, len(some)))
    parts = [one for one in (of_sketches(some[:cut], _goes), of_sketches(some[cut:], _goes)) if len(one)]
    rows = Rows(parts)
    pairs = np.unique(np.array([pair for one in some for pair in one.pairs.tolist()], np.uint32))
    values = np.unique(np.array([value for one in some for value in one.values], np.uint64))
    _is_whole(with_pairs(parts, pairs, 2), rows, [[one.id for one in some if pair in one.pairs] for pair in pairs])
    _is_whole(with_values(parts, values, 2), rows, [[one.id for one in some if int(v) in one.values] for v in values])


def _is_whole(hits: Hits, rows: Rows, who: list[list[int]]) -> None:
    ids = rows.of("id", hits.sketches).tolist()
    assert hits.counts.tolist() == list(map(len, who))
    told = sorted(zip(hits.asked.tolist(), ids, strict=True))
    assert told == [(at, id_) for at, found in enumerate(who) if len(found) <= 2 for id_ in sorted(found)]


def test_nothing_at_all(tmp_path: Path) -> None:
    """A file may hold no sketch."""
    write(tmp_path / "file", of_sketches([], _goes))
    assert len(mapped(tmp_path / "file")) == 0


def _goes(one: Sketch) -> int:
    return 20_000 + one.id % 3


def _same(a: Segment, b: Segment) -> bool:
    return all(a[name].tolist() == b[name].tolist() and a[name].dtype == b[name].dtype for name in FORMS)
