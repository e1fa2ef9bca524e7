"""The least that there are, from how often each was seen: Chao's lower bound.

Sources: A. Chao, "Nonparametric estimation of the number of classes in a population", Scandinavian Journal of
Statistics 11 (1984); the interval, which never ends below what was seen, from A. Chao, "Estimating the population size
for capture-recapture data with unequal catchability", Biometrics 43 (1987).
"""

from collections.abc import Sequence
from math import exp, log, sqrt

from lurewatch.model.estimate import Estimate

METHOD = "Chao's lower bound"
_Z = 1.959964  # of the normal distribution, for 95 %
_FEWEST = 5  # seen twice, below which the variance is a guess
_ASSUMES = (
    "Each sighting of one is independent of the others.",
    "How easily one is seen may differ from one to the next; then there are more than this.",
)


def lower_bound(times: Sequence[int], ways: int | None = None) -> Estimate:
    """The least that there are. `times[k]` were seen k times; `ways` is how often one could be seen at most.

    Bias-corrected, so that it is there without anything seen twice; refused where fewer than five were.
    """
    once, twice = (times[k] if len(times) > k else 0 for k in (1, 2))
    seen = sum(times[1:])
    if ways is not None and ways < 2:
        return Estimate(METHOD, seen, refused="one way of seeing tells nothing of what it missed; two are needed")
    if twice < _FEWEST:
        why = f"{twice} were seen twice, and at least {_FEWEST} are needed to tell how many were never seen"
        return Estimate(METHOD, seen, refused=why)
    share = 1.0 if ways is None else (ways - 1) / ways
    unseen = share * once * (once - 1) / (2 * (twice + 1))
    low, high = _interval(unseen, _variance(once, twice, share))
    return Estimate(METHOD, seen, seen + unseen, seen + low, seen + high, True, _ASSUMES)


def _variance(once: int, twice: int, share: float) -> float:
    """That of the bias-corrected form; R. K. Colwell, EstimateS user's guide, appendix B."""
    return (
        share * once * (once - 1) / (2 * (twice + 1))
        + share**2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
        + share**2 * once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
    )


def _interval(unseen: float, variance: float) -> tuple[float, float]:
    """Log-normal in the number unseen: it is never negative, and its upper side is the longer one."""
    if unseen <= 0:
        return 0.0, 0.0
    factor = exp(_Z * sqrt(log(1 + variance / unseen**2)))
    return unseen / factor, unseen * factor
