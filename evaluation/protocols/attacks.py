"""What each way of rewriting an approach costs, and whether it is told."""

from collections.abc import Sequence
from hashlib import blake2b
from random import Random

from evaluation.attacks.catalogue import ATTACKS
from evaluation.attacks.text import Attack
from evaluation.case import Case, Scored, Truth
from evaluation.metrics.proportion import share
from evaluation.metrics.ranking import auc
from evaluation.report import Section, Table
from evaluation.run import PRIOR, Run
from lurewatch.model.kind import REALISTIC

_EVERY = 4  # each fourth pair of twins: enough to tell, and done in a minute
_TELLING = frozenset({"look-alike-letters", "letters-set-otherwise", "hidden-text", "model-instructions"})
_HEADINGS = ("attack", "change in decibans", "still alerted", "AUC", "disguise told", "benign at “likely”")
_INTRODUCTION = (
    "The contact's texts of each fourth pair of twins{lures} rewritten as somebody would who wants to pass a filter. "
    "Mean change; of those at “realistic possibility” or above before, how many still are; AUC of the rewritten "
    "approaches against their benign look-alikes as they were; how many show an indicator of disguise; and the benign "
    "twins, rewritten in the same way, that reach “likely”."
)


def attacks(run: Run) -> Section | None:
    """Each attack over the same approaches."""
    pairs = run.pairs[::_EVERY]
    if not pairs:
        return None
    lures = [case for name in run.names("lures") for case in run.cases(name) if case.truth is Truth.COVERT]
    approaches = [*(one.approach for one in pairs), *lures]
    benign = [one.benign for one in pairs]
    before, calm = run.judged(approaches, PRIOR), run.judged(benign, PRIOR)
    rows = [_row("none", before, before, calm, calm)]
    for name, attack in ATTACKS.items():
        after = run.judged([_attacked(case, attack) for case in approaches], PRIOR)
        wronged = run.judged([_attacked(case, attack) for case in benign], PRIOR)
        rows.append(_row(name, before, after, calm, wronged))
    said = _INTRODUCTION.format(lures=" and of the published approaches," if lures else ",")
    return Section("Hostile text", [f"{said} {len(approaches)} approaches.", Table(_HEADINGS, rows)])


def _attacked(case: Case, attack: Attack) -> Case:
    seed = int.from_bytes(blake2b(case.id.encode(), digest_size=8).digest())
    return Case(case.id, case.truth, case.group, attack(case.document, Random(seed)), case.traits)  # noqa: S311


def _row(
    name: str, before: Sequence[Scored], after: Sequence[Scored], calm: Sequence[Scored], wronged: Sequence[Scored]
) -> tuple[str, ...]:
    change = sum(b.decibans - a.decibans for a, b in zip(before, after, strict=True)) / len(before)
    alerted = [b for a, b in zip(before, after, strict=True) if a.assessment.probability >= REALISTIC]
    told = sum(any(e.indicator in _TELLING for e in one.assessment.evidence) for one in after)
    return (
        name,
        f"{change:+.1f}",
        str(share(sum(one.assessment.probability >= REALISTIC for one in alerted), len(alerted))),
        str(auc([one.decibans for one in after], [one.decibans for one in calm])),
        str(share(told, len(after))),
        f"{sum(one.alarmed for one in wronged)} of {len(wronged)}",
    )
