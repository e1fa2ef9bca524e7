"""Which pairs of all conversations are worth a closer look, told from columns of numbers alone."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.candidates import Numbers, Pairs, Things, pairs
from lurewatch.linking.cluster import components
from lurewatch.linking.columns import KINDS, Columns
from lurewatch.linking.rarity import COMMON
from lurewatch.linking.tokens import TokenKind
from lurewatch.linking.wording import Wording, shared_wording

_LEAST = (30, 2)  # bits, and word pairs, from which the passages of two conversations are compared
_COPY = 0.6  # share of the rare wording from which one is a copy of the other
_COPIED = 60  # and bits: two short greetings are no copies
_HINTED = 2.0  # decibans of both together
_MOSTLY = 0.7  # share of a text's word pairs
_LARGE = 25  # copies from which some are looked at before all


class Near(NamedTuple):
    """Pairs of conversations by number, and what of wording each has in common."""

    a: Numbers
    b: Numbers
    wording: Wording


def near_in_wording(columns: Columns) -> Near:
    """The pairs of different people of ours that share rare wording."""
    found = columns.wordings()
    shared = pairs(*_rare(columns), columns.rarity.bits, _LEAST)
    apart = columns.person(shared.a) != columns.person(shared.b)
    a, b = shared.a[apart], shared.b[apart]
    bits = columns.rarity.bits(found.hashes).astype(np.uint8)
    return Near(a, b, shared_wording(a, b, found, bits, columns.rarity.rare))


def _rare(columns: Columns) -> tuple[Things, Things]:
    """Each word pair that some but not many conversations have, and which conversation has it."""
    hashes, documents = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint32)]
    for once, numbers, before in columns.distinct():
        here = columns.rarity.here(once)
        few = (here >= 2) & (here <= COMMON)
        hashes.append(once[few])
        documents.append((numbers[few] + before).astype(np.uint32))
    return np.concatenate(hashes), np.concatenate(documents)


def mass_mailings(columns: Columns) -> list[Numbers]:
    """Groups of conversations that are mostly one wording, which more have than are compared in pairs."""
    documents, marks = [np.zeros(0, np.int64)], [np.zeros(0, np.uint32)]
    for once, numbers, before in columns.distinct():
        common = columns.rarity.here(once) > COMMON
        share = np.bincount(numbers, common) / np.maximum(np.bincount(numbers), 1)
        mostly = np.flatnonzero(common & (share[numbers] >= _MOSTLY))
        first = mostly[np.concatenate(([True], np.diff(numbers[mostly]) > 0))] if len(mostly) else mostly
        documents.append(numbers[first] + before)
        marks.append(once[first])  # the least of what all copies have, whatever fills their slots
    found = np.concatenate(documents)
    order = np.argsort(np.concatenate(marks), kind="stable")
    return [found[run] for run in _runs(np.concatenate(marks)[order], order) if len(run) > COMMON]


def _runs(values: NDArray[np.int64] | Things, order: Numbers) -> list[Numbers]:
    """The order cut where the sorted values change."""
    return np.split(order, np.flatnonzero(np.diff(values)) + 1) if len(values) else []


def is_copy(wording: Wording) -> NDArray[np.bool_]:
    """Which pairs are copies of one text, but for what was filled in."""
    copies: NDArray[np.bool_] = (wording.share >= _COPY) & (wording.shared >= _COPIED)
    return copies


def large_copies(near: Near, count: int) -> list[Numbers]:
    """Groups of copies of one text that are large, in no order."""
    copies = is_copy(near.wording)
    labels = components(count, near.a[copies], near.b[copies])
    order = np.argsort(labels, kind="stable")
    return [run for run in _runs(labels[order], order) if len(run) >= _LARGE]


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
    few = (counts[things] >= 2) & (counts[things] <= COMMON) & (kinds != KINDS.index(TokenKind.NAME))
    found = pairs(things[few].astype(np.uint32), documents[few].astype(np.uint32), _one, (1, 1))
    telling = _telling(columns, found)
    shared = counts >= 2
    return Values(known[shared], counts[shared]), found.a[telling], found.b[telling]


def _telling(columns: Columns, found: Pairs) -> NDArray[np.bool_]:
    """Which pairs that share a value could come to a link.

    What two of ours share with one house is mostly a customer's correspondence: it needs a hint of an approach.
    """
    hints = columns.hints()
    strangers = columns.party(found.a) != columns.party(found.b)
    hinted = hints[found.a] + hints[found.b] >= _HINTED
    apart: NDArray[np.bool_] = columns.person(found.a) != columns.person(found.b)
    telling: NDArray[np.bool_] = apart & (strangers | hinted)
    return telling


def _one(things: Things) -> Numbers:
    return np.ones(len(things), np.int64)


def once(a: Numbers, b: Numbers) -> Iterator[tuple[int, int]]:
    """Each pair once, in order."""
    keys = np.unique((np.minimum(a, b) << 32) | np.maximum(a, b))
    return zip((keys >> 32).tolist(), (keys & 0xFFFFFFFF).tolist(), strict=True)
