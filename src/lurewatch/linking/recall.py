"""One new conversation against all that is kept of earlier ones: what they share, by the comparison of linking."""

from collections.abc import Iterator

import numpy as np

from lurewatch.linking.bulk import is_correspondence, why_bulk
from lurewatch.linking.compare import Comparer, InCommon
from lurewatch.linking.kept.change import day_of
from lurewatch.linking.kept.folder import Folder
from lurewatch.linking.kept.search import Hits, Rows, with_pairs, with_values
from lurewatch.linking.looked import Looked
from lurewatch.linking.near import is_copy
from lurewatch.linking.outline import Outline
from lurewatch.linking.rarity import COMMON, Rarity, bits_of
from lurewatch.linking.shared import Asked, Chosen, asked_of, chosen, wording
from lurewatch.linking.sketch import KINDS, VERDICTS, time_of, token
from lurewatch.linking.tokens import Token
from lurewatch.linking.weights import LinkWeights, shipped
from lurewatch.linking.wording import Wording
from lurewatch.model.campaign import Link, TraitShared
from lurewatch.model.earlier import Earlier, Recalled


class Recaller:
    """Tells which conversations that are kept now share something with a new one; nothing is kept of what is asked.

    What is added later is not seen, so that the order of what is asked and added meanwhile does not matter.
    """

    def __init__(self, folder: Folder, weights: LinkWeights | None = None) -> None:
        self._key, self._segments, self._many = folder.key, folder.segments, len(folder)
        self._weights = weights or shipped()

    def recalled(self, one: Looked) -> Recalled:
        """What came before a conversation, and outweighs the prior, the strongest first."""
        asked = asked_of(one, self._key)
        numbers = np.array([self._key.value(value) for value in asked.values], np.uint64)
        words = with_pairs(self._segments, asked.once, COMMON)
        values = with_values(self._segments, numbers, COMMON)
        rarity = Rarity(self._many, np.zeros(1, np.uint16))  # the counts are the folder's own
        bits = np.where(words.counts >= rarity.common, 0, bits_of(words.counts + 1, rarity.population))
        many = dict(zip(asked.values, (values.counts + 1).tolist(), strict=True))
        comparer = Comparer(self._weights, rarity.population, lambda one: many.get(one, 1), rarity.common)
        rows = Rows(self._segments)
        known = Chosen(rows, chosen(asked, words, values, bits, rows), asked)
        return _told(asked, known, values, wording(asked, words, bits, known, rarity.rare), comparer)


def _told(asked: Asked, known: Chosen, values: Hits, common: Wording, comparer: Comparer) -> Recalled:
    found = sorted(
        _weighed(asked, known, values, common, comparer), key=lambda one: (-one[0].decibans, one[0].conversation)
    )
    people = len({earlier.person for earlier, _ in found} - {token(asked.person)}) + 1
    bulk = why_bulk([asked.one, *(one for _, one in found)], people, comparer.weights) if found else ""
    earlier = tuple(one for one, _ in found)
    return Recalled(token(asked.id), token(asked.person) if asked.person else "", earlier, comparer.prior, bulk)


def _weighed(
    asked: Asked, known: Chosen, values: Hits, common: Wording, comparer: Comparer
) -> Iterator[tuple[Earlier, Looked]]:
    copies = is_copy(common)
    for number, place in enumerate(known.places.tolist()):
        shared = frozenset(asked.values[at] for at in values.asked[values.sketches == place].tolist())
        row = known.row(number)
        other = _looked(asked, row, shared)
        bits, passages, share = int(common.bits[number]), int(common.passages[number]), float(common.share[number])
        traits = comparer.traits(asked.one, other, InCommon(bits, passages, share, bool(copies[number])))
        decibans = round(sum(one.decibans for one in traits), 1)
        link = Link("", "", decibans, traits, comparer.are_apart(asked.one, other))
        if decibans + comparer.prior > 0 and not is_correspondence((asked.one, other), [link]):
            yield earlier_of(row, traits, decibans), other


def _looked(asked: Asked, row: dict[str, int], shared: frozenset[Token]) -> Looked:
    """An earlier conversation as linking takes it: of its values those alone that are shared, of its text nothing."""
    party = asked.one.party if row["party"] == asked.party else token(row["party"]) if row["party"] else ""
    handles = asked.one.outline.handles if row["party"] == asked.party else ()
    id_, person = token(row["id"]), token(row["person"])
    seen = Outline(id_, person, "", "", "", handles, "", first=time_of(row["first"]))
    return Looked(seen, shared, float(row["evidence"]), KINDS[row["kind"]], frozenset(), party)


def earlier_of(row: dict[str, int], traits: tuple[TraitShared, ...], decibans: float = 0.0) -> Earlier:
    """What is told of an earlier conversation."""
    first, last = time_of(row["first"]), time_of(row["last"])
    return Earlier(
        token(row["id"]),
        token(row["person"]) if row["person"] else "",
        first.date() if first else None,
        last.date() if last else None,
        day_of(row["goes"]),
        VERDICTS[row["verdict"]],
        traits,
        decibans,
    )
