"""What was found to belong together: handles of one contact within one person's material, each join with its reason."""

from collections.abc import Iterable
from typing import NamedTuple

from lurewatch.conversations.kin import Kin

MOST_HANDLES = 12  # of one contact


class Join(NamedTuple):
    """A number of a contact and the one that it was joined to; the message that says so (-1: a list), and where."""

    handle: int
    by: int
    reason: str
    number: int = -1
    start: int = 0
    end: int = 0


class Joins:
    """Handles of contacts by number, joined for one person of ours at a time; `apart` are pairs never to be joined.

    `selves` groups the handles of ours that are one person's, `holders` the contacts that are to be gathered at once.
    """

    def __init__(self, selves: Kin[int] | None = None, apart: Iterable[frozenset[int]] = ()) -> None:
        self.holders: Kin[int] = Kin()
        self._selves = selves or Kin()
        self._apart = tuple(apart)
        self._of: dict[int, Kin[int]] = {}
        self._why: dict[int, list[Join]] = {}

    def self_of(self, person: int) -> int:
        """The number that stands for one of ours on all platforms."""
        return self._selves.of(person)[0]

    def contact_of(self, contact: int, person: int) -> list[int]:
        """All numbers of a contact within one person's material."""
        kin = self._of.get(self.self_of(person))
        return kin.of(contact) if kin else [contact]

    def why(self, contact: int, person: int) -> list[Join]:
        """What joined them, in the order in which it did."""
        numbers = set(self.contact_of(contact, person))
        return [one for one in self._why.get(self.self_of(person), ()) if one.handle in numbers]

    def add(self, person: int, join: Join) -> None:
        """Joins two numbers, unless they are to be kept apart or the contact would have too many."""
        own = self.self_of(person)
        kin = self._of.setdefault(own, Kin(self._apart, MOST_HANDLES))
        if join.handle not in kin.of(join.by) and kin.join(join.by, join.handle):
            self.holders.join(join.by, join.handle)
            self._why.setdefault(own, []).append(join)
