"""How many there are in all, beyond those that were seen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many there are in all, with a 95 % interval; or why that cannot be said.

    `seen` were counted, each once. `total`, `low` and `high` are None where `refused` says why; `high` is None too
    where the data set no upper bound. `is_lower_bound`: `total` is the least there are, in the long run, and not the
    likeliest number. `assumes` says in words what has to hold, one sentence each.
    """

    method: str
    seen: int
    total: float | None = None
    low: float | None = None
    high: float | None = None
    is_lower_bound: bool = False
    assumes: tuple[str, ...] = ()
    refused: str = ""
