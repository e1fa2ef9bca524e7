"""How much of what was planted is found, by pairs of conversations in one campaign."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from evaluation.planted.material import Amounts, campaign_of, level_of, records
from evaluation.planted.planted import Level
from lurewatch import flow
from lurewatch.model.campaign import Campaign


@dataclass(slots=True)
class Measured:
    """Pairs planted and found by level, pairs that do not belong together, and templates called a campaign."""

    planted: Counter[Level] = field(default_factory=Counter)
    found: Counter[Level] = field(default_factory=Counter)
    false: int = 0
    templates: int = 0
    conversations: int = 0

    def share(self, level: Level) -> float:
        """The share of planted pairs that was found."""
        return self.found[level] / self.planted[level]


def measured(amounts: Amounts) -> Measured:
    """Links so much material, and counts."""
    ids: list[str] = []

    def lines() -> Iterable[bytes]:
        for record in records(amounts):
            ids.append(record.id)
            yield record.line

    return _counted(flow.link(lines(), flow.Options()).campaigns, ids)


def _counted(campaigns: Iterable[Campaign], ids: list[str]) -> Measured:
    outcome = Measured(conversations=len(ids))
    for name, size in Counter(map(campaign_of, ids)).items():
        if name:
            outcome.planted[level_of(name)] += size * (size - 1) // 2
    for one in campaigns:
        if one.bulk:
            continue
        outcome.templates += any(id_.startswith("b") for id_ in one.conversations)
        for a, b in combinations(map(campaign_of, one.conversations), 2):
            if a and a == b:
                outcome.found[level_of(a)] += 1
            else:
                outcome.false += 1
    return outcome
