"""How time grows with size, for work that a hostile input could otherwise make grow with its square."""

import time
from collections.abc import Callable

TIMES = 8  # how much larger the larger input is: linear work takes about 8 times as long, a square 64 times
_SHORTEST = 0.01  # seconds; below that a clock says nothing
BOUND = 3 * TIMES


def times_as_long(run: Callable[[int], object], size: int) -> float:
    """How many times as long `run` takes for TIMES the size, in time of the processor.

    What is past the bound is measured again: a square stays past it, what else the machine did at the time does not.
    """
    ratio = _ratio(run, size)
    return ratio if ratio < BOUND else min(ratio, _ratio(run, size))


def _ratio(run: Callable[[int], object], size: int) -> float:
    """The best of two for either size."""
    small = min(_seconds(run, size) for _ in range(2))
    return min(_seconds(run, size * TIMES) for _ in range(2)) / max(_SHORTEST, small)


def _seconds(run: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    run(size)
    return time.process_time() - begun
