"""What was decided of approaches, and why."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from lurewatch.errors import NotFound
from lurewatch.model.approach import State
from lurewatch.model.conversation import Conversation
from lurewatch.model.decision import Decision
from lurewatch.model.kind import Kind
from lurewatch.store import models
from lurewatch.store.approaches import some
from lurewatch.store.people import seals_of

_AT_ONCE = 500


def decide(decision: Decision, names: Sequence[str], state: State, once: str) -> tuple[str, ...]:
    """Keeps a decision for each of some approaches, which are in a state from now on; gives those newly decided.

    `once` names the asking: what was kept under it is not kept again. NotFound where one is not there.
    """
    rows = list(models.Approach.objects.select_for_update(of=("self",)).filter(name__in=names).select_related("person"))
    if missing := set(names) - {row.name for row in rows}:
        raise NotFound(f"{min(missing)[:20]!a}: no approach of this name, so nothing was decided")
    before = set(_under(once, rows)) if once else set()
    new = [row for row in rows if row.pk not in before]
    models.Decision.objects.bulk_create(_row(decision, row, once) for row in new)
    kind = decision.kind or ""
    ids = [row.pk for row in new]
    models.Approach.objects.filter(pk__in=ids).update(state=state, decided=kind, changed=datetime.now(UTC))
    return tuple(row.name for row in new)


def of(name: str) -> tuple[Decision, ...]:
    """The decisions on an approach, the last first."""
    rows = models.Decision.objects.filter(approach__name=name).select_related("approach__person").order_by("-id")
    return tuple(_decision(row) for row in rows)


def labelled() -> Iterator[tuple[Conversation, Kind]]:
    """Each conversation that stands decided, with what it was last decided to be."""
    rows = (
        models.Approach.objects.exclude(decided="")
        .exclude(state=State.GONE)
        .order_by("id")
        .values_list("name", "decided")
    )
    held: list[tuple[str, str]] = list(rows)
    for at in range(0, len(held), _AT_ONCE):
        names = dict(held[at : at + _AT_ONCE])
        found = some(list(names))
        yield from ((found[name][0], Kind(kind)) for name, kind in names.items() if name in found)


def _under(once: str, rows: Sequence[models.Approach]) -> Iterator[int]:
    found = models.Decision.objects.filter(once=once, approach__in=rows)
    return iter(found.values_list("approach_id", flat=True))


def _row(decision: Decision, row: models.Approach, once: str) -> models.Decision:
    sealed = seals_of(row.person).seal(decision.reason.encode("utf-8", "replace"), f"reason {row.name}")
    return models.Decision(
        approach=row,
        kind=decision.kind or "",
        contests=decision.contests,
        reason=sealed,
        by=decision.by,
        at=decision.at,
        once=once or None,
    )


def _decision(row: models.Decision) -> Decision:
    name = row.approach.name
    sealed = seals_of(row.approach.person) if row.reason else None
    reason = sealed.open(row.reason, f"reason {name}").decode("utf-8") if sealed else ""
    return Decision(name, Kind(row.kind) if row.kind else None, reason, row.by, row.at, row.contests)
