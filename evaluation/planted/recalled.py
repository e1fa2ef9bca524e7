"""Keeps sketches of material and asks about it: `python -m evaluation.planted.recalled [ORDINARY [CAMPAIGNS [SEED]]]`.

Each planted conversation, and as many ordinary ones and templates, are asked about against all the others; a pair
counts as found where the one asked about recalls the other.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from evaluation.planted.material import Amounts, campaign_of, level_of, records
from evaluation.planted.planted import Level
from lurewatch.conversations.regions import marked
from lurewatch.detection.assessor import Assessor
from lurewatch.linking.kept.folder import Folder, begin
from lurewatch.linking.looked import Looked, looked
from lurewatch.linking.recall import Recaller
from lurewatch.linking.sketch import Key, noted, sketch, token
from lurewatch.sources.readers.jsonl import conversation_of_line

_KEY = Key(bytes(range(32)))
_ASKED = 1_500  # of the ordinary ones, and of the templates' copies


class _One(NamedTuple):
    id: str
    seen: Looked


@dataclass(slots=True)
class Recall:
    """Pairs planted and recalled by level, each from both ends; false pairs; how many were asked, and are kept."""

    planted: Counter[Level] = field(default_factory=Counter)
    found: Counter[Level] = field(default_factory=Counter)
    false: int = 0
    asked: int = 0
    kept: int = 0


def recalled(amounts: Amounts, folder: Path) -> Recall:
    """Keeps so much material in a folder, asks, and counts."""
    everything = _kept(amounts, folder)
    recaller = Recaller(Folder(folder, _KEY, _on))
    names = {token(_KEY.of("conversation", one.id)): one.id for one in everything}
    sizes = Counter(campaign_of(one.id) for one in everything)
    outcome = Recall(kept=len(everything))
    for one in _asked(everything):
        outcome.asked += 1
        campaign = campaign_of(one.id)
        found = recaller.recalled(one.seen)
        earlier = [] if found.bulk else [campaign_of(names[other.conversation]) for other in found.earlier]
        right = sum(other == campaign for other in earlier) if campaign else 0
        outcome.false += len(earlier) - right
        if campaign:
            level = level_of(campaign)
            outcome.planted[level] += sizes[campaign] - 1
            outcome.found[level] += right
    return outcome


def _kept(amounts: Amounts, folder: Path) -> list[_One]:
    assessor, everything, sketches = Assessor(), list[_One](), []
    for record in records(amounts):
        conversation = marked(conversation_of_line(record.line, 1))
        assessment = assessor.assess(conversation)
        seen = looked(conversation, assessment)
        everything.append(_One(record.id, seen))
        sketches.append(sketch(noted(seen, conversation, assessment.verdict), _KEY))
    begin(folder, _KEY, 180)
    Folder(folder, _KEY, _on).add(sketches)
    return everything


def _on() -> date:
    """A day on which all that is planted has been written, and nothing is due."""
    return date(2026, 4, 6)


def _asked(everything: Sequence[_One]) -> Iterable[_One]:
    for kind, most in (("p", len(everything)), ("o", _ASKED), ("b", _ASKED)):
        yield from islice((one for one in everything if one.id.startswith(kind)), most)


def main(arguments: list[str]) -> int:
    """Prints a line for each level."""
    given = [int(one) for one in arguments]
    ordinary, campaigns, seed = (*given, *(10_000, 3, 1)[len(given) :])
    with TemporaryDirectory(prefix="lurewatch-recalled-") as work:
        outcome = recalled(Amounts(ordinary, campaigns, 20, seed=seed), Path(work) / "kept")
    for level in Level:
        found, planted = outcome.found[level], outcome.planted[level]
        print(f"{level.name.lower():12} recalled {found:>5} of {planted:>5}  {found / max(planted, 1):.3f}")
    print(f"{outcome.false} false pairs of {outcome.asked:,} asked about, against {outcome.kept:,} kept")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
