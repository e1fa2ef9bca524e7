"""Prints what the twins are like, and exits 1 if they do not have the shape that learning from them needs."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.twin import Pair, pairs_of

from training.shape.leaks import by_length, by_person, leaks
from training.shape.sentences import quotes, sentences, shared
from training.shape.spread import counted, spread

TWINS = Path(__file__).parents[1] / "twins"
_TRAITS = ("pretext", "field", "length", "lang", "english", "subtle", "file")


def main(arguments: list[str] | None = None) -> int:
    """0 if all twins under the folder have the shape; 1 with each fault otherwise."""
    parser = argparse.ArgumentParser(prog="python -m training.shape", description=__doc__)
    parser.add_argument("--twins", type=Path, default=TWINS, help="the folder of pairs")
    pairs = [pair for path in sorted(parser.parse_args(arguments).twins.glob("*.jsonl")) for pair in pairs_of(path)]
    print("\n".join(described(pairs)))
    faults = [fault for check in (spread, shared, quotes, leaks) for fault in check(pairs)] if pairs else spread(pairs)
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def described(pairs: Sequence[Pair]) -> Iterator[str]:
    """What was found, a line each."""
    yield f"twins: {len(pairs)} pairs"
    for trait in _TRAITS:
        yield f"  {trait}: {', '.join(f'{value} {count}' for value, count in counted(pairs, trait).items())}"
    if pairs:
        count = sum(1 for pair in pairs for text in pair.approach.texts + pair.benign.texts for _ in sentences(text))
        yield f"  sentences: {count}"
        yield f"  AUC by length alone: {', '.join(f'{name} {value:.3f}' for name, value in by_length(pairs).items())}"
        number, value = by_person(pairs)
        yield f"  AUC by our person's words alone: {value:.3f} ({number} pairs in which our person answers)"


if __name__ == "__main__":
    sys.exit(main())
