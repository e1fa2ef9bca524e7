"""Fuzzes every target, two side by side, and tells what was found: `python -m fuzz [--seconds N] [TARGET ...]`."""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fuzz.corpus import REACHED, add, keep
from fuzz.keep import few
from fuzz.run import Run, fuzzed
from fuzz.targets import TARGETS, Target

_OUT = Path(__file__).parents[1] / "out" / "fuzz"
_MOST = 10_000  # bytes kept of a target's inputs; of some thirty targets 300 kB


def main(arguments: list[str] | None = None) -> int:
    """1 if a target was broken; what broke it lies in the folder of outcomes, with the command that shows it again."""
    known = TARGETS
    options = _parser().parse_args(arguments)
    unknown = sorted(set(options.target) - known.keys())
    if unknown:
        print(f"no such target: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    wanted = [known[name] for name in options.target or known]
    if options.replay or options.add:
        return _one(wanted, options.replay or options.add, to_keep=bool(options.add))
    if options.keep:
        return _kept(wanted, options.out)
    with ThreadPoolExecutor(options.processes) as pool:
        runs = list(pool.map(lambda target: _told(fuzzed(target, options.seconds, options.out)), wanted))
    return int(any(run.faults for run in runs))


def _told(run: Run) -> Run:
    print(run.line(), flush=True)
    for path in run.found:
        print(f"  again: .venv/bin/python -m fuzz {run.target} --replay {path}", flush=True)
    return run


def _one(wanted: list[Target], path: Path, *, to_keep: bool) -> int:
    """Runs one input through targets, and keeps it if asked; what it breaks raises."""
    data = path.read_bytes()
    for target in wanted:
        target.both(data)
        print(f"{target.name}: nothing broken by {path}" + (f"; kept in {add(target.name, data)}" if to_keep else ""))
    return 0


def _kept(wanted: list[Target], out: Path) -> int:
    """Chooses anew which inputs of earlier runs are kept in the repository."""
    for target in wanted:
        folder = out / target.name / "inputs"
        many = [path.read_bytes() for path in sorted(folder.iterdir())] if folder.is_dir() else []
        chosen = few(target, target.seeds, [*many, *target.kept], _MOST)
        print(f"{target.name:24} {len(chosen):>4} of {len(many)} inputs in {keep(target.name, REACHED, chosen)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Fuzzes what takes hostile bytes.")
    parser.add_argument("target", nargs="*", help="which; all where none is named")
    parser.add_argument("--seconds", type=int, default=600, help="for each target (600)")
    parser.add_argument("--processes", type=int, default=2, help="targets at a time (2)")
    parser.add_argument("--out", type=Path, default=_OUT, help="where inputs found are written (out/fuzz)")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="run one input instead, without the engine")
    parser.add_argument(
        "--add", type=Path, metavar="FILE", help="the same, and keep it for `make test` if nothing breaks"
    )
    parser.add_argument("--keep", action="store_true", help="choose which inputs of earlier runs `make test` runs too")
    return parser


if __name__ == "__main__":
    sys.exit(main())
