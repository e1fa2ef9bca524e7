"""Scores the labelled sets and prints the report: `python -m evaluation [--planted N] [--write] [--alarms]`."""

import argparse
import os
import sys
from functools import partial
from pathlib import Path

from evaluation.alarms import missed, wrongly_alarmed
from evaluation.catalogue import PROTOCOLS
from evaluation.judge import judge_with, read_mail
from evaluation.read import found, judged_by
from evaluation.report import page
from evaluation.run import Run

_HOME = Path(__file__).parents[1]
_PAGE = _HOME / "docs" / "evaluation.md"
_OPENING = (
    "Printed by `make eval`; do not edit. {by}. Figures in brackets are 95 % bounds. The shipped "
    "weights are judged as they are; “Held out” alone learns, on parts, to judge the rest. "
    "The default prior of 0.01 holds where no other is named. Sets differ in register and decade, so "
    "no accuracy over a mixture of them is given."
)


def main(arguments: list[str] | None = None) -> int:
    """Prints the report; with --write also as docs/evaluation.md."""
    options = _parser().parse_args(arguments)
    weights = options.weights
    run = Run(options.data, options.twins, judge_with(weights), partial(read_mail, weights=weights), options.planted)
    sections = [found(run), *(section for ask in PROTOCOLS if (section := ask(run)))]
    text = page("Evaluation", _OPENING.format(by=judged_by(options.weights)), sections)
    sys.stdout.write(text)
    if options.write:
        _PAGE.write_text(text, encoding="utf-8")
    if options.alarms:
        sys.stdout.writelines(f"{line}\n" for ask in (wrongly_alarmed, missed) for line in ask(run))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description="Scores the labelled sets.")
    data = Path(os.environ.get("LUREWATCH_DATA", _HOME / ".." / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=data, help="the folder of labelled sets (LUREWATCH_DATA)")
    parser.add_argument("--twins", type=Path, default=_HOME / "training" / "twins", help="the folder of our own pairs")
    parser.add_argument("--weights", type=Path, default=None, help="weights in place of the shipped ones")
    parser.add_argument(
        "--planted", type=int, default=10_000, help="ordinary messages to plant campaigns into; 0: none"
    )
    parser.add_argument("--write", action="store_true", help="also write docs/evaluation.md")
    parser.add_argument("--alarms", action="store_true", help="also name false alarms and missed approaches by id")
    return parser


if __name__ == "__main__":
    sys.exit(main())
