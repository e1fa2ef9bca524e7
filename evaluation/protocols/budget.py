"""How many approaches are found when almost no ordinary mail may be wronged?"""

from collections.abc import Iterator

from evaluation.case import Scored, Truth
from evaluation.metrics.ranking import Recall, recall_at
from evaluation.report import Section, Table
from evaluation.run import Run

_RATES = (0.01, 0.001)


def budget(run: Run) -> Section | None:
    """Recall at 1 % and at 0.1 % false alarms, pooled over all ordinary sets."""
    benign = [one.decibans for one in run.ordinary()]
    found = list(_approaches(run))
    if not benign or not found:
        return None
    recalls = [
        (name, [recall_at([one.decibans for one in group], benign, rate) for rate in _RATES]) for name, group in found
    ]
    rows = [(name, str(len(group)), *map(_cell, each)) for (name, group), (_, each) in zip(found, recalls, strict=True)]
    headings = (
        "approaches",
        "n",
        *(f"recall at {100 * rate:g} % ({_allowed(one)})" for rate, one in zip(_RATES, recalls[0][1], strict=True)),
    )
    return Section("Recall at a budget of false alarms", [_opening(len(benign)), Table(headings, rows)])


def _opening(benign: int) -> str:
    said = f"The cut is the score that so many of the {benign:,} ordinary conversations, all sets pooled, exceed."
    if benign * _RATES[-1] < 1:
        said += (
            f" Too few to speak of {100 * _RATES[-1]:g} %: the last column is the recall with no false alarm at all."
        )
    return said


def _approaches(run: Run) -> Iterator[tuple[str, list[Scored]]]:
    for name in run.names("lures"):
        covert = [one for one in run.scored(name) if one.case.truth is Truth.COVERT]
        yield name, covert
        yield (
            f"{name}, not reconstructed",
            [one for one in covert if one.case.traits.get("fidelity") != "narrative_reconstruction"],
        )
    for name in run.names("seconvo"):
        yield f"{name}, malicious", [one for one in run.scored(name) if one.case.truth is Truth.MALICIOUS]
    if run.pairs:
        yield "twins", [one.approach for one in run.twins()]


def _allowed(recall: Recall) -> str:
    return f"{recall.allowed} of {recall.benign:,}"


def _cell(recall: Recall) -> str:
    return str(recall.found)
