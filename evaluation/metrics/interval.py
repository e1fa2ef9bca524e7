"""A figure with its uncertainty."""

from typing import NamedTuple


class Interval(NamedTuple):
    """A figure and the bounds that hold it with 95 % confidence."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"
