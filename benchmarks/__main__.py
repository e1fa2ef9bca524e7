"""Measures speed and memory beside named peers and prints a page: `python -m benchmarks [--write] [--quick]`."""

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bench import Bench
from benchmarks.linking import SIZES
from benchmarks.timing import use_one_core
from benchmarks.wanted import page_of

_HOME = Path(__file__).parents[1]
_PAGE = _HOME / "docs" / "benchmarks.md"
_MB = 1_000_000


def main(arguments: list[str] | None = None) -> int:
    """Runs everything; with --write the page becomes docs/benchmarks.md too."""
    options = _parser().parse_args(arguments)
    mailbox = options.data / "ordinary-tech-dev.mbox.gz"
    with TemporaryDirectory(prefix="lurewatch-bench-") as work:
        bench = Bench(
            work=Path(work),
            mailbox=mailbox if mailbox.is_file() else None,
            twins=_HOME / "training" / "twins",
            said=lambda text: print(f"… {text}", file=sys.stderr),
        )
        bench.linking(SIZES[: 2 if options.quick else 3])  # before this process and what it starts keep to one core
        core = use_one_core()
        bench.near_copies()
        bench.start()
        bench.throughput()
        bench.lines()
        bench.matching()
        bench.bulletins()
        bench.chats()
        bench.sketches(100_000 if options.quick else 1_000_000)
        for size in (100 * _MB, 1000 * _MB)[: 1 if options.quick else 2]:
            bench.memory(size)
        text = page_of(bench, core)
    sys.stdout.write(text)
    if options.write:
        _PAGE.write_text(text, encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures speed and memory.")
    data = Path(os.environ.get("LUREWATCH_DATA", _HOME / ".." / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=data, help="the folder of labelled sets (LUREWATCH_DATA)")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="leave out 1 GB and a million conversations, and keep 100,000 sketches in place of a million",
    )
    parser.add_argument("--write", action="store_true", help="also write docs/benchmarks.md")
    return parser


if __name__ == "__main__":
    sys.exit(main())
