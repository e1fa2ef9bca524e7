"""The published dialogues of Ai et al. (EMNLP 2024), by the paper's own measure."""

from collections.abc import Sequence

from evaluation.case import Scored, Truth
from evaluation.metrics.agreement import macro_f1, resampled
from evaluation.metrics.ranking import auc
from evaluation.report import Figure, Section, Table
from evaluation.run import EVEN, Run

_SEEN = (1, 3, 5, None)
_INTRODUCTION = (
    "Dialogues written by a language model, mostly about identity data. Malicious is the probability of covert "
    "approach and scam together at 0.5 or above, with `--prior 0.5`. Shipped weights, nothing learned from this "
    "set. The paper's figures, on its 360 test conversations: 0.78 for GPT-4-Turbo, 0.80 for its own pipeline, "
    "0.74 at five messages. Bounds by bootstrap over conversations."
)


def seconvo(run: Run) -> Section | None:
    """Macro-F1 with the shipped weights, by how many messages have been seen."""
    names = run.names("seconvo")
    if not names:
        return None
    parts: list[str | Table] = [_INTRODUCTION]
    figures = []
    for name in names:
        whole = run.scored(name, EVEN)
        parts += [
            f"**{name}**",
            Table(_HEADINGS, [_row(_seen(run, name, count), count) for count in _SEEN]),
            _by_group(whole),
        ]
        figures.append(Figure(f"{name}: macro-F1, shipped weights", resampled(_pairs(whole), macro_f1), 0.82))
    return Section("SEConvo", parts, figures)


_HEADINGS = ("messages seen", "n", "macro-F1", "AUC", "length alone", "malicious found", "benign called malicious")


def _seen(run: Run, name: str, count: int | None) -> list[Scored]:
    if count is None:
        return run.scored(name, EVEN)
    return run.judged([case.first(count) for case in run.cases(name)], EVEN)


def _row(scored: Sequence[Scored], count: int | None) -> tuple[str, ...]:
    bad, good = _split(scored)
    return (
        "all" if count is None else str(count),
        str(len(scored)),
        str(resampled(_pairs(scored), macro_f1)),
        str(auc([one.malicious for one in bad], [one.malicious for one in good])),
        f"{auc([one.case.length for one in bad], [one.case.length for one in good]).value:.3f}",
        f"{_called(bad)} of {len(bad)}",
        f"{_called(good)} of {len(good)}",
    )


def _by_group(scored: Sequence[Scored]) -> Table:
    rows = []
    for group in sorted({one.case.group for one in scored}):
        bad, good = _split([one for one in scored if one.case.group == group])
        rows.append((group, f"{_called(bad)} of {len(bad)}", f"{_called(good)} of {len(good)}"))
    return Table(("pretext", "malicious found", "benign called malicious"), rows)


def _split(scored: Sequence[Scored]) -> tuple[list[Scored], list[Scored]]:
    bad = [one for one in scored if one.case.truth is Truth.MALICIOUS]
    return bad, [one for one in scored if one.case.truth is Truth.BENIGN]


def _pairs(scored: Sequence[Scored]) -> list[tuple[bool, bool]]:
    return [(one.malicious >= EVEN, one.case.truth is Truth.MALICIOUS) for one in scored]


def _called(scored: Sequence[Scored]) -> int:
    return sum(one.malicious >= EVEN for one in scored)
