"""Fuzzes every target, two side by side, and tells what was found: `python -m fuzz [--seconds N] [TARGET ...]`."""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fuzz.run import Run, fuzzed
from fuzz.targets import targets

_OUT = Path(__file__).parents[1] / "out" / "fuzz"


def main(arguments: list[str] | None = None) -> int:
    """1 if a target was broken; what broke it lies in the folder of outcomes, with the command that shows it again."""
    known = targets()
    options = _parser().parse_args(arguments)
    unknown = sorted(set(options.target) - known.keys())
    if unknown:
        print(f"no such target: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    if options.replay:
        return _replayed(options.replay, options.target or list(known))
    wanted = options.target or list(known)
    with ThreadPoolExecutor(options.processes) as pool:
        runs = list(pool.map(lambda name: _told(fuzzed(name, options.seconds, options.out)), wanted))
    return int(any(run.found for run in runs))


def _told(run: Run) -> Run:
    print(run.line(), flush=True)
    for path in run.found:
        print(f"  {path}: {run.said}\n  again: .venv/bin/python -m fuzz {run.target} --replay {path}", flush=True)
    return run


def _replayed(path: Path, names: list[str]) -> int:
    """Runs one input through the targets named; what it breaks raises."""
    data = path.read_bytes()
    for name in names:
        targets()[name](data)
        print(f"{name}: nothing broken by {path}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Fuzzes what takes hostile bytes.")
    parser.add_argument("target", nargs="*", help="which; all where none is named")
    parser.add_argument("--seconds", type=int, default=600, help="for each target (600)")
    parser.add_argument("--processes", type=int, default=2, help="targets at a time (2)")
    parser.add_argument("--out", type=Path, default=_OUT, help="where inputs found are written")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="run one input instead, without the engine")
    return parser


if __name__ == "__main__":
    sys.exit(main())
