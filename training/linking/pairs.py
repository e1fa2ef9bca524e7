"""The pairs to estimate from, each with the level that every trait has reached; nobody labels them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from lurewatch.conversations.regions import marked
from lurewatch.detection.assessor import Assessor
from lurewatch.linking.compare import Comparer, InCommon
from lurewatch.linking.linker import Linker
from lurewatch.linking.looked import Looked, looked
from lurewatch.linking.outline import outline
from lurewatch.linking.tokens import TokenKind
from lurewatch.linking.weights import LinkWeights
from lurewatch.model.campaign import TraitShared
from lurewatch.model.conversation import Conversation
from training.linking.estimate import Levels

APPROACH = (-8.0, -4.0, 0.0, 6.0, 12.0)  # decibans of both together, where one level ends and the next begins
# By how much they tell: of the values that a pair shares, the last in this order is its level; 0 where it shares none.
VALUES = (TokenKind.LIKENESS, TokenKind.DOMAIN, TokenKind.SITE, TokenKind.HANDLE, TokenKind.LINK, TokenKind.PHONE,
          TokenKind.PAYMENT)  # fmt: skip


@dataclass(slots=True)
class Compared:
    """What was compared: by pair the ids, the level of wording, value and approach, and which values it shares."""

    ids: list[tuple[str, str]] = field(default_factory=list)
    rows: list[tuple[int, int, int]] = field(default_factory=list)
    kinds: list[frozenset[TokenKind]] = field(default_factory=list)

    @property
    def levels(self) -> Levels:
        """A row for each pair, a column for each trait."""
        return np.array(self.rows, np.int64).reshape(-1, 3)


def compared(conversations: Sequence[Conversation], assessor: Assessor) -> Compared:
    """All pairs that linking compares, once the bulk is set apart."""
    seen = Compared()

    class Recorder(Comparer):
        def traits(self, a: Looked, b: Looked, common: InCommon) -> tuple[TraitShared, ...]:
            kinds = frozenset(one.kind for one in a.values & b.values)
            seen.ids.append((a.outline.id, b.outline.id))
            seen.rows.append((_wording(self.weights, common), _value(kinds), _approach(self.weights, a, b)))
            seen.kinds.append(kinds)
            return super().traits(a, b, common)

    linker = Linker(assessor.words, comparer=Recorder)
    for one in conversations:
        linker.add(outline(one))

    def look(numbers: Sequence[int]) -> Iterator[Looked]:
        for number in numbers:
            conversation = marked(conversations[number])
            yield looked(conversation, assessor.assess(conversation))

    linker.campaigns(look)
    return seen


def _wording(weights: LinkWeights, common: InCommon) -> int:
    if common.is_copy:
        return len(weights.wording) + 1
    enough = common.share >= weights.least_share
    return bisect_right([least for least, _ in weights.wording], common.bits) if enough else 0


def _value(kinds: frozenset[TokenKind]) -> int:
    return max((place for place, kind in enumerate(VALUES, start=1) if kind in kinds), default=0)


def _approach(weights: LinkWeights, a: Looked, b: Looked) -> int:
    least, most = weights.approach
    return bisect_right(APPROACH, sum(min(max(one.evidence, least), most) for one in (a, b)))
