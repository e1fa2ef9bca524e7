"""Which kept sketches come into question for a new conversation, and what of its wording each has."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.kept.search import Hits, Places, Rows
from lurewatch.linking.looked import Looked
from lurewatch.linking.sketch import Key, word_pairs
from lurewatch.linking.tokens import Token, TokenKind
from lurewatch.linking.wording import Wording, shared_wording
from lurewatch.text.shingles import Hashes, Shingles

Bits = NDArray[np.int64]

COLUMNS = ("id", "person", "party", "first", "last", "reach", "pairs", "goes", "evidence", "verdict", "kind")
_MOST = 256  # earlier conversations that are compared: those that share most
_LONGEST = 1_024  # word pairs of the new one that are looked up: the smallest, which a sketch keeps first
_BITS, _PAIRS = 30, 2  # what wording alone has to share to be compared, as in linking
_VALUED = 1 << 20  # bits by which a shared value comes before any wording


class Asked(NamedTuple):
    """A new conversation as it is looked up: its keyed word pairs in order and each once, its values, its tokens."""

    one: Looked
    pairs: Hashes
    once: Hashes
    values: Sequence[Token]
    id: int
    person: int
    party: int


def asked_of(one: Looked, key: Key) -> Asked:
    """A conversation made ready to be looked up."""
    seen = one.outline
    pairs = key.pairs(word_pairs(seen.text))
    values = sorted(one.values, key=key.value)
    person = key.of("person", seen.person) if seen.person else 0
    party = key.of("party", one.party) if one.party else 0
    return Asked(one, pairs, np.unique(pairs)[:_LONGEST], values, key.of("conversation", seen.id), person, party)


def chosen(asked: Asked, words: Hits, values: Hits, bits: Bits, rows: Rows) -> Places:
    """The places of those that share enough wording, or a value that says more than a name; most shared first kept."""
    places, which = np.unique(words.sketches, return_inverse=True)
    weight = np.bincount(which, bits[words.asked], len(places))
    enough = (weight >= _BITS) & (np.bincount(which, minlength=len(places)) >= _PAIRS)
    tells = np.array([one.kind is not TokenKind.NAME for one in asked.values], bool)
    valued = np.unique(values.sketches[tells[values.asked]])
    found = np.union1d(places[enough], valued)
    score = np.zeros(len(found))
    score[np.searchsorted(found, places[enough])] = weight[enough]
    score[np.searchsorted(found, valued)] += _VALUED
    best = np.lexsort((rows.of("id", found), -score))[:_MOST]
    return np.sort(found[best])


class Chosen:
    """What is known of the sketches chosen, each conversation once, without the new one itself."""

    def __init__(self, rows: Rows, places: Places, asked: Asked) -> None:
        columns = {name: rows.of(name, places) for name in COLUMNS}
        order = np.lexsort((-columns["last"], columns["id"]))
        ids = columns["id"][order]
        first = np.ones(len(order), bool)
        first[1:] = ids[1:] != ids[:-1]
        same = (
            (columns["person"] == asked.person) & (columns["party"] == asked.party) & bool(asked.person and asked.party)
        )
        stays = np.zeros(len(order), bool)
        stays[order[first]] = True
        stays &= (columns["id"] != asked.id) & ~same
        self.places: Places = places[stays]
        self.columns = {name: column[stays] for name, column in columns.items()}

    def row(self, number: int) -> dict[str, int]:
        """One of them."""
        return {name: int(column[number]) for name, column in self.columns.items()}


def wording(asked: Asked, words: Hits, bits: Bits, known: Chosen, rare: int) -> Wording:
    """What the new one shares with each, passage by passage, as far as each one's sketch reaches.

    `share` is of the one that has less wording; how much a sketch has is estimated from how many pairs it keeps.
    """
    looked_up, own = _bits_of_pairs(asked, bits)
    order = np.argsort(words.sketches, kind="stable")
    ends = (
        np.searchsorted(words.sketches[order], known.places),
        np.searchsorted(words.sketches[order], known.places + 1),
    )
    texts, weights = [np.zeros(0, np.uint32)], [np.zeros(0, np.int64)]
    sizes, shares = [0], np.zeros(len(known.places))
    for number, (start, end) in enumerate(zip(*ends, strict=True)):
        reached = looked_up & (asked.pairs <= known.columns["reach"][number])
        shared = words.asked[order[start:end]]
        texts += [asked.pairs[reached], asked.once[shared]]
        weights += [own[reached], bits[shared]]
        sizes += [len(texts[-2]), len(shared)]
        shares[number] = _share(texts[-2], own[reached], int(bits[shared].sum()), int(known.columns["pairs"][number]))
    found = Shingles(np.concatenate(texts), np.cumsum(sizes))
    mine = np.arange(0, 2 * len(known.places), 2)
    shared_by = shared_wording(mine, mine + 1, found, np.concatenate(weights).astype(np.uint8), rare)
    return shared_by._replace(share=shares)


def _bits_of_pairs(asked: Asked, bits: Bits) -> tuple[NDArray[np.bool_], Bits]:
    """For each word pair in its order whether it was looked up, and how rare it is."""
    if not len(asked.once):
        return np.zeros(0, bool), np.zeros(0, np.int64)
    at = np.minimum(np.searchsorted(asked.once, asked.pairs), len(asked.once) - 1)
    looked_up = asked.once[at] == asked.pairs
    return looked_up, np.where(looked_up, bits[at], 0)


def _share(pairs: Hashes, bits: Bits, shared: int, kept: int) -> float:
    """How much of the wording of the shorter one is shared, by bits."""
    _, first = np.unique(pairs, return_index=True)
    mine = int(bits[first].sum())
    theirs = kept * mine / max(len(first), 1)
    return min(1.0, shared / max(min(mine, theirs), 1.0))
