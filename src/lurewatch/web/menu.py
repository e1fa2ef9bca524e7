"""What the menu shows whom: the pages that somebody's role may open."""

from typing import NamedTuple

from lurewatch.desk.permission import Request, may
from lurewatch.model.member import Role


class Entry(NamedTuple):
    """A page in the menu: its address by name, its word, and what must be allowed."""

    name: str
    word: str
    request: Request


_ENTRIES = (
    Entry("ask", "Ask", Request.ASK),
    Entry("queue", "Queue", Request.QUEUE),
    Entry("campaigns", "Campaigns", Request.CAMPAIGNS),
    Entry("cases", "Cases", Request.CASES),
    Entry("figures", "Figures", Request.FIGURES),
    Entry("audit", "Audit", Request.AUDIT),
)


def menu_of(role: Role) -> tuple[Entry, ...]:
    """The entries for a role, in order."""
    return tuple(one for one in _ENTRIES if may(role, one.request))
