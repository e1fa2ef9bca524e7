"""Which numbers belong together, when it is learned pair by pair."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Kin(Generic[T]):
    """Groups that grow by joining; some pairs never come into one group, by whatever way, and no group grows beyond
    `most`.
    """

    def __init__(self, apart: Iterable[frozenset[T]] = (), most: int = 0) -> None:
        self._group: dict[T, list[T]] = {}
        self._apart = tuple(apart)
        self._most = most

    def join(self, one: T, other: T) -> bool:
        """Puts two groups together; gives whether they now are."""
        group, joining = self.of(one), self.of(other)
        if group is joining or one == other:
            return True
        together = {*group, *joining}
        if (self._most and len(together) > self._most) or any(pair <= together for pair in self._apart):
            return False
        group += joining
        for member in group:
            self._group[member] = group
        return True

    def of(self, one: T) -> list[T]:
        """The group of a member, itself first joined included."""
        return self._group.get(one) or [one]

    def together(self, members: Iterable[T]) -> bool:
        """Whether all of these are in one group."""
        groups = [set(self.of(member)) for member in members]
        return all(group == groups[0] for group in groups)

    def groups(self) -> list[list[T]]:
        """All groups of two and more, in the order in which they came to be."""
        return list({id(group): group for group in self._group.values()}.values())
