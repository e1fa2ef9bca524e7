"""The queue: lines ranked and filtered, a page at a time, along an index."""

import base64
import binascii
import json
from collections.abc import Iterator

from django.db.models import Max, Q, QuerySet

from lurewatch.errors import UsageError
from lurewatch.model.kind import CUTS, Verdict
from lurewatch.model.queue import OPEN, Order, QueuePage, SavedView, Wanted
from lurewatch.store.codec import read_back, written
from lurewatch.store.lines import STAGES, line
from lurewatch.store.models import Approach
from lurewatch.store.models import SavedView as ViewRow

_MOST = 200
_COUNTED = 10_000
_ORDERS = {
    Order.LIKELIEST: ("probability", "id"),
    Order.FURTHEST: ("stage", "probability", "id"),
    Order.PEOPLE: ("people", "probability", "id"),
    Order.TOPICS: ("topic_count", "probability", "id"),
    Order.NEWEST: ("id",),
}
_LEAST = dict(zip(Verdict, (0.0, *CUTS), strict=True))


def page(wanted: Wanted) -> QueuePage:
    """A page of what is wanted: one query, whatever the filters."""
    most = min(max(wanted.most, 1), _MOST)
    order = _ORDERS[wanted.order]
    rows = _chosen(wanted).select_related("person", "campaign").order_by(*(f"-{name}" for name in order))
    if wanted.after:
        rows = rows.filter(_behind(wanted.after, order))
    found = list(rows[: most + 1])
    last = found[most - 1] if len(found) > most else None
    return QueuePage(tuple(line(row) for row in found[:most]), _cursor(last, order) if last else "")


def count(wanted: Wanted) -> int:
    """How many there are; 10,000 where there are more."""
    return _chosen(wanted)[:_COUNTED].count()


def newest() -> str:
    """A sign of the last change to any line; another one means that there is something new."""
    last = Approach.objects.aggregate(last=Max("changed"))["last"]
    return last.isoformat() if last else ""


def views(account: str) -> tuple[SavedView, ...]:
    """What an account keeps, by name."""
    rows = ViewRow.objects.filter(account=account).order_by("name")
    return tuple(SavedView(row.name, read_back(Wanted, row.wanted.encode("ascii"))) for row in rows)


def save_view(account: str, view: SavedView) -> None:
    """Keeps a selection under its name, in place of one of the same name."""
    wanted = written(view.wanted).decode("ascii")
    ViewRow.objects.update_or_create(account=account, name=view.name, defaults={"wanted": wanted})


def drop_view(account: str, name: str) -> None:
    """Lets go of a selection."""
    ViewRow.objects.filter(account=account, name=name).delete()


def _chosen(wanted: Wanted) -> QuerySet[Approach]:
    rows = Approach.objects.all()
    for condition in _conditions(wanted):
        rows = rows.filter(condition)
    return rows


def _conditions(wanted: Wanted) -> Iterator[Q]:
    if set(wanted.states) == set(OPEN):
        yield Q(waiting=True)  # of which the indexes know
    elif len(wanted.states) == 1:
        yield Q(state=wanted.states[0])
    elif wanted.states:
        yield Q(state__in=wanted.states)
    if wanted.verdict:
        yield Q(probability__gte=_LEAST[wanted.verdict])
    if wanted.stage:
        yield Q(stage__gte=STAGES.index(wanted.stage))
    if wanted.people:
        yield Q(people__gte=wanted.people)
    yield from _equal(wanted)


def _equal(wanted: Wanted) -> Iterator[Q]:
    if wanted.topic:
        yield Q(approachtopic__topic=wanted.topic)
    if wanted.kind:
        yield Q(kind=wanted.kind)
    if wanted.person:
        yield Q(person__token=wanted.person)
    if wanted.campaign:
        yield Q(campaign__name=wanted.campaign)
    if wanted.contact:
        yield Q(contact__icontains=wanted.contact)


def _cursor(row: Approach, order: tuple[str, ...]) -> str:
    return base64.urlsafe_b64encode(json.dumps([getattr(row, name) for name in order]).encode()).decode("ascii")


def _behind(cursor: str, order: tuple[str, ...]) -> Q:
    """What comes after a place: less in the first column, or equal there and less in the next, and so on."""
    values = _values(cursor, len(order))
    found, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        found |= equal & Q(**{f"{name}__lt": value})
        equal &= Q(**{name: value})
    return found & Q(**{f"{order[0]}__lte": values[0]})  # said once more, so that the index is used


def _values(cursor: str, number: int) -> list[float]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii")))
    except (ValueError, binascii.Error):
        values = None
    if not isinstance(values, list) or len(values) != number or not all(type(one) in (int, float) for one in values):
        raise UsageError("this is no place in the queue in this order; begin again at its top")
    return values
