"""What the measured figures say of what is wanted."""

import os
import platform
from collections.abc import Iterator, Mapping

from benchmarks.bench import Bench
from benchmarks.linking import SIZES
from benchmarks.measured import Usage
from benchmarks.names import (
    ANDROID,
    COMPAT,
    DEFAULT,
    IOS,
    JSON,
    LINK,
    MAPPED_LINES,
    MAPPED_TABLE,
    NEAR_DATASKETCH,
    NEAR_RENSA,
    NEAR_US,
    READ,
    READ_COMPAT,
    SCAN,
    SPAM,
    START,
    START_ASSESS,
    TWINS,
)
from benchmarks.result import Row, page
from benchmarks.timing import Timed

_OF_DEFAULT, _OF_COMPAT, _TIMES, _SECONDS, _MEGABYTES = 0.25, 1.0, 100, 0.5, 300
_LINK_SECONDS, _LINK_MEGABYTES = 45, 3_000
_A_SECOND = {JSON: 5000, TWINS: 5000, ANDROID: 100_000, IOS: 100_000}


def page_of(bench: Bench, core: str) -> str:
    """Everything measured, as a page; `core` says in words what it ran on."""
    machine = f"{core}, CPython {platform.python_version()}, {platform.system()} {platform.machine()}"
    return page(
        f"{machine}, {os.cpu_count()} cores",
        [*against_wanted(bench.runs, bench.usages), *bench.sketched],
        _runs(bench),
        bench.notes,
    )


def against_wanted(runs: Mapping[str, Timed], usages: Mapping[str, Usage]) -> Iterator[Row]:
    """The rows of the first table."""
    beside = runs[SCAN].seconds / runs[DEFAULT].seconds
    yield Row(
        "time from mbox to assessment, beside the default parser merely parsing",
        f"{beside:.3f}",
        f"at most {_OF_DEFAULT}",
        beside <= _OF_DEFAULT,
    )
    yield Row("the same beside compat32", f"{runs[SCAN].seconds / runs[COMPAT].seconds:.2f}", "")
    if READ in runs:
        reading = runs[READ].seconds / runs[READ_COMPAT].seconds
        what = "time to read a mailbox, beside compat32 reading the same headers and text"
        yield Row(what, f"{reading:.2f}", f"at most {_OF_COMPAT:g}", reading <= _OF_COMPAT)
    yield _beside_spamassassin(runs)
    for name, wanted in _A_SECOND.items():
        if name in runs:
            yield Row(name, f"{runs[name].rate:,.0f} a second", f"at least {wanted:,}", runs[name].rate >= wanted)
    for name in (MAPPED_TABLE, MAPPED_LINES):
        if name in runs:
            yield Row(name, f"{runs[name].rate:,.0f} a second", "")
    yield from _beside_libraries(runs)
    linked = {size: usages[LINK.format(size)] for size in SIZES if LINK.format(size) in usages}
    yield from _linking(linked)
    for name, used in usages.items():
        if name not in map(LINK.format, SIZES):
            yield _usage(name, used)


def _beside_libraries(runs: Mapping[str, Timed]) -> Iterator[Row]:
    for name, times in ((NEAR_DATASKETCH, 20), (NEAR_RENSA, 2)):
        if name in runs:
            ratio = runs[NEAR_US].rate / runs[name].rate
            yield Row(f"rate of ours, beside {name}", f"{ratio:.1f} times", f"at least {times} times", ratio >= times)


def _linking(linked: Mapping[int, Usage]) -> Iterator[Row]:
    """How long linking takes, how much it holds in all its processes, and how both grow."""
    for size, used in linked.items():
        what, measured = LINK.format(size), f"{used.seconds:.1f} s, {used.megabytes:,.0f} MB"
        if size == SIZES[-1]:
            reached = used.seconds < _LINK_SECONDS and used.megabytes < _LINK_MEGABYTES and used.code == 0
            yield Row(what, measured, f"under {_LINK_SECONDS} s and {_LINK_MEGABYTES:,} MB", reached)
        else:
            yield Row(what, measured, "")
        if before := linked.get(size // 10):
            growth = used.seconds / before.seconds
            yield Row(f"{what}, beside a tenth", f"{growth:.1f} times as long", "at most 12 times", growth <= 12)


def _beside_spamassassin(runs: Mapping[str, Timed]) -> Row:
    what, wanted = "rate from mbox to assessment, beside SpamAssassin", f"at least {_TIMES} times"
    if SPAM not in runs:
        return Row(what, "–", wanted)
    ratio = runs[SCAN].rate / runs[SPAM].rate
    return Row(what, f"{ratio:,.0f} times", wanted, ratio >= _TIMES)


def _usage(name: str, used: Usage) -> Row:
    if name in (START, START_ASSESS):
        return Row(name, f"{used.seconds:.2f} s", f"under {_SECONDS} s", used.seconds < _SECONDS and used.code == 0)
    return Row(
        f"memory, {name}",
        f"{used.megabytes:.0f} MB",
        f"under {_MEGABYTES} MB",
        used.megabytes < _MEGABYTES and used.code == 0,
    )


def _runs(bench: Bench) -> list[tuple[str, str, str]]:
    timed = [
        (name, f"{one.items:,}", f"{one.rate:,.0f} a second, {one.each * 1e6:,.0f} µs each")
        for name, one in bench.runs.items()
    ]
    used = [
        (name, _ended(one), f"{one.seconds:.2f} s, {one.megabytes:.0f} MB at most")
        for name, one in bench.usages.items()
    ]
    return [*timed, *used]


def _ended(used: Usage) -> str:
    return "" if used.code == 0 else f"exit code {used.code}"
