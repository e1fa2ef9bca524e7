"""How far probabilities move between the two of a pair, and how far they may."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from evaluation.fairness.conversations import Talk
from evaluation.fairness.swaps import Pair
from lurewatch.detection.assessor import Assessor
from lurewatch.sources.readers.jsonl import conversation_of_line

PRIOR = 0.5  # where a difference bites most
Judge = Callable[[Talk], float]


@dataclass(frozen=True, slots=True)
class Limits:
    """How far probabilities may move: at most, on average with sign, and in 95 of 100 pairs; None if not limited."""

    most: float | None = None
    mean: float | None = None
    p95: float | None = None


@dataclass(frozen=True, slots=True)
class Moves:
    """By how much each pair's probability moved, second less first, and the pair that moved most."""

    question: str
    shifts: tuple[float, ...]
    worst: str = ""

    @property
    def mean(self) -> float:
        """The average, with sign."""
        return fmean(self.shifts) if self.shifts else 0.0

    @property
    def p95(self) -> float:
        """What 95 of 100 pairs move by at most."""
        ordered = sorted(map(abs, self.shifts))
        return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))] if ordered else 0.0

    @property
    def most(self) -> float:
        """What the pair that moved most moved by."""
        return max(map(abs, self.shifts), default=0.0)

    def breaches(self, limits: Limits) -> list[str]:
        """What is past its limit, in words."""
        found = (("largest", self.most, limits.most), ("mean", self.mean, limits.mean), ("95th", self.p95, limits.p95))
        return [
            f"{name} {value:.4f}, limit {limit}"
            for name, value, limit in found
            if limit is not None and abs(value) > limit
        ]


def judge_by(assessor: Assessor) -> Judge:
    """The probability of a covert approach."""
    return lambda talk: assessor.assess(conversation_of_line(talk.line, 1)).probability


def measured(question: str, pairs: Iterable[tuple[str, Pair]], judge: Judge) -> Moves:
    """The moves of named pairs; those whose texts are the same count for nothing."""
    moved: list[tuple[float, str]] = [
        (judge(other) - judge(one), name) for name, (one, other) in pairs if one.line != other.line
    ]
    worst = max(moved, key=lambda one: abs(one[0]), default=(0.0, ""))[1]
    return Moves(question, tuple(shift for shift, _ in moved), worst)


def table(rows: Sequence[Moves]) -> str:
    """A line each: how many pairs, mean with sign, 95th percentile and largest of the moves."""
    head = f"{f'probability at prior {PRIOR}':<34}{'pairs':>6}{'mean':>9}{'95th':>8}{'largest':>9}  moved most"
    lines = [
        f"{one.question:<34}{len(one.shifts):>6}{one.mean:>+9.4f}{one.p95:>8.4f}{one.most:>9.4f}  {one.worst}"
        for one in rows
    ]
    return "\n".join((head, *lines))
