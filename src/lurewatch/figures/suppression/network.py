"""How far hidden numbers may move while the shown ones stand still: flows in a network.

Numbers of tables that add up to each other flow from the total through the classes. If one grows, what it grew by has
to come back along a ring of hidden numbers: the most it can grow is a maximal flow (Ford and Fulkerson, 1956).
"""

from collections import deque
from collections.abc import Collection, Mapping
from heapq import heappop, heappush
from itertools import count
from types import MappingProxyType
from typing import NamedTuple

Node = tuple[object, ...]


Known = Mapping[int, int]  # the least that numbers are known to be, even where they are hidden, by arc

NOTHING: Known = MappingProxyType({})


class Arc(NamedTuple):
    """A number between two nodes. It is known by all to be at least `floor`, even where it is hidden."""

    tail: Node
    head: Node
    number: int
    floor: int


class _Step(NamedTuple):
    """An arc, by its place, walked along (the number grows) or back (it shrinks)."""

    arc: int
    along: bool


class Move(NamedTuple):
    """A number, by its arc, that should be able to grow (`up`) or to shrink by so much, for whoever has `known`."""

    arc: int
    up: bool
    wanted: int
    known: Known = NOTHING


class Moved(NamedTuple):
    """How far a number moved, and by how much each other one had to."""

    by: int
    moved: dict[int, int]


class Network:
    """Numbers that add up at every node: what comes in goes out, and the ends meet in a total that is shown."""

    def __init__(self, arcs: Collection[Arc]) -> None:
        self.arcs = tuple(arcs)
        self._at: dict[Node, list[_Step]] = {}
        for place, arc in enumerate(self.arcs):
            self._at.setdefault(arc.tail, []).append(_Step(place, along=True))
            self._at.setdefault(arc.head, []).append(_Step(place, along=False))

    def flow(self, move: Move, hidden: Collection[int]) -> Moved:
        """How far a number may move, at most as far as is wanted, while all that is not hidden stands still."""
        start, goal = self._ends(move)
        moved: dict[int, int] = {}
        found = 0
        while found < move.wanted and (path := self._path(move, hidden, moved, start, goal)):
            shrinking = [self._left(step.arc, moved, move.known) for step in path if not step.along]
            by = min([move.wanted - found, *shrinking])
            for step in path:
                moved[step.arc] = moved.get(step.arc, 0) + (by if step.along else -by)
            found += by
        return Moved(found, moved)

    def ring(self, move: Move, hidden: Collection[int], after: Moved, by: int) -> list[int]:
        """The arcs by which a number could move further by so much, with the least shown among them; [] where none.

        `after` is how far it moves by what is hidden already. The way is Dijkstra's, hidden numbers being free.
        """
        start, goal = self._ends(move)
        order = count()
        queue: list[tuple[int, int, Node]] = [(0, next(order), start)]
        costs: dict[Node, int] = {start: 0}
        reached: dict[Node, _Step | None] = {start: None}
        while queue:
            cost, _, node = heappop(queue)
            if node == goal:
                return [step.arc for step in self._back(goal, reached)]
            for step in self._at[node] if cost <= costs[node] else ():
                bears = step.along or self._left(step.arc, after.moved, move.known) >= by
                if step.arc == move.arc or not bears:
                    continue
                onward = cost + (0 if step.arc in hidden else 1 + self.arcs[step.arc].number)
                then = self._to(step)
                if onward < costs.get(then, onward + 1):
                    costs[then], reached[then] = onward, step
                    heappush(queue, (onward, next(order), then))
        return []

    def _ends(self, move: Move) -> tuple[Node, Node]:
        """Where what a number grew by starts back, and where it has to come."""
        one = self.arcs[move.arc]
        return (one.head, one.tail) if move.up else (one.tail, one.head)

    def _path(
        self, move: Move, hidden: Collection[int], moved: Mapping[int, int], start: Node, goal: Node
    ) -> list[_Step]:
        reached: dict[Node, _Step | None] = {start: None}
        queue = deque([start])
        while queue:
            for step in self._at[queue.popleft()]:
                free = step.arc in hidden and (step.along or self._left(step.arc, moved, move.known) > 0)
                if not free or step.arc == move.arc or (then := self._to(step)) in reached:
                    continue
                reached[then] = step
                if then == goal:
                    return self._back(goal, reached)
                queue.append(then)
        return []

    def _back(self, goal: Node, reached: Mapping[Node, _Step | None]) -> list[_Step]:
        path, node = list[_Step](), goal
        while step := reached[node]:
            path.append(step)
            arc = self.arcs[step.arc]
            node = arc.tail if step.along else arc.head
        return path

    def _to(self, step: _Step) -> Node:
        arc = self.arcs[step.arc]
        return arc.head if step.along else arc.tail

    def _left(self, arc: int, moved: Mapping[int, int], known: Known) -> int:
        """How far a number may still shrink."""
        one = self.arcs[arc]
        return one.number + moved.get(arc, 0) - max(one.floor, known.get(arc, 0))
