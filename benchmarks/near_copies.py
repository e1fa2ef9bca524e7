"""Near-copies by wording alone, by us and by two libraries of MinHash: the pairs that each finds, and their recall.

All are given the same texts, words in pairs. The libraries have 126 hashes in 42 bands of three rows, which finds what
ours finds of planted texts with slots filled and a tenth of the words changed; what a band finds is verified, as
otherwise most of it is chance.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

import numpy as np
from datasketch import MinHash, MinHashLSH
from evaluation.planted.material import Amounts, campaign_of, records
from evaluation.planted.planted import Level
from rensa import RMinHash, RMinHashLSH

from lurewatch.linking.columns import Columns
from lurewatch.linking.hint import Hint
from lurewatch.linking.near import near_in_wording
from lurewatch.linking.part import Part
from lurewatch.linking.rarity import Rarity
from lurewatch.text.shingles import distinct, shingles, words

Pairs = set[tuple[int, int]]
_HASHES, _BANDS, _ROWS = 126, 42, 3
_ALIKE = 0.22  # of what both have, by the hashes: below, it is chance
_BATCH = 500
_SHARE = 0.1  # of the rare wording: the same for ours
_WORD = re.compile(r"[a-z']+")
_LEVELS = (Level.SLOTS, Level.TENTH)


class Material:
    """Ordinary texts with near-copies planted among them, and which pairs of these were."""

    def __init__(self, ordinary: int) -> None:
        found = [one for one in records(Amounts(ordinary, campaigns=3, templates=0)) if _is_wanted(one.id)]
        self.texts = ["\n".join(one.texts) for one in found]
        together: dict[str, list[int]] = {}
        for number, one in enumerate(found):
            together.setdefault(campaign_of(one.id), []).append(number)
        together.pop("")
        self._planted = {pair for group in together.values() for pair in combinations(group, 2)}

    def recall(self, found: Pairs) -> float:
        """The share of planted pairs among those found."""
        return len(self._planted & found) / len(self._planted)


def _is_wanted(id_: str) -> bool:
    name = campaign_of(id_)
    return not name or Level(int(name.partition("-")[2])) in _LEVELS


def by_us(texts: Sequence[str]) -> Pairs:
    """As `lurewatch link` finds them, each text held to be another person's."""
    columns = Columns(Rarity(), Hint({}))
    for at in range(0, len(texts), _BATCH):
        columns.take(_part(texts[at : at + _BATCH], at, columns.rarity))
    near = near_in_wording(columns)
    enough = near.wording.share >= _SHARE
    return _ordered(zip(near.a[enough].tolist(), near.b[enough].tolist(), strict=True))


def _part(texts: Sequence[str], first: int, rarity: Rarity) -> Part:
    """The columns of wording of some texts; all others are empty."""
    found, size = shingles(words(texts)), len(texts)
    once, documents = distinct(found)
    rarity.count(once, size)
    numbers, none = np.arange(first, first + size), np.zeros(size, np.int64)
    wording = (found.hashes, np.diff(found.ends), once, np.bincount(documents, minlength=size))
    return Part([], numbers, numbers, numbers, none.astype(np.float32), none[:0], np.zeros(0, np.int8), none, *wording)


def by_datasketch(texts: Sequence[str]) -> Pairs:
    """By datasketch's MinHashLSH."""
    index = MinHashLSH(num_perm=_HASHES, params=(_BANDS, _ROWS))
    made = MinHash.bulk([[one.encode() for one in _pairs(text)] for text in texts], num_perm=_HASHES)
    found: Pairs = set()
    for number, one in enumerate(made):
        found |= {(other, number) for other in index.query(one) if made[other].jaccard(one) >= _ALIKE}
        index.insert(number, one, check_duplication=False)
    return found


def by_rensa(texts: Sequence[str]) -> Pairs:
    """By rensa."""
    index = RMinHashLSH(_ALIKE, _HASHES, _BANDS)
    made = RMinHash.from_token_sets([_pairs(text) for text in texts], _HASHES, 1)
    index.insert_many(made)
    found = ((a, b) for a, near in enumerate(index.query_all(made)) for b in near if a < b)
    return {(a, b) for a, b in found if made[a].jaccard(made[b]) >= _ALIKE}


def _pairs(text: str) -> list[str]:
    said = _WORD.findall(text.lower())
    return list({f"{one} {other}" for one, other in pairwise(said)})


def _ordered(pairs: Iterable[tuple[int, int]]) -> Pairs:
    return {(min(pair), max(pair)) for pair in pairs}
