"""How the decibans add up, from the prior to the total, as bars on one scale."""

from collections.abc import Sequence
from typing import NamedTuple

from lurewatch.model.assessment import Assessment
from lurewatch.telling.reasons import Reason

_MOST_BARS = 12
_NEVER_LESS = 0.6  # percent of the width; a bar that small is still seen
_ROW = 38  # pixels


class Bar(NamedTuple):
    """One step: label, its decibans, the running sum after it, and its place in percent of the width."""

    label: str
    decibans: float
    total: float
    left: float
    width: float
    end: float
    tone: str
    number: int = 0


class Waterfall(NamedTuple):
    """The bars from top to bottom; `zero` and `likely` are places of even odds and of "likely", in percent."""

    bars: tuple[Bar, ...]
    zero: float

    @property
    def height(self) -> int:
        """Pixels that the drawing needs."""
        return _ROW * len(self.bars)


class _Step(NamedTuple):
    label: str
    decibans: float
    tone: str
    number: int = 0


def waterfall(assessment: Assessment, reasons: Sequence[Reason]) -> Waterfall:
    """The prior, each weighty reason, what is left, the calibration if any, and the total."""
    steps = list(_steps(assessment, reasons))
    sums = [0.0]
    for step in steps:
        sums.append(sums[-1] + step.decibans)
    low, high = min(*sums, assessment.decibans), max(*sums, assessment.decibans)
    span = max(high - low, 1.0)

    def place(decibans: float) -> float:
        return round(1 + 98 * (decibans - low) / span, 2)

    def bar(step: _Step, start: float, end: float) -> Bar:
        left, width = place(min(start, end)), abs(place(end) - place(start))
        return Bar(
            step.label, step.decibans, end, left, round(max(width, _NEVER_LESS), 2), place(end), step.tone, step.number
        )

    bars = [bar(step, sums[index], sums[index + 1]) for index, step in enumerate(steps)]
    bars.append(bar(_Step("Total", assessment.decibans, "total"), 0.0, assessment.decibans))
    return Waterfall(tuple(bars), place(0.0))


def _steps(assessment: Assessment, reasons: Sequence[Reason]) -> list[_Step]:
    steps = [_Step("Before reading: the prior", assessment.prior_decibans, "prior")]
    weighty = [reason for reason in reasons if reason.tone != "none"]
    chosen = {reason.number for reason in sorted(weighty, key=lambda one: -abs(one.decibans))[:_MOST_BARS]}
    steps += [_Step(one.text, one.decibans, one.tone, one.number) for one in weighty if one.number in chosen]
    rest = [reason for reason in reasons if reason.number not in chosen]
    if left := sum(reason.decibans for reason in rest):
        steps.append(_Step(f"{len(rest)} smaller pieces together", left, "for" if left > 0 else "against"))
    if assessment.calibration_decibans is not None:
        steps.append(_Step("Calibration", assessment.calibration_decibans, "prior"))
    return steps
