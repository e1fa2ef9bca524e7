"""How a case may go on from how it stands."""

from collections.abc import Mapping

from lurewatch.errors import UsageError
from lurewatch.model.case import CaseState

_NEXT: Mapping[CaseState, frozenset[CaseState]] = {
    CaseState.OPEN: frozenset((CaseState.WAITING, CaseState.CLOSED)),
    CaseState.WAITING: frozenset((CaseState.OPEN, CaseState.CLOSED)),
    CaseState.CLOSED: frozenset((CaseState.OPEN,)),
}


def moved(before: CaseState, after: CaseState, open_tasks: int) -> CaseState:
    """The state that a case goes to; UsageError where it cannot from here, or is to be closed with tasks left open."""
    if after not in _NEXT[before] | {before}:
        raise UsageError(f"a case that is {before} cannot become {after}; open it again first")
    if after is CaseState.CLOSED and open_tasks:
        raise UsageError(f"{open_tasks} of its tasks are open; finish them before the case is closed")
    return after
