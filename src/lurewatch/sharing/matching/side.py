"""One side of a run: its items among random ones, and the key that it drew for this run (or that a round has)."""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from lurewatch.errors import ProtocolFault
from lurewatch.sharing.matching import group, oprf
from lurewatch.sharing.matching.group import POINT
from lurewatch.sharing.matching.padding import filled, size_of

TAG = 16  # bytes of the function that are handed out: of two times 32,768 none meets another by chance in 2^98 runs
SEED = 32


class Answered(NamedTuple):
    """Points raised to a key, and the proof that they were."""

    points: list[bytes]
    proof: bytes


class Shown(NamedTuple):
    """What a side hands out before it learns anything: its key's public half, its blinded items, its items' tags.

    The points stand in an order by lot, the tags in that of their bytes.
    """

    public: bytes
    points: list[bytes]
    tags: list[bytes]


class Side:
    """A side, made anew from its 32 secret bytes and its items whenever a file of the run comes in."""

    def __init__(self, seed: bytes, items: Sequence[bytes], key: oprf.Key | None = None) -> None:
        self._seed = seed
        self.size = size_of(len(items))
        self.cards = filled(items, [self._drawn(b"place", at) for at in range(self.size)])
        self.key = key or oprf.derived(self._drawn(b"key", 0))

    def _drawn(self, purpose: bytes, at: int) -> bytes:
        return hashlib.blake2b(at.to_bytes(4, "big"), key=self._seed, digest_size=32, person=purpose).digest()

    def _blind(self, at: int) -> bytes:
        wide = hashlib.blake2b(at.to_bytes(4, "big"), key=self._seed, digest_size=64, person=b"blind").digest()
        return group.scalar(int.from_bytes(wide, "little"))

    @cached_property
    def _points(self) -> list[bytes]:
        return [oprf.point_of(item) for item, _ in self.cards]

    def blinded(self) -> list[bytes]:
        """A point for each item, of which nobody can tell what it stands for."""
        return [group.times(self._blind(at), point) for at, point in enumerate(self._points)]

    def shown(self) -> Shown:
        """What this side hands out."""
        tags = (oprf.output_of(self.key, item, at) for (item, _), at in zip(self.cards, self._points, strict=True))
        return Shown(self.key.public, self.blinded(), sorted(one[:TAG] for one in tags))

    def answered(self, points: Sequence[bytes]) -> Answered:
        """The other side's points raised to this side's key; ProtocolFault for one that is none, or comes twice."""
        if len(set(points)) < len(points):
            raise ProtocolFault("an item comes twice, which no honest side's can")
        answers = oprf.evaluated(self.key, points)
        return Answered(answers, oprf.proof(self.key, points, answers, group.drawn()))

    def met(self, told: Answered, other: Shown) -> list[int]:
        """The numbers of this side's items that are among the other's; ProtocolFault where the proof does not hold."""
        theirs = frozenset(other.tags)
        return sorted(number for tag, number in self.tagged(told, other.public) if number is not None and tag in theirs)

    def tagged(self, told: Answered, public: bytes) -> list[tuple[bytes, int | None]]:
        """The tag of each card under another's key, with its item's number; ProtocolFault where no proof holds."""
        if not oprf.is_proven(public, self.blinded(), told.points, told.proof):
            raise ProtocolFault("the answers are not all by the key that was named; believe none of them")
        cards = enumerate(zip(self.cards, told.points, strict=True))
        return [(oprf.finished(item, self._blind(at), answer)[:TAG], number) for at, ((item, number), answer) in cards]


def cut(body: bytes, width: int) -> list[bytes]:
    """Bytes in pieces of one width."""
    return [body[at : at + width] for at in range(0, len(body), width)]


def points_in(body: bytes) -> list[bytes]:
    """The points that bytes hold."""
    return cut(body, POINT)
