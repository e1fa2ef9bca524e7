"""The oblivious function of RFC 9497, `VOPRF(ristretto255, SHA-512)`: evaluated by a key without seeing what of.

Whoever asks blinds their items; whoever has the key evaluates the blinded points, and proves for all of them at once
that it was the key whose public half they named. Held to the test vectors of the RFC.
"""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from lurewatch.errors import ProtocolFault
from lurewatch.sharing.matching import group
from lurewatch.sharing.matching.group import POINT

OUTPUT, PROOF = 64, 2 * POINT  # bytes
MOST = 65_535  # points in one proof, whose numbers are of two bytes (RFC 9497, 2.2.1)
_SUITE = b"OPRFV1-\x01-ristretto255-SHA512"
_BLOCK = bytes(128)  # of SHA-512


class Key(NamedTuple):
    """The secret by which the function is evaluated, and what others may know of it."""

    secret: bytes
    public: bytes


def key_of(secret: bytes) -> Key:
    """A key with its public half."""
    return Key(secret, group.base(secret))


def derived(seed: bytes, info: bytes = b"") -> Key:
    """The key that 32 random bytes stand for (RFC 9497, 3.2.1)."""
    for counter in range(256):
        number = _number(seed + _sized(info) + bytes([counter]), b"DeriveKeyPair")
        if number:
            return key_of(group.scalar(number))
    raise AssertionError  # 256 hashes that are all nothing modulo the order


def point_of(item: bytes) -> bytes:
    """The point that an item stands for."""
    return group.of_hash(_expanded(item, b"HashToGroup-"))


def evaluated(key: Key, points: Sequence[bytes]) -> list[bytes]:
    """Blinded points, each raised to the key; ProtocolFault, with its number, for one that is none."""
    found = []
    for number, point in enumerate(points, start=1):
        try:
            found.append(group.times(key.secret, point))
        except ProtocolFault as error:
            raise ProtocolFault(f"item {number}: {error}") from error
    return found


def proof(key: Key, points: Sequence[bytes], answers: Sequence[bytes], lot: bytes) -> bytes:
    """Shows that each answer is its point raised to one and the same key; `lot` is a number drawn for this alone."""
    weights = _weights(key.public, points, answers)
    together = _weighed(weights, points)
    raised = group.times(key.secret, together)
    challenge = _challenge(key.public, together, raised, group.base(lot), group.times(lot, together))
    response = int.from_bytes(lot, "little") - challenge * int.from_bytes(key.secret, "little")
    return group.scalar(challenge) + group.scalar(response)


def is_proven(public: bytes, points: Sequence[bytes], answers: Sequence[bytes], shown: bytes) -> bool:
    """Whether a proof holds for these answers and this public half; ProtocolFault where a point is none."""
    weights = _weights(public, points, answers)
    together, raised = _weighed(weights, points), _weighed(weights, answers)
    challenge, response = (int.from_bytes(shown[at : at + POINT], "little") for at in (0, POINT))
    if max(challenge, response) >= group.ORDER or not challenge or not response:
        return False
    times = group.times
    first = group.total([group.base(shown[POINT:]), times(shown[:POINT], public)])
    second = group.total([times(shown[POINT:], together), times(shown[:POINT], raised)])
    return challenge == _challenge(public, together, raised, first, second)


def finished(item: bytes, blind: bytes, answer: bytes) -> bytes:
    """The function of an item, from the answer to its blinded point."""
    return _output(item, group.times(group.inverted(blind), answer))


def output(key: Key, item: bytes) -> bytes:
    """The function of an item, for whoever has the key."""
    return output_of(key, item, point_of(item))


def output_of(key: Key, item: bytes, point: bytes) -> bytes:
    """The same, where the item's point is known already."""
    return _output(item, group.times(key.secret, point))


def _output(item: bytes, point: bytes) -> bytes:
    return hashlib.sha512(_sized(item) + _sized(point) + b"Finalize").digest()


def _weighed(weights: Sequence[bytes], points: Sequence[bytes]) -> bytes:
    """All points in one, by weights that nobody could foresee who chose the points (RFC 9497, 2.2.1)."""
    return group.total(group.times(weight, point) for weight, point in zip(weights, points, strict=True))


def _weights(public: bytes, points: Sequence[bytes], answers: Sequence[bytes]) -> list[bytes]:
    seed = hashlib.sha512(_sized(public) + _sized(b"Seed-" + _SUITE)).digest()
    return [
        group.scalar(
            _number(_sized(seed) + at.to_bytes(2, "big") + _sized(one) + _sized(other) + b"Composite", b"HashToScalar-")
        )
        for at, (one, other) in enumerate(zip(points, answers, strict=True))
    ]


def _challenge(*points: bytes) -> int:
    return _number(b"".join(map(_sized, points)) + b"Challenge", b"HashToScalar-")


def _number(text: bytes, purpose: bytes) -> int:
    return int.from_bytes(_expanded(text, purpose), "little") % group.ORDER


def _expanded(text: bytes, purpose: bytes) -> bytes:
    """64 uniform bytes, by expand_message_xmd with SHA-512 (RFC 9380, 5.3.1)."""
    tag = purpose + _SUITE
    tag += bytes([len(tag)])
    first = hashlib.sha512(_BLOCK + text + b"\x00\x40\x00" + tag).digest()
    return hashlib.sha512(first + b"\x01" + tag).digest()


def _sized(text: bytes) -> bytes:
    return len(text).to_bytes(2, "big") + text
