"""The queue: which approaches there are, ranked, and the selections that somebody keeps."""

from dataclasses import replace

from lurewatch.desk.permission import Request, allow
from lurewatch.errors import UsageError
from lurewatch.model.member import Member
from lurewatch.model.queue import QueuePage, SavedView, Wanted

_LONGEST = 80  # signs of a view's name
_MOST_VIEWS = 50


def queue(by: Member, wanted: Wanted) -> QueuePage:
    """A page of what is wanted; UsageError where `after` is no place in it."""
    from lurewatch.store.queue import page  # noqa: PLC0415  only where a store is used

    allow(by, Request.QUEUE)
    return page(wanted)


def count(by: Member, wanted: Wanted) -> int:
    """How many approaches are wanted; 10,000 where there are more."""
    from lurewatch.store import queue as kept  # noqa: PLC0415

    allow(by, Request.QUEUE)
    return kept.count(wanted)


def newest(by: Member) -> str:
    """A sign of the last change; when it is another one, there is something new to show."""
    from lurewatch.store import queue as kept  # noqa: PLC0415

    allow(by, Request.QUEUE)
    return kept.newest()


def views(by: Member) -> tuple[SavedView, ...]:
    """The selections that somebody keeps, by name."""
    from lurewatch.store import queue as kept  # noqa: PLC0415

    allow(by, Request.QUEUE)
    return kept.views(by.account)


def save_view(by: Member, view: SavedView) -> None:
    """Keeps a selection under its name, in place of one of the same name; UsageError where that is no name."""
    from lurewatch.store import queue as kept  # noqa: PLC0415

    allow(by, Request.QUEUE)
    name = " ".join(view.name.split())
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise UsageError(f"a view needs a name of 1 to {_LONGEST} signs; give it another")
    if len(kept.views(by.account)) >= _MOST_VIEWS:
        raise UsageError(f"{_MOST_VIEWS} views are kept at most; let go of one first")
    kept.save_view(by.account, SavedView(name, replace(view.wanted, after="")))


def drop_view(by: Member, name: str) -> None:
    """Lets go of a selection."""
    from lurewatch.store import queue as kept  # noqa: PLC0415

    allow(by, Request.QUEUE)
    kept.drop_view(by.account, name)
