"""Scams: are they told from covert approaches?"""

from collections.abc import Sequence

from evaluation.case import Scored
from evaluation.metrics.proportion import share
from evaluation.metrics.ranking import auc
from evaluation.report import Section, Table
from evaluation.run import Run
from lurewatch.model.kind import Kind

_INTRODUCTION = (
    "A scam wants money or identity; it gets kind `scam` and its own advice. “Covert at likely” are scams that "
    "would be shown as approaches. The AUC sets the probability of scam here against that of all ordinary "
    "conversations."
)


def scam(run: Run) -> Section | None:
    """The share of kind scam, and of those taken for covert approaches, by class."""
    names = run.names("scam")
    if not names:
        return None
    ordinary = [one.assessment.kinds[Kind.SCAM] for one in run.ordinary()]
    parts: list[str | Table] = [_INTRODUCTION]
    for name in names:
        scored = run.scored(name)
        groups = sorted({one.case.group for one in scored})
        rows = [_row(group, [one for one in scored if one.case.group == group], ordinary) for group in groups]
        parts += [f"**{name}**", Table(_HEADINGS, [*rows, _row("all", scored, ordinary)])]
    wrongly = sum(one.assessment.kind is Kind.SCAM for one in run.ordinary())
    parts.append(f"Ordinary conversations called scam: {wrongly} of {len(ordinary):,}.")
    return Section("Scams", parts)


_HEADINGS = ("class", "n", "kind scam", "covert at likely", "AUC against ordinary")


def _row(group: str, scored: Sequence[Scored], ordinary: Sequence[float]) -> tuple[str, ...]:
    called = sum(one.assessment.kind is Kind.SCAM for one in scored)
    ranked = str(auc([one.assessment.kinds[Kind.SCAM] for one in scored], ordinary)) if ordinary else ""
    return group, str(len(scored)), str(share(called, len(scored))), str(sum(one.alarmed for one in scored)), ranked
