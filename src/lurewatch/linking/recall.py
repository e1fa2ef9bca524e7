"""One new conversation against all that is kept of earlier ones: what they share, by the comparison of linking."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lurewatch.linking.bulk import is_correspondence, why_bulk
from lurewatch.linking.compare import Comparer, InCommon
from lurewatch.linking.kept.change import day_of
from lurewatch.linking.kept.folder import Folder
from lurewatch.linking.kept.search import Hits, Places, Rows, with_pairs, with_values
from lurewatch.linking.looked import Looked
from lurewatch.linking.near import is_copy
from lurewatch.linking.outline import Outline
from lurewatch.linking.rarity import COMMON, Rarity, bits_of
from lurewatch.linking.sketch import KINDS, VERDICTS, Key, time_of, token, word_pairs
from lurewatch.linking.tokens import Token, TokenKind
from lurewatch.linking.weights import LinkWeights, shipped
from lurewatch.linking.wording import Wording, shared_wording
from lurewatch.model.campaign import Link, TraitShared
from lurewatch.model.earlier import Earlier, Recalled
from lurewatch.text.shingles import Hashes, Shingles

_MOST = 256  # earlier conversations that are compared: those that share most
_LONGEST = 1_024  # word pairs of the new one that are looked up: the smallest, which a sketch keeps first
_BITS, _PAIRS = 30, 2  # what wording alone has to share to be compared, as in linking
COLUMNS = ("id", "person", "party", "first", "last", "reach", "pairs", "goes", "evidence", "verdict", "kind")
_VALUED = 1 << 20  # bits by which a shared value comes before any wording


class _Asked(NamedTuple):
    """A new conversation as it is looked up: its keyed word pairs in order and each once, its values, its tokens."""

    one: Looked
    pairs: Hashes
    once: Hashes
    values: Sequence[Token]
    id: int
    person: int
    party: int


class Recaller:
    """Tells which conversations that are kept now share something with a new one; nothing is kept of what is asked.

    What is added later is not seen, so that the order of what is asked and added meanwhile does not matter.
    """

    def __init__(self, folder: Folder, weights: LinkWeights | None = None) -> None:
        self._key, self._segments, self._many = folder.key, folder.segments, len(folder)
        self._weights = weights or shipped()

    def recalled(self, one: Looked) -> Recalled:
        """What came before a conversation, and outweighs the prior, the strongest first."""
        asked = _asked(one, self._key)
        numbers = np.array([self._key.value(value) for value in asked.values], np.uint64)
        words = with_pairs(self._segments, asked.once, COMMON)
        values = with_values(self._segments, numbers, COMMON)
        rarity = Rarity(self._many, np.zeros(1, np.uint16))  # the counts are the folder's own
        bits = np.where(words.counts > COMMON, 0, bits_of(words.counts + 1, rarity.population))
        many = dict(zip(asked.values, (values.counts + 1).tolist(), strict=True))
        comparer = Comparer(self._weights, rarity.population, many.__getitem__)
        chosen = _chosen(asked, words, values, bits)
        known = _Known(Rows(self._segments), chosen, asked)
        wording = _wording(asked, words, bits, known, rarity.rare)
        return _told(asked, known, values, wording, comparer)


def _asked(one: Looked, key: Key) -> _Asked:
    seen = one.outline
    pairs = key.pairs(word_pairs(seen.text))
    values = sorted(one.values, key=key.value)
    person = key.of("person", seen.person) if seen.person else 0
    party = key.of("party", one.party) if one.party else 0
    return _Asked(one, pairs, np.unique(pairs)[:_LONGEST], values, key.of("conversation", seen.id), person, party)


def _chosen(asked: _Asked, words: Hits, values: Hits, bits: NDArray[np.int64]) -> Places:
    """The places of those that share enough wording, or a value that says more than a name."""
    places, which = np.unique(words.sketches, return_inverse=True)
    weight = np.bincount(which, bits[words.asked], len(places))
    enough = (weight >= _BITS) & (np.bincount(which, minlength=len(places)) >= _PAIRS)
    is_name = np.array([one.kind is TokenKind.NAME for one in asked.values], bool)
    valued = np.unique(values.sketches[~is_name[values.asked]]) if len(is_name) else values.sketches
    scores = dict(zip(places[enough].tolist(), weight[enough].tolist(), strict=True))
    for place in valued.tolist():
        scores[place] = scores.get(place, 0.0) + _VALUED
    best = sorted(scores, key=lambda place: (-scores[place], place))[:_MOST]
    return np.array(sorted(best), np.int64)


class _Known:
    """What is known of the sketches chosen, each conversation once, without the new one itself."""

    def __init__(self, rows: Rows, places: Places, asked: _Asked) -> None:
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


def _wording(asked: _Asked, words: Hits, bits: NDArray[np.int64], known: _Known, rare: int) -> Wording:
    """What the new one shares with each, passage by passage, as far as each one's sketch reaches.

    `share` is of the one that has less wording; how much a sketch has is estimated from how many pairs it keeps.
    """
    bits_of_pairs = np.zeros(len(asked.pairs), np.int64)
    at = np.minimum(np.searchsorted(asked.once, asked.pairs), max(len(asked.once) - 1, 0))
    looked_up = asked.once[at] == asked.pairs if len(asked.once) else np.zeros(0, bool)
    bits_of_pairs[looked_up] = bits[at[looked_up]]
    order = np.argsort(words.sketches, kind="stable")
    theirs = words.sketches[order]
    texts, weights = list[Hashes](), list[NDArray[np.int64]]()
    shares = np.zeros(len(known.places))
    for number, place in enumerate(known.places.tolist()):
        reached = looked_up & (asked.pairs <= known.columns["reach"][number])
        shared = words.asked[order[slice(*np.searchsorted(theirs, [place, place + 1]))]]
        texts += [asked.pairs[reached], asked.once[shared]]
        weights += [bits_of_pairs[reached], bits[shared]]
        shares[number] = _share(
            asked.pairs[reached], bits_of_pairs[reached], bits[shared], int(known.columns["pairs"][number])
        )
    if not texts:
        none = np.zeros(0, np.int64)
        return Wording(none, none, np.zeros(0), none)
    ends = np.cumsum([0, *map(len, texts)])
    found = Shingles(np.concatenate(texts), ends)
    mine = np.arange(0, len(texts), 2)
    shared_by = shared_wording(mine, mine + 1, found, np.concatenate(weights).astype(np.uint8), rare)
    return shared_by._replace(share=shares)


def _share(pairs: Hashes, bits: NDArray[np.int64], shared: NDArray[np.int64], kept: int) -> float:
    """How much of the wording of the shorter one is shared, by bits."""
    _, first = np.unique(pairs, return_index=True)
    mine = int(bits[first].sum())
    theirs = kept * mine / max(len(first), 1)
    return min(1.0, int(shared.sum()) / max(min(mine, theirs), 1.0))


def _told(asked: _Asked, known: _Known, values: Hits, wording: Wording, comparer: Comparer) -> Recalled:
    found = sorted(
        _weighed(asked, known, values, wording, comparer), key=lambda one: (-one[0].decibans, one[0].conversation)
    )
    people = len({earlier.person for earlier, _ in found} - {token(asked.person)}) + 1
    bulk = why_bulk([asked.one, *(one for _, one in found)], people) if found else ""
    earlier = tuple(one for one, _ in found)
    return Recalled(token(asked.id), token(asked.person) if asked.person else "", earlier, comparer.prior, bulk)


def _weighed(
    asked: _Asked, known: _Known, values: Hits, wording: Wording, comparer: Comparer
) -> Iterator[tuple[Earlier, Looked]]:
    copies = is_copy(wording)
    for number, place in enumerate(known.places.tolist()):
        shared = frozenset(asked.values[at] for at in values.asked[values.sketches == place].tolist())
        row = known.row(number)
        other = _looked(asked, row, shared)
        common = InCommon(
            int(wording.bits[number]), int(wording.passages[number]), float(wording.share[number]), bool(copies[number])
        )
        traits = comparer.traits(asked.one, other, common)
        decibans = round(sum(one.decibans for one in traits), 1)
        link = Link("", "", decibans, traits, comparer.are_apart(asked.one, other))
        if decibans + comparer.prior > 0 and not is_correspondence((asked.one, other), [link]):
            yield earlier_of(row, traits, decibans), other


def _looked(asked: _Asked, row: dict[str, int], shared: frozenset[Token]) -> Looked:
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
