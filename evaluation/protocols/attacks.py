"""Hostile text: what is left of the score when approaches are rewritten so as not to be found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import NamedTuple

from evaluation.attacks.catalogue import AS_MAIL, ATTACKS
from evaluation.attacks.mailbox import address_of, write
from evaluation.attacks.rewriting import Attack
from evaluation.case import Case, Scored, Truth
from evaluation.metrics.proportion import share
from evaluation.metrics.ranking import auc
from evaluation.report import Section, Table
from evaluation.run import PRIOR, Run
from lurewatch.model.kind import LIKELY, REALISTIC

_EVERY = 4  # of the pairs, so that the whole takes less than a minute
_HEADINGS = (
    "attack",
    "n",
    "mean change",
    "kept at realistic",
    "AUC against untouched benign",
    "disguise seen",
    "benign to likely",
    "by disguise alone",
)
_INTRODUCTION = (
    "Approaches rewritten by an adversary who knows that a machine reads them, against benign ones left as they are. "
    "“Kept” is the share of the approaches at “realistic possibility” or above that still are; “disguise seen” the "
    "share of all in which evidence of disguise was found, instructions to a model among it. The last columns rewrite "
    "the benign conversations instead: how many come to “likely” that were not, and how many of them would not without "
    "the evidence of disguise."
)
_MAIL = (
    "The same as HTML mail, read as a mailbox is: before and after go the same way. No detector may be fooled by what a "
    "person does not see."
)


class Sample(NamedTuple):
    """Approaches and benign conversations before any attack."""

    name: str
    approaches: Sequence[Scored]
    benign: Sequence[Scored]


Judged = Callable[[Sequence[Case]], list[Scored]]


def attacks(run: Run) -> Section | None:
    """The drop of each attack, on a sample of the twins and on the published approaches."""
    samples = [one for one in _samples(run) if one.approaches and one.benign]
    if not samples:
        return None
    parts: list[str | Table] = [_INTRODUCTION]
    for sample in samples:
        parts += [f"**{sample.name}**", _table(sample, ATTACKS, lambda cases: run.judged(cases, PRIOR))]
    return Section("Hostile text", [*parts, _MAIL, *_as_mail(run, samples[0])])


def _samples(run: Run) -> list[Sample]:
    chosen = run.twins()[::_EVERY]
    twins = Sample("twins, every fourth pair", [one.approach for one in chosen], [one.benign for one in chosen])
    return [twins, *(_published(name, run.scored(name)) for name in run.names("lures"))]


def _published(name: str, scored: Sequence[Scored]) -> Sample:
    return Sample(
        name,
        [one for one in scored if one.case.truth is Truth.COVERT],
        [one for one in scored if one.case.truth is Truth.BENIGN],
    )


def _as_mail(run: Run, sample: Sample) -> list[Table]:
    """The attacks in HTML, on the sample read as plain mail first."""
    with TemporaryDirectory() as folder:

        def judged(cases: Sequence[Case]) -> list[Scored]:
            return _read(run, cases, Path(folder) / "made.mbox")

        approaches, benign = ([one.case for one in side] for side in (sample.approaches, sample.benign))
        plain = Sample(sample.name, judged(approaches), judged(benign))
        return [_table(plain, AS_MAIL, judged)]


def _read(run: Run, cases: Sequence[Case], path: Path) -> list[Scored]:
    """The cases as `scan` judges them when they come as mail; one that was not found again is an error."""
    write([case.document for case in cases], path)
    found = {one.conversation.contact.handles[0].key: one.assessment for one in run.read(path).judged}
    return [Scored(case, found[f"email:{address_of(number)}"]) for number, case in enumerate(cases)]


def _table(sample: Sample, catalogue: Mapping[str, Attack], judged: Judged) -> Table:
    return Table(_HEADINGS, [_row(name, attack, sample, judged) for name, attack in catalogue.items()])


def _row(name: str, attack: Attack, sample: Sample, judged: Judged) -> tuple[str, ...]:
    before, after = sample.approaches, _rewritten(sample.approaches, attack, judged)
    found = [new for old, new in zip(before, after, strict=True) if old.assessment.probability >= REALISTIC]
    pushed = _pushed(sample.benign, _rewritten(sample.benign, attack, judged))
    return (
        name,
        str(len(before)),
        f"{fmean(new.decibans - old.decibans for old, new in zip(before, after, strict=True)):+.1f} dB",
        f"{sum(one.assessment.probability >= REALISTIC for one in found)} of {len(found)}",
        str(auc([one.decibans for one in after], [one.decibans for one in sample.benign])),
        f"{share(sum(_disguise(one) != 0 for one in after), len(after)).value:.2f}",
        str(len(pushed)),
        str(sum(_without_disguise(one) < LIKELY for one in pushed)),
    )


def _rewritten(scored: Sequence[Scored], attack: Attack, judged: Judged) -> list[Scored]:
    return judged([replace(one.case, document=attack(one.case.document)) for one in scored])


def _pushed(before: Sequence[Scored], after: Sequence[Scored]) -> list[Scored]:
    return [new for old, new in zip(before, after, strict=True) if new.alarmed and not old.alarmed]


def _disguise(one: Scored) -> float:
    """The decibans that evidence of disguise added."""
    return sum(part.decibans for part in one.assessment.evidence if part.family == "disguise")


def _without_disguise(one: Scored) -> float:
    """The probability had nothing of disguise been seen."""
    odds = 10 ** ((one.decibans - _disguise(one)) / 10)
    return odds / (1 + odds)
