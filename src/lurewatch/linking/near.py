"""Which pairs of all conversations are worth a closer look, told from columns of numbers alone."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.candidates import Numbers, Pairs, Things, pairs
from lurewatch.linking.cluster import components
from lurewatch.linking.columns import KINDS, Columns
from lurewatch.linking.rarity import COMMON, Rarity
from lurewatch.linking.tokens import TokenKind
from lurewatch.linking.wording import Wording, shared_wording
from lurewatch.text.shingles import Hashes

LEAST = (30, 2)  # bits, and word pairs, from which the passages of two conversations are compared
_COPY = 0.6  # share of the rare wording from which one is a copy of the other
_COPIED = 60  # and bits: two short greetings are no copies
_HINTED = 6.0  # decibans of both together: what two texts say by their everyday words, the rest by what they ask
_MOSTLY = 0.7  # share of a text's word pairs
NAME = KINDS.index(TokenKind.NAME)  # shared names join nobody
_LARGE = 25  # copies from which some are looked at before all


class Near(NamedTuple):
    """Pairs of conversations by number, and what of wording each has in common."""

    a: Numbers
    b: Numbers
    wording: Wording


def near_in_wording(columns: Columns) -> Near:
    """The pairs of different people of ours that share rare wording."""
    found = columns.wordings()
    things, documents = _rare(columns)
    order, ranks = columns.order()
    shared = pairs(things, ranks[documents], columns.rarity.bits, LEAST)
    a, b = order[shared.a], order[shared.b]
    apart = columns.person(a) != columns.person(b)
    a, b = a[apart], b[apart]
    bits = columns.rarity.bits(found.hashes)
    return Near(a, b, shared_wording(a, b, found, bits, columns.rarity.rare))


def _rare(columns: Columns) -> tuple[Things, Things]:
    """Each word pair that some but not many conversations have, and which conversation has it."""
    hashes, documents = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint32)]
    for once, numbers, before in columns.distinct():
        few = is_telling(columns.rarity.here(once))
        hashes.append(once[few])
        documents.append((numbers[few] + before).astype(np.uint32))
    return np.concatenate(hashes), np.concatenate(documents)


def is_telling(counts: Numbers) -> NDArray[np.bool_]:
    """Which of what so many conversations have tells of something in common: neither one's own nor everybody's."""
    telling: NDArray[np.bool_] = (counts >= 2) & (counts <= COMMON)
    return telling


def mass_mailings(columns: Columns) -> list[Numbers]:
    """Groups of conversations that are mostly one wording, which more have than are compared in pairs."""
    documents, marks = [np.zeros(0, np.int64)], [np.zeros(0, np.uint32)]
    for once, numbers, before in columns.distinct():
        mailed, least = mostly_common(once, numbers, columns.rarity)
        documents.append(mailed + before)
        marks.append(least)
    found = np.concatenate(documents)
    order = np.argsort(np.concatenate(marks), kind="stable")
    return [found[run] for run in runs(np.concatenate(marks)[order], order) if len(run) > COMMON]


def mostly_common(once: Hashes, numbers: Numbers, rarity: Rarity) -> tuple[Numbers, Hashes]:
    """Which conversations are mostly wording that more have than are compared, and what tells which wording it is.

    `once` and `numbers` are the word pairs and whose they are, each once, by conversation and then by hash.
    """
    common = rarity.here(once) > COMMON
    share = np.bincount(numbers, common) / np.maximum(np.bincount(numbers), 1)
    mostly = np.flatnonzero(common & (share[numbers] >= _MOSTLY))
    first = mostly[np.concatenate(([True], np.diff(numbers[mostly]) > 0))] if len(mostly) else mostly
    return numbers[first], once[first]  # the least of what all copies have, whatever fills their slots


def runs(values: NDArray[np.int64] | Things, order: Numbers) -> list[Numbers]:
    """The order cut where the sorted values change."""
    return np.split(order, np.flatnonzero(np.diff(values)) + 1) if len(values) else []


def is_copy(wording: Wording) -> NDArray[np.bool_]:
    """Which pairs are copies of one text, but for what was filled in."""
    copies: NDArray[np.bool_] = (wording.share >= _COPY) & (wording.shared >= _COPIED)
    return copies


def large_copies(near: Near, count: int) -> list[Numbers]:
    """Groups of copies of one text that are large, in no order."""
    copies = is_copy(near.wording)
    return large(components(count, near.a[copies], near.b[copies]))


def large(labels: Numbers) -> list[Numbers]:
    """The numbers of each label that many have."""
    order = np.argsort(labels, kind="stable")
    return [run for run in runs(labels[order], order) if len(run) >= _LARGE]


class Values(NamedTuple):
    """How many conversations have each identifying value, by the value's number, ascending."""

    values: NDArray[np.uint64]
    counts: Numbers

    def of(self, value: int) -> int:
        """How many have a value: at least the one that is asked for."""
        at = int(np.searchsorted(self.values, np.uint64(value)))
        return int(self.counts[at]) if at < len(self.values) and self.values[at] == value else 1


def shared_values(columns: Columns) -> tuple[Values, Numbers, Numbers]:
    """How many have each value, and the pairs of different people of ours that share one which few have."""
    values, documents, kinds = columns.values()
    known, things, counts = np.unique(values, return_inverse=True, return_counts=True)
    few = is_telling(counts[things]) & (kinds != NAME)
    order, ranks = columns.order()
    found = sharing(things[few], ranks[documents[few]])
    a, b = order[found.a], order[found.b]
    everybody = np.arange(len(columns))
    telling = could_matter(a, b, columns.person(everybody), columns.party(everybody), columns.hints())
    shared = counts >= 2
    return Values(known[shared], counts[shared]), a[telling], b[telling]


def sharing(things: Numbers, documents: Numbers) -> Pairs:
    """The pairs that share any of so many things, however common."""
    return pairs(things.astype(np.uint32), documents.astype(np.uint32), _one, (1, 1))


def _one(things: Things) -> Numbers:
    return np.ones(len(things), np.int64)


def could_matter(
    a: Numbers, b: Numbers, people: Numbers, parties: Numbers, hints: NDArray[np.float32]
) -> NDArray[np.bool_]:
    """Which pairs that share a value could come to a link; the rest says by number who, whose, and what is hinted at.

    What two of ours share with one house is mostly a customer's correspondence: it needs a hint of an approach.
    """
    hinted = hints[a] + hints[b] >= _HINTED
    matter: NDArray[np.bool_] = (people[a] != people[b]) & ((parties[a] != parties[b]) | hinted)
    return matter


def once(a: Numbers, b: Numbers) -> Iterator[tuple[int, int]]:
    """Each pair once, in the order of numbers; what comes first in a pair stays there."""
    keys = np.unique((a << 32) | b)
    return zip((keys >> 32).tolist(), (keys & 0xFFFFFFFF).tolist(), strict=True)
