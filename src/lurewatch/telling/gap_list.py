"""What could not be read or judged, put together where many gaps are alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lurewatch.model.gap import Gap
from lurewatch.telling.harmless import one_line

_NAMED = 3


class LikeGaps(NamedTuple):
    """Gaps of one sort: what, why, how many, and where the first few are; harmless to show."""

    what: str
    why: str
    number: int
    places: tuple[str, ...]

    @property
    def where(self) -> str:
        """The first places in words, and how many more there are."""
        more = self.number - len(self.places)
        return "; ".join(self.places) + (f"; and {more:,} more" if more else "")


@dataclass(slots=True)
class GapList:
    """Gaps by sort; holds the first places of each sort, and counts."""

    total: int = 0
    _sorts: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, gaps: Iterable[Gap], of: str = "") -> None:
        """Takes gaps; `of` names the conversation in which their places count."""
        for gap in gaps:
            sort = gap.what, gap.why
            self.total += 1
            self._counts[sort] = self._counts.get(sort, 0) + 1
            places = self._sorts.setdefault(sort, [])
            if len(places) < _NAMED:
                places.append(one_line(f"{of}, {gap.where}" if of else gap.where, 200))

    def __iter__(self) -> Iterator[LikeGaps]:
        """The sorts, the most numerous first."""
        for sort, count in sorted(self._counts.items(), key=lambda item: -item[1]):
            what, why = sort
            yield LikeGaps(one_line(what, 200), one_line(why, 300), count, tuple(self._sorts[sort]))
