"""The twins: two conversations from one pen that differ in behaviour only."""

from collections.abc import Iterator, Sequence

from evaluation.metrics.interval import Interval
from evaluation.metrics.proportion import share
from evaluation.metrics.ranking import auc
from evaluation.report import Figure, Section, Table
from evaluation.run import Run, TwinScored

_BY = ("file", "pretext", "lang", "length", "english", "subtle", "field")
_HEADINGS = ("", "pairs", "AUC", "right order", "tied", "length alone", "approaches at likely", "benign at likely")
_INTRODUCTION = (
    "Our own pairs, which rules and weights are written with at hand: this is a fit and no proof. What separates them "
    "may be the pen and not the behaviour, so read these figures beside those of the published approaches, which come "
    "from other pens. The AUC is over all approaches and all benign of the row; “right order” counts the pairs in "
    "which the approach scores above its own twin, ties counted as wrong."
)


def twins(run: Run) -> Section | None:
    """AUC and order of the pairs, over all and by file, pretext, language, length, kind of English and subtlety."""
    pairs = run.twins()
    if not pairs:
        return None
    rows = [_row("all", pairs)]
    for trait in _BY:
        rows += [_row(f"{trait}: {value}", group) for value, group in _grouped(pairs, trait)]
    return Section("Twins", [_INTRODUCTION, Table(_HEADINGS, rows)], _figures(pairs))


def _figures(pairs: Sequence[TwinScored]) -> list[Figure]:
    subtle = [one for one in pairs if one.pair.trait("subtle") == "true"]
    return [
        Figure("twins: AUC", _auc(pairs), 0.90),
        Figure("twins: AUC on the subtle", _auc(subtle), 0.80),
        Figure("twins: share of pairs in the right order", _order(pairs), 0.85),
        Figure(
            "twins: share of benign at “likely”",
            share(sum(one.benign.alarmed for one in pairs), len(pairs)),
            0.05,
            at_least=False,
        ),
    ]


def _grouped(pairs: Sequence[TwinScored], trait: str) -> Iterator[tuple[str, list[TwinScored]]]:
    for value in sorted({one.pair.trait(trait) for one in pairs}):
        yield value, [one for one in pairs if one.pair.trait(trait) == value]


def _row(name: str, pairs: Sequence[TwinScored]) -> tuple[str, ...]:
    lengths = auc([one.pair.approach.length for one in pairs], [one.pair.benign.length for one in pairs])
    return (
        name,
        str(len(pairs)),
        str(_auc(pairs)),
        str(_order(pairs)),
        str(sum(one.approach.decibans == one.benign.decibans for one in pairs)),
        f"{lengths.value:.3f}",
        str(sum(one.approach.alarmed for one in pairs)),
        str(sum(one.benign.alarmed for one in pairs)),
    )


def _auc(pairs: Sequence[TwinScored]) -> Interval:
    return auc([one.approach.decibans for one in pairs], [one.benign.decibans for one in pairs])


def _order(pairs: Sequence[TwinScored]) -> Interval:
    return share(sum(one.approach.decibans > one.benign.decibans for one in pairs), len(pairs))
