"""What approaches are held to be: decided with a reason, contested, and handed to training."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from lurewatch.desk.permission import Request, allow
from lurewatch.desk.reason import stated
from lurewatch.errors import UsageError
from lurewatch.model.approach import State
from lurewatch.model.audit import Act
from lurewatch.model.decision import Decision
from lurewatch.model.encode import decided_as_json
from lurewatch.model.kind import Kind
from lurewatch.model.member import Member

_MOST = 500  # approaches in one decision
_LONGEST_ONCE = 64


def decide(by: Member, names: Sequence[str], kind: Kind, reason: str, once: str = "") -> tuple[str, ...]:
    """Decides what some approaches are, all or none; gives those that were newly decided.

    `once` names the asking (a form's own number): asked again under it, nothing is decided twice.
    """
    allow(by, Request.DECIDE)
    decision = Decision("", kind, stated(reason), by.account, datetime.now(UTC))
    return _keep(by, decision, tuple(dict.fromkeys(names)), once)


def contest(by: Member, name: str, reason: str, kind: Kind | None = None) -> None:
    """Takes a decision back, for a reason: approach and cases are open again, training sees the old label no more.

    With a `kind` training sees that one until it is decided anew.
    """
    allow(by, Request.CONTEST)
    _keep(by, Decision("", kind, stated(reason), by.account, datetime.now(UTC), contests=True), (name,), "")


def training(by: Member) -> Iterator[dict[str, object]]:
    """Each decided conversation with its label, as `lurewatch train` reads them, a line each."""
    from lurewatch.store import audit, decisions  # noqa: PLC0415  only where a store is used
    from lurewatch.store.writing import together  # noqa: PLC0415

    allow(by, Request.TRAINING)
    with together():
        audit.note(by, Act.EXPORTED, "decisions")
    return (decided_as_json(conversation, kind) for conversation, kind in decisions.labelled())


def _keep(by: Member, decision: Decision, names: Sequence[str], once: str) -> tuple[str, ...]:
    from lurewatch.store import audit, cases, decisions  # noqa: PLC0415
    from lurewatch.store.writing import together  # noqa: PLC0415

    if not 1 <= len(names) <= _MOST or len(once) > _LONGEST_ONCE:
        raise UsageError(f"{len(names)} approaches named; decide on 1 to {_MOST} at a time")
    act = Act.CONTESTED if decision.contests else Act.DECIDED
    state = State.REOPENED if decision.contests else State.DECIDED
    with together():
        new = decisions.decide(decision, names, state, once)
        if decision.contests:
            cases.reopen(new)
        for name in new:
            audit.note(by, act, name, decision.kind or "", decision.reason)
    return new
