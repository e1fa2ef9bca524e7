"""Timing, memory, and what is said of them."""

import sys
from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.linking import linked, write_material
from benchmarks.measured import Usage, usage_of
from benchmarks.names import (
    COMPAT,
    DEFAULT,
    JSON,
    LINK,
    NEAR_DATASKETCH,
    NEAR_RENSA,
    NEAR_US,
    READ,
    READ_COMPAT,
    SCAN,
    SPAM,
    START,
)
from benchmarks.timing import Timed, best_by_turns
from benchmarks.wanted import against_wanted, page_of

RUNS = {SCAN: Timed(1000, 0.2), DEFAULT: Timed(1000, 1.0), COMPAT: Timed(1000, 0.1), JSON: Timed(5000, 1.5)}


def test_by_turns() -> None:
    """Each work runs once a round, in turn, and the best of its runs counts."""
    order: list[str] = []

    def work(name: str) -> int:
        order.append(name)
        return 7

    best = best_by_turns({"a": lambda: work("a"), "b": lambda: work("b")}, 3)
    assert order == ["a", "b"] * 3
    assert [one.items for one in best.values()] == [7, 7]


def test_memory_of_a_command() -> None:
    """A command that holds 80 MB is seen to hold them, whatever the process that asks holds itself."""
    held = bytearray(200_000_000)
    used = usage_of([sys.executable, "-c", "held = b'x' * 80_000_000"])
    assert len(held) > 80_000_000
    assert used.code == 0
    assert 80 < used.megabytes < 150


def test_command_that_fails() -> None:
    """A failing command does not pass for a quick one."""
    used = usage_of([sys.executable, "-c", "raise SystemExit(3)"])
    assert used.code == 3
    assert [row.reached for row in against_wanted(RUNS, {START: used})][-1] is False


def test_what_is_reached() -> None:
    """Each figure stands against what is wanted of it; a peer that is missing is said to be."""
    usages = {START: Usage(0.2, 20, 0), "scan of a generated mailbox of 100 MB": Usage(9, 301, 0)}
    rows = {row.what: row.reached for row in against_wanted(RUNS, usages)}
    assert list(rows.values()) == [True, None, None, False, True, False]


def test_reading_beside_the_same_reading() -> None:
    """Our reading stands against that of the same headers and text by the standard parser."""
    rows = list(against_wanted(RUNS | {READ: Timed(1000, 0.2), READ_COMPAT: Timed(1000, 0.1)}, {}))
    (row,) = [row for row in rows if "reading the same" in row.what]
    assert (row.measured, row.wanted, row.reached) == ("2.00", "at most 1", False)


def test_page_without_spamassassin(tmp_path: Path) -> None:
    """The page says what was not measured."""
    text = page_of(Bench(tmp_path, None, tmp_path, runs=dict(RUNS), notes=["Not installed."]), "one core")
    assert "| at least 100 times | not measured |" in text
    assert "0.200 | at most 0.25 | reached" in text
    assert "Not installed." in text


def test_page_with_spamassassin(tmp_path: Path) -> None:
    """The rate beside SpamAssassin is a ratio within the run."""
    text = page_of(Bench(tmp_path, None, tmp_path, runs=RUNS | {SPAM: Timed(60, 6.0)}), "one core")
    assert "500 times | at least 100 times | reached" in text


def test_twins_are_missing(tmp_path: Path) -> None:
    """Without twins the invented texts alone are timed."""
    bench = Bench(tmp_path, None, tmp_path, said=lambda text: None)
    bench.lines()
    assert list(bench.runs) == [JSON]


def test_linking_at_three_sizes() -> None:
    """Linking is held to its seconds, its memory, and its growth from each size to ten times as much."""
    took = {10_000: Usage(2.0, 300, 0), 100_000: Usage(20.0, 600, 0), 1_000_000: Usage(260.0, 2_900, 0)}
    usages = {LINK.format(size): used for size, used in took.items()}
    rows = {row.what: row for row in against_wanted(RUNS, usages) if "lurewatch link" in row.what}
    assert [row.reached for row in rows.values()] == [None, None, True, False, False]
    assert rows["lurewatch link, 1,000,000 conversations, beside a tenth"].measured == "13.0 times as long"


def test_near_copies_beside_libraries() -> None:
    """Our rate is told as a multiple of that of each library."""
    runs = RUNS | {NEAR_US: Timed(100, 1.0), NEAR_DATASKETCH: Timed(100, 21.0), NEAR_RENSA: Timed(100, 1.5)}
    rows = [row for row in against_wanted(runs, {}) if "near-copies" in row.what]
    assert [(row.measured, row.reached) for row in rows] == [("21.0 times", True), ("1.5 times", False)]


def test_linking_of_generated_material(tmp_path: Path) -> None:
    """Material is written in the size asked for, and linking it is timed with the memory of its processes."""
    path = tmp_path / "some.jsonl"
    write_material(path, 400)
    assert len(path.read_bytes().splitlines()) == 400
    used = linked(path)
    assert used.code == 0
    assert used.megabytes > 20 or not Path("/proc/self/statm").exists()
