"""Calibration: is a stated 0.8 right eight times in ten?"""

from collections.abc import Sequence

from evaluation.case import Scored
from evaluation.metrics.reliability import Bin, brier, calibration_error, log_loss, reliability
from evaluation.report import Section, Table
from evaluation.run import EVEN, Run

_INTRODUCTION = (
    "Over the twins, of which half are approaches, so with `--prior 0.5`. It holds for such a mixture of close "
    "look-alikes only: among ordinary mail, most benign conversations are much easier."
)


def calibration(run: Run) -> Section | None:
    """Stated against true, in ten bins, with the error, Brier score and log loss."""
    pairs = run.twins(EVEN)
    if not pairs:
        return None
    approaches, benign = [one.approach for one in pairs], [one.benign for one in pairs]
    stated, truth = _stated([*approaches, *benign]), [True] * len(pairs) + [False] * len(pairs)
    bins = reliability(stated, truth)
    said = (
        f"Mean distance of stated from true: {calibration_error(bins):.3f}. Always saying 0.5 has a Brier score of "
        f"0.250 and a log loss of 0.693; here they are {brier(stated, truth):.3f} and {log_loss(stated, truth):.3f}."
    )
    return Section(
        "Calibration",
        [_INTRODUCTION, Table(("stated", "n", "mean stated", "approaches"), [_row(one) for one in bins]), said],
    )


def _stated(scored: Sequence[Scored]) -> list[float]:
    return [one.assessment.probability for one in scored]


def _row(one: Bin) -> tuple[str, ...]:
    return f"{one.low:.1f} to {one.high:.1f}", str(one.held), f"{one.stated:.3f}", str(one.true)
