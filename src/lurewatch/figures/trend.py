"""Whether more came than before, or whether that is noise."""

from collections.abc import Sequence

from lurewatch.figures.proportion import bounds
from lurewatch.model.figures import Change, Week

_FEWEST = 2  # weeks on either side


def change(weeks: Sequence[Week]) -> Change | None:
    """The later half of the weeks against the earlier half, as a ratio of rates; None for fewer than four weeks.

    If the rate stayed the same, each approach falls into either half with the same chance: exact bounds of that share
    give those of the ratio (Przyborowski and Wilenski, Biometrika 31, 1940). Of an odd number the first is left out.
    """
    half = len(weeks) // 2
    if half < _FEWEST:
        return None
    earlier = sum(one.approaches for one in weeks[-2 * half : -half])
    later = sum(one.approaches for one in weeks[-half:])
    if not earlier + later:
        return Change(half, 0, 0, None, 0.0, None)
    low, high = bounds(later, earlier + later)
    return Change(
        half, later, earlier, later / earlier if earlier else None, _odds(low), None if high == 1 else _odds(high)
    )


def _odds(share: float) -> float:
    return share / (1 - share)
