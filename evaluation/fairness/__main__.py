"""Prints how far probabilities move with who somebody is, and exits 1 where one moves too far."""

import sys
from collections.abc import Callable, Iterator, Sequence

from evaluation.fairness.conversations import Talk, talks
from evaluation.fairness.english import ENGLISH
from evaluation.fairness.german import GERMAN
from evaluation.fairness.measure import PRIOR, Judge, Limits, Moves, judge_by, measured, table
from evaluation.fairness.rewriting import writer
from evaluation.fairness.romance import FRENCH, SPANISH
from evaluation.fairness.swaps import Pair, institutions, names, places
from lurewatch.detection.assessor import Assessor

FEWEST = 500
SWAPS: dict[str, Callable[[Talk, int], Pair]] = {
    "names": names,
    "places": places,
    "institutions' countries and cities": institutions,
}
STYLE = "native and non-native phrasing"
_FEATURES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}
SWAPPED, WANTED = Limits(most=0.005), Limits(mean=0.01, p95=0.05)
REACHED = Limits(mean=0.02, p95=0.30)  # a ratchet: style may not get worse than this; lower it as it gets better


def main() -> int:
    """0 if every question is within its limits, over enough pairs; 1 with what is not."""
    faults: list[str] = []
    rows = list(asked(talks(), judge_by(Assessor(prior=PRIOR))))
    print(table(rows))
    style = next(moves for moves in rows if moves.question == STYLE)
    print(*(f"not reached: {STYLE}: {breach} wanted" for breach in style.breaches(WANTED)), sep="\n")
    for moves in rows:
        limits = limits_of(moves.question)
        faults += [f"fairness: {moves.question}: {breach}; see {moves.worst}" for breach in moves.breaches(limits)]
        if limits != Limits() and len(moves.shifts) < FEWEST:
            faults.append(f"fairness: {moves.question}: {len(moves.shifts)} pairs, {FEWEST} wanted; write more twins")
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def limits_of(question: str) -> Limits:
    """How far the pairs of a question may move; the parts of style are shown and not limited."""
    return SWAPPED if question in SWAPS else REACHED if question == STYLE else Limits()


def asked(talks: Sequence[Talk], judge: Judge) -> Iterator[Moves]:
    """The moves for each question, and for style those of its parts too."""
    for question, swap in SWAPS.items():
        yield measured(question, ((one.id, swap(one, number)) for number, one in enumerate(talks)), judge)
    native = [one for one in talks if one.english == "native"]
    pairs = {one.id: (one, restyled(one)) for one in native}
    yield measured(STYLE, pairs.items(), judge)
    for lang in _FEATURES:
        yield measured(f"  of these {lang}", ((one.id, pairs[one.id]) for one in native if one.lang == lang), judge)
    for side in ("approach", "benign", "example"):
        yield measured(f"  of these {side}", ((name, pair) for name, pair in pairs.items() if side in name), judge)


def restyled(talk: Talk) -> Talk:
    """The same conversation from somebody who learned its language late."""
    return talk.rewritten(writer(talk.id, _FEATURES[talk.lang]))


if __name__ == "__main__":
    sys.exit(main())
