"""How far what was found agrees with what was labelled."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

from evaluation.metrics.interval import Interval

_SEED = 20260301
_ROUNDS = 1000


@dataclass(slots=True)
class Agreement:
    """Counts of what was found and labelled, found only, labelled only."""

    both: int = 0
    found_only: int = 0
    labelled_only: int = 0

    def add(self, found: Iterable[object], labelled: Iterable[object]) -> None:
        """Counts two sets of one conversation."""
        first, second = set(found), set(labelled)
        self.both += len(first & second)
        self.found_only += len(first - second)
        self.labelled_only += len(second - first)

    @property
    def precision(self) -> float:
        """The share of what was found that is labelled so; 0 where nothing was found."""
        return _ratio(self.both, self.both + self.found_only)

    @property
    def recall(self) -> float:
        """The share of what is labelled that was found; 0 where nothing is labelled."""
        return _ratio(self.both, self.both + self.labelled_only)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return _ratio(2 * self.both, 2 * self.both + self.found_only + self.labelled_only)


def macro_f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    """The mean of F1 for both answers; `pairs` are (found, labelled)."""
    return fmean(_f1(pairs, answer) for answer in (True, False))


def resampled(pairs: Sequence[tuple[bool, bool]], figure: Callable[[Sequence[tuple[bool, bool]]], float]) -> Interval:
    """A figure with its 95 % bounds by bootstrap over conversations, with a fixed seed."""
    if not pairs:
        return Interval(0.0, 0.0, 1.0)
    draw = Random(_SEED)  # noqa: S311  a bootstrap must repeat
    drawn = sorted(figure(draw.choices(pairs, k=len(pairs))) for _ in range(_ROUNDS))
    return Interval(figure(pairs), drawn[int(_ROUNDS * 0.025)], drawn[int(_ROUNDS * 0.975) - 1])


def _f1(pairs: Sequence[tuple[bool, bool]], answer: bool) -> float:
    both = sum(found is answer and labelled is answer for found, labelled in pairs)
    either = sum((found is answer) + (labelled is answer) for found, labelled in pairs)
    return _ratio(2 * both, either)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
