"""What may be kept of a conversation when its text may not: keyed numbers that only whoever has the key can compare.

No word, handle or name is in a sketch, and none can be got out of one without the key: see decision 0011. Its word
pairs are a MinHash signature of the bottom-k kind (Broder 1997; Cohen and Kaplan 2007): of the keyed numbers of all
pairs of a text the smallest, so that two texts keep the same ones of what they share.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from lurewatch.errors import UsageError
from lurewatch.linking.looked import Looked
from lurewatch.linking.tokens import Token
from lurewatch.model.conversation import Conversation
from lurewatch.model.kind import Kind, Verdict
from lurewatch.text.shingles import Hashes, shingles, words

KEY = 32  # bytes
SIGNATURE = 128  # word pairs kept of one text
EVERYTHING = 0xFFFFFFFF  # `reach` of a text all of whose word pairs are kept
NEVER = -(1 << 62)  # seconds of a time that is not known
KINDS, VERDICTS = tuple(Kind), tuple(Verdict)
_LEAST, _MOST = -60, 60  # decibans of own evidence that are told apart
_PURPOSES = ("person", "conversation", "party", "value", "words", "folder")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Key:
    """The secret of an organisation, by which what identifies becomes a number that nobody else can make."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY:
            raise UsageError(f"key of the sketches: {len(secret)} bytes; give {KEY}, as {2 * KEY} hex digits")
        # One purpose each, so that what a person's token says is not what a contact's says.
        self._by = {one: hashlib.blake2b(key=secret, digest_size=8, person=one.encode("ascii")) for one in _PURPOSES}

    def of(self, purpose: str, text: str) -> int:
        """A text as a number of 64 bits, never 0, for one purpose."""
        state = self._by[purpose].copy()
        state.update(text.encode("utf-8", "surrogatepass"))
        return int.from_bytes(state.digest(), "little") or 1

    def value(self, token: Token) -> int:
        """An identifying value as a number."""
        return self.of("value", f"{token.kind}:{token.value}")

    def pairs(self, hashes: Hashes) -> Hashes:
        """Word pairs as keyed numbers of 32 bits, in the order given."""
        data = hashes.astype("<u4").tobytes()
        digests = b"".join(self._pairs(data))
        return np.frombuffer(digests, "<u8").astype(np.uint32)

    def _pairs(self, data: bytes) -> Iterator[bytes]:
        for at in range(0, len(data), 4):
            state = self._by["words"].copy()
            state.update(data[at : at + 4])
            yield state.digest()


def token(number: int) -> str:
    """A keyed number as it is written: 16 hex digits."""
    return f"{number:016x}"


@dataclass(frozen=True, slots=True)
class Sketch:
    """One conversation as it may be kept.

    `id`, `person` and `party` are keyed; `party` is 0 where the contact shows neither house nor address, `person` where
    nobody of ours is known. `first` and `last` are seconds since 1970, or NEVER. `pairs` are the smallest keyed word
    pairs, ascending, up to the number `reach`, below which none is missing. `evidence` is in whole decibans without the
    prior; `verdict` and `kind` are what the conversation was by itself, by their numbers.
    """

    id: int
    person: int
    party: int
    first: int
    last: int
    pairs: Hashes
    reach: int
    values: tuple[int, ...]
    evidence: int
    verdict: int
    kind: int


@dataclass(frozen=True, slots=True)
class Noted:
    """A conversation looked at, with the verdict on it and the time of its last message: what a sketch is made of."""

    looked: Looked
    verdict: Verdict
    last: datetime | None


def noted(one: Looked, conversation: Conversation, said: Verdict) -> Noted:
    """A conversation as it goes into a sketch."""
    times = [turn.message.sent_at for turn in conversation.turns if turn.message.sent_at]
    return Noted(one, said, max(times, default=None))


def sketch(one: Noted, key: Key) -> Sketch:
    """The sketch of a conversation; nothing of its text is in it."""
    seen = one.looked.outline
    pairs, reach = _signature(key.pairs(word_pairs(seen.text)))
    return Sketch(
        id=key.of("conversation", seen.id),
        person=key.of("person", seen.person) if seen.person else 0,
        party=key.of("party", seen.party) if seen.party else 0,
        first=_seconds(one.looked.first),
        last=_seconds(one.last),
        pairs=pairs,
        reach=reach,
        values=tuple(sorted({key.value(value) for value in one.looked.values})),
        evidence=min(max(round(one.looked.evidence), _LEAST), _MOST),
        verdict=VERDICTS.index(one.verdict),
        kind=KINDS.index(one.looked.kind),
    )


def word_pairs(text: str) -> Hashes:
    """The word pairs of a text in its order, not yet keyed."""
    return shingles(words([text])).hashes


def _signature(keyed: Hashes) -> tuple[Hashes, int]:
    once: NDArray[np.uint32] = np.unique(keyed)
    if len(once) <= SIGNATURE:
        return once, EVERYTHING
    return once[:SIGNATURE], int(once[SIGNATURE - 1])


def _seconds(time: datetime | None) -> int:
    return int((time - _EPOCH).total_seconds()) if time else NEVER


def time_of(seconds: int) -> datetime | None:
    """The time that a sketch tells in seconds; None for one that is not known."""
    return None if seconds == NEVER else _EPOCH + timedelta(seconds=seconds)
