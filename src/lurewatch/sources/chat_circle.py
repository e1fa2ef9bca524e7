"""Those who take part in a chat: whom a message in it went to."""

from collections.abc import Collection, Iterable, Iterator

from lurewatch.model.gap import Gap
from lurewatch.model.handle import Handle
from lurewatch.sources.naming import printable

_FEW = 8


class Circle:
    """The known members of one chat and whoever has written in it; all but its author are a message's recipients.

    Where they are more than `most`, a message counts as sent to the `most` who wrote last, and to `always`: else every
    message of a large channel would be told thousands of times over. Among more than a few, what one of `ours` wrote
    went to those of outside: every two colleagues in a channel would else be a conversation of their own. A chat's
    service vouches for its accounts, so that nobody of outside passes for one of ours by a name.
    """

    def __init__(
        self,
        members: Iterable[Handle],
        most: int,
        always: tuple[Handle, ...] = (),
        ours: Collection[str] = frozenset(),
    ) -> None:
        self.is_crowded = False  # whether colleagues were left out
        self._all = {member.value: member for member in (*always, *members)}
        self._always = {one.value: one for one in always}
        self._last: dict[str, Handle] = {}
        self._most = most
        self._ours = ours
        self._others: dict[str, tuple[Handle, ...]] = {}

    @property
    def is_large(self) -> bool:
        """Whether not all of them can be named as recipients."""
        return len(self._all) > self._most

    def heard(self, authors: Iterable[Handle]) -> None:
        """Takes note of who wrote the messages that are given next."""
        now = {author.value: author for author in authors}
        kept = [known for known in self._last.items() if known[0] not in now]
        self._last = dict([*kept, *now.items()][-self._most :])
        if self.is_large or not now.keys() <= self._all.keys():
            self._all |= {} if self.is_large else now
            self._others = {}

    def others(self, author: Handle) -> tuple[Handle, ...]:
        """All but the author."""
        value = author.value
        found = self._others.get(value)
        if found is None:
            here = self._always | self._last if self.is_large else self._all
            found = tuple(one for known, one in here.items() if known != value)
            if value in self._ours and len(found) > _FEW:
                self.is_crowded = True
                found = tuple(one for one in found if one.value not in self._ours)
            self._others[value] = found
        return found

    def told(self, where: str) -> Iterator[Gap]:
        """The gap of a chat in which not all can be named as recipients."""
        if self.is_large:
            why = f"more than {self._most} take part; a message counts as sent to those who wrote last"
            yield Gap("who read along", printable(where), why)
