"""Which bulletins count: of each series the last revision, and none that was recalled."""

from collections.abc import Iterable
from uuid import UUID

from lurewatch.model.bulletin import Bulletin
from lurewatch.model.encode_bulletin import canonical, series_id


def current(all_of_them: Iterable[Bulletin]) -> list[Bulletin]:
    """The bulletins that count, in the order of their series, whatever order they came in.

    A series is its sender's: what another sender revises or recalls of it changes nothing.
    """
    last: dict[tuple[UUID, UUID], Bulletin] = {}
    for one in all_of_them:
        key = series_id(one), one.issue.sender
        if key not in last or _order(last[key]) < _order(one):
            last[key] = one
    return [one for _, one in sorted(last.items()) if not one.issue.recalled]


def _order(one: Bulletin) -> tuple[object, ...]:
    """Which of two revisions is the later; of two under one number the recall, and then whichever, always the same."""
    return one.issue.revision, one.issue.recalled, one.issue.revised, canonical(one)
