"""What learning is worth on what it has not seen: pretexts left out of our twins, and dialogues by cross-validation."""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from training.make_weights import Seen, make, ordinary, seen

from evaluation.case import Case, Scored, Truth
from evaluation.judge import judge_with
from evaluation.metrics.agreement import macro_f1, resampled
from evaluation.metrics.proportion import share
from evaluation.metrics.ranking import auc
from evaluation.metrics.reliability import calibration_error, reliability
from evaluation.report import Figure, Section, Table
from evaluation.run import EVEN, Run
from evaluation.twin import Pair
from lurewatch import flow
from lurewatch.detection.assessor import Assessor
from lurewatch.detection.learn import Decided
from lurewatch.detection.weight_file import EXPERT, save_weights
from lurewatch.model.kind import Kind

_FOLDS, _SEED, _FIRST = 10, 1, 5
_FEWEST_PRETEXTS, _FEWEST_DIALOGUES = 3, 100  # fewer teach too little to leave some out
_INTRODUCTION = (
    "The shipped weights were learned from the twins, so how they do there is a fit. Here each pretext is judged by "
    "weights that were made as the shipped ones are, but without its pairs. The pen stays the same; for other pens see "
    "the published approaches and the dialogues."
)
_DIALOGUES = (
    "`lurewatch train` on nine tenths of the published dialogues, the rest judged with `--prior 0.5`, ten times over. "
    "A TF-IDF model does 0.79 by the same protocol."
)


def held_out(run: Run) -> Section | None:
    """Leave-one-pretext-out on the twins, and `train` by cross-validation on the dialogues."""
    parts: list[str | Table] = []
    figures: list[Figure] = []
    if len({one.trait("pretext") for one in run.pairs}) > _FEWEST_PRETEXTS:
        parts.append(_INTRODUCTION)
        _pretexts(run, parts, figures)
    for name in (name for name in run.names("seconvo") if len(run.cases(name)) >= _FEWEST_DIALOGUES):
        parts.append(_DIALOGUES)
        _trained(run.cases(name), name, parts, figures)
    if not parts and (run.pairs or run.names("seconvo")):
        parts.append(Table(("pretext left out",), [("too few pairs and dialogues to leave some out",)]))
    return Section("Held out", parts, figures) if parts else None


def _pretexts(run: Run, parts: list[str | Table], figures: list[Figure]) -> None:
    assessor = Assessor(prior=EVEN, weights=EXPERT)
    known, genuine = [seen(pair, assessor) for pair in run.pairs], list(ordinary(assessor))
    pretexts = sorted({one.pretext for one in known})
    judged = [one for pretext in pretexts for one in _without(run, pretext, known, genuine)]
    rows = []
    for pretext in ["all", *sorted({pair.trait("pretext") for pair, _, _ in judged})]:
        group = [one for one in judged if pretext in ("all", one[0].trait("pretext"))]
        up, down = [one.decibans for _, one, _ in group], [one.decibans for _, _, one in group]
        order = share(sum(a > b for a, b in zip(up, down, strict=True)), len(group))
        rows.append((pretext, str(len(group)), str(auc(up, down)), str(order)))
    parts.append(Table(("pretext left out", "pairs", "AUC", "right order"), rows))
    stated = [one.assessment.probability for _, a, b in judged for one in (a, b)]
    bins = reliability(stated, [True, False] * len(judged))
    parts.append("Stated and true at even prior, over the same:")
    table = [(f"{one.low:.1f} to {one.high:.1f}", str(one.held), f"{one.stated:.3f}", str(one.true)) for one in bins]
    parts.append(Table(("stated", "n", "mean stated", "approaches"), table))
    parts.append(f"Mean distance of stated from true: {calibration_error(bins):.3f}.")
    up, down = [one.decibans for _, one, _ in judged], [one.decibans for _, _, one in judged]
    figures.append(Figure("twins, pretext left out: AUC", auc(up, down), 0.90))


def _without(
    run: Run, pretext: str, known: Sequence[Seen], genuine: Sequence[Decided]
) -> Iterator[tuple[Pair, Scored, Scored]]:
    """The pairs of a pretext, judged by weights that were made without them."""
    with TemporaryDirectory() as folder:
        save_weights(make([one for one in known if one.pretext != pretext], genuine), Path(folder), {})
        held = [pair for pair in run.pairs if pair.trait("pretext") == pretext]
        judge = judge_with(Path(folder))
        approaches, benign = (judge([getattr(one, side) for one in held], EVEN) for side in ("approach", "benign"))
        yield from zip(held, approaches, benign, strict=True)


def _trained(cases: Sequence[Case], name: str, parts: list[str | Table], figures: list[Figure]) -> None:
    whole, first = [], []
    order = list(cases)
    random.Random(_SEED).shuffle(order)  # noqa: S311  folds, not secrets
    for fold in range(_FOLDS):
        held = order[fold::_FOLDS]
        with TemporaryDirectory() as folder:
            flow.train([_decision(one) for one in order if one not in held], Path(folder))
            judge = judge_with(Path(folder))
            whole += judge(held, EVEN)
            first += judge([one.first(_FIRST) for one in held], EVEN)
    found = [(count, resampled(_pairs(some), macro_f1)) for count, some in (("all", whole), (str(_FIRST), first))]
    parts.append(Table(("messages seen", "macro-F1"), [(count, str(one)) for count, one in found]))
    figures.append(Figure(f"{name}: macro-F1, trained, cross-validated", found[0][1], 0.88))


def _decision(case: Case) -> bytes:
    kind = Kind.COVERT if case.truth is Truth.MALICIOUS else Kind.ORDINARY
    return json.dumps({"conversation": case.document, "decision": kind}).encode()


def _pairs(scored: Sequence[Scored]) -> list[tuple[bool, bool]]:
    return [(one.malicious >= EVEN, one.case.truth is Truth.MALICIOUS) for one in scored]
