"""The languages that are judged, each with its own figures, and how often one of them is taken for another."""

from collections.abc import Sequence

from evaluation.case import Scored
from evaluation.metrics.proportion import share
from evaluation.metrics.ranking import auc
from evaluation.report import Section, Table
from evaluation.run import Run, TwinScored

_NAMES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}
_HEADINGS = ("twins", "pairs", "AUC", "right order", "not judged", "of conversations")
_INTRODUCTION = (
    "What is judged is English, German, French and Spanish; a conversation mostly in another language is told as a gap "
    "and gets no verdict. The twins are all in these four, so that any “not judged” among them is a fault; among the "
    "other sets are a few messages that are indeed in another language."
)


def languages(run: Run) -> Section | None:
    """AUC and order of the twins by language, and the conversations of every set that were not judged."""
    pairs = run.twins()
    rows = [
        _row(name, group)
        for lang, name in _NAMES.items()
        if (group := [p for p in pairs if p.pair.trait("lang") == lang])
    ]
    sets = [(name, *_not_judged(run.scored(name))) for name in run.paths]
    if not rows and not sets:
        return None
    tables = [Table(_HEADINGS, rows)] if rows else []
    return Section(
        "Languages",
        [_INTRODUCTION, *tables, *([Table(("set", "not judged", "of conversations"), sets)] if sets else [])],
    )


def _row(name: str, pairs: Sequence[TwinScored]) -> tuple[str, ...]:
    up, down = [one.approach for one in pairs], [one.benign for one in pairs]
    order = share(sum(one.approach.decibans > one.benign.decibans for one in pairs), len(pairs))
    area = auc([one.decibans for one in up], [one.decibans for one in down])
    return (name, str(len(pairs)), str(area), str(order), *_not_judged([*up, *down]))


def _not_judged(scored: Sequence[Scored]) -> tuple[str, str]:
    return str(sum(not one.assessment.judged for one in scored)), f"{len(scored):,}"
