"""Published texts of real approaches against their benign look-alikes."""

from collections.abc import Iterable, Sequence

from evaluation.case import Scored, Truth
from evaluation.metrics.interval import Interval
from evaluation.metrics.proportion import share
from evaluation.metrics.ranking import auc
from evaluation.report import Figure, Section, Table
from evaluation.run import Run

_RECONSTRUCTED = "narrative_reconstruction"
_INTRODUCTION = (
    "Never learned from. “Reconstructed” texts were written back from a report's description and are weak "
    "evidence, so they stand apart; “core” leaves out side forms (renting an account, tasking by a handler). "
    "“Hard” look-alikes are those most easily wronged."
)


def lures(run: Run) -> Section | None:
    """AUC against all look-alikes and against the hard ones, by fidelity and for the core forms."""
    names = run.names("lures")
    if not names:
        return None
    parts: list[str | Table] = [_INTRODUCTION]
    figures: list[Figure] = []
    for name in names:
        scored = run.scored(name)
        parts += [f"**{name}**", _ranking(scored), _by_class(scored)]
        figures += _figures(name, scored)
    return Section("Published approaches and their look-alikes", parts, figures)


def _figures(name: str, scored: list[Scored]) -> list[Figure]:
    found, benign = _of(scored, Truth.COVERT), _of(scored, Truth.BENIGN)
    against_all, against_hard = _auc(found, benign), _auc(found, _hard(benign))
    return [
        Figure(f"{name}: AUC against benign look-alikes", against_all, 0.95),
        Figure(f"{name}: AUC against the hard ones", against_hard, 0.85),
        Figure(
            f"{name}: share of look-alikes at “likely”",
            share(sum(one.alarmed for one in benign), len(benign)),
            0.05,
            at_least=False,
        ),
    ]


def _ranking(scored: list[Scored]) -> Table:
    found, benign = _of(scored, Truth.COVERT), _of(scored, Truth.BENIGN)
    hard = _hard(benign)
    groups = {
        "all": found,
        "core": [one for one in found if one.case.traits.get("core") == "true"],
        "verbatim": _with(found, {"verbatim"}),
        "paraphrased": _with(found, {"paraphrased_quote"}),
        "verbatim and paraphrased": _with(found, {"verbatim", "paraphrased_quote"}),
        "reconstructed": _with(found, {_RECONSTRUCTED}),
    }
    rows = [
        (
            name,
            str(len(group)),
            str(_auc(group, benign)),
            str(_auc(group, hard)),
            _length(group, benign),
            _alarms(group),
        )
        for name, group in groups.items()
        if group
    ]
    return Table(
        ("approaches", "n", f"AUC against {len(benign)}", f"AUC against {len(hard)} hard", "length alone", "at likely"),
        rows,
    )


def _by_class(scored: list[Scored]) -> Table:
    kinds = sorted({(one.case.truth, one.case.group) for one in scored})
    rows = []
    for truth, group in kinds:
        held = [one for one in scored if (one.case.truth, one.case.group) == (truth, group)]
        decibans = sorted(one.decibans for one in held)
        rows.append(
            (
                truth,
                group.replace("_", " "),
                str(len(held)),
                f"{decibans[len(held) // 2]:+.1f} dB",
                f"{decibans[-1]:+.1f} dB",
                _alarms(held),
            )
        )
    return Table(("label", "class", "n", "median", "highest", "at likely"), rows)


def _of(scored: Iterable[Scored], truth: Truth) -> list[Scored]:
    return [one for one in scored if one.case.truth is truth]


def _hard(scored: Iterable[Scored]) -> list[Scored]:
    return [one for one in scored if one.case.traits.get("hard") == "true"]


def _with(scored: Iterable[Scored], fidelity: set[str]) -> list[Scored]:
    return [one for one in scored if one.case.traits.get("fidelity") in fidelity]


def _auc(found: Sequence[Scored], benign: Sequence[Scored]) -> Interval:
    return auc([one.decibans for one in found], [one.decibans for one in benign])


def _length(found: Sequence[Scored], benign: Sequence[Scored]) -> str:
    return f"{auc([one.case.length for one in found], [one.case.length for one in benign]).value:.3f}"


def _alarms(scored: Sequence[Scored]) -> str:
    return f"{sum(one.alarmed for one in scored)} of {len(scored)}"
