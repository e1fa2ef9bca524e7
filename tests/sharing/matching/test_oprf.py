"""The oblivious function: the vectors of RFC 9497, and what a side that lies cannot do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lurewatch.errors import ProtocolFault
from lurewatch.sharing.matching import group, oprf

# RFC 9497, A.1.2: VOPRF mode of ristretto255-SHA512.
_SEED, _INFO = bytes([0xA3]) * 32, b"test key"
_PRIVATE = "e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909"
_PUBLIC = "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e"
_BLIND = bytes.fromhex("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706")
_LOT = bytes.fromhex("222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e")
_VECTORS = [
    (
        b"\x00",
        "863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945",
        "aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e",
        (
            "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d"
            "a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c"
        ),
    ),
    (
        b"\x5a" * 17,
        "cc0b2a350101881d8a4cba4c80241d74fb7dcbfde4a61fde2f91443c2bf9ef0c",
        "60a59a57208d48aca71e9e850d22674b611f752bed48b36f7a91b372bd7ad468",
        (
            "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60"
            "356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6"
        ),
    ),
]
_PROOF = (
    "ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd06"
    "6d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d"
)


def test_a_key_is_derived_as_the_rfc_derives_it() -> None:
    """The seed of the test vectors gives their secret and public key."""
    key = oprf.derived(_SEED, _INFO)

    assert (key.secret.hex(), key.public.hex()) == (_PRIVATE, _PUBLIC)


@pytest.mark.parametrize(("item", "blinded", "answer", "output"), _VECTORS)
def test_each_step_is_that_of_the_rfc(item: bytes, blinded: str, answer: str, output: str) -> None:
    """Blinded point, answer and output are those of the test vectors, blinded or by the key itself."""
    key = oprf.derived(_SEED, _INFO)

    point = group.times(_BLIND, oprf.point_of(item))
    found = oprf.evaluated(key, [point])

    assert point.hex() == blinded
    assert found[0].hex() == answer
    assert oprf.finished(item, _BLIND, found[0]).hex() == output
    assert oprf.output(key, item).hex() == output


def test_a_proof_is_that_of_the_rfc() -> None:
    """With the random number of the test vector the proof is theirs, and holds."""
    key = oprf.derived(_SEED, _INFO)
    points = [bytes.fromhex(_VECTORS[0][1])]
    answers = oprf.evaluated(key, points)

    shown = oprf.proof(key, points, answers, _LOT)

    assert shown.hex() == _PROOF
    assert oprf.is_proven(key.public, points, answers, shown)


@settings(max_examples=20, deadline=None)
@given(items=st.lists(st.binary(max_size=300), min_size=1, max_size=6), which=st.integers(0, 5))
def test_one_answer_by_another_key_breaks_the_proof(items: list[bytes], which: int) -> None:
    """A proof holds for a whole batch under one key, and for none of which one answer came from another."""
    key, other = oprf.derived(bytes(32)), oprf.derived(bytes([1]) * 32)
    points = [group.times(group.drawn(), oprf.point_of(one)) for one in items]
    answers = oprf.evaluated(key, points)
    shown = oprf.proof(key, points, answers, group.drawn())
    assert oprf.is_proven(key.public, points, answers, shown)

    at = which % len(items)
    answers[at] = oprf.evaluated(other, [points[at]])[0]

    assert not oprf.is_proven(key.public, points, answers, shown)
    assert not oprf.is_proven(key.public, points, answers, oprf.proof(key, points, answers, group.drawn()))


@settings(max_examples=30, deadline=None)
@given(shown=st.binary(min_size=64, max_size=64))
def test_a_proof_out_of_the_air_does_not_hold(shown: bytes) -> None:
    """Bytes of the right length are no proof, numbers beyond the group's order included."""
    key = oprf.derived(bytes(32))
    points = [oprf.point_of(b"one")]

    assert not oprf.is_proven(key.public, points, oprf.evaluated(key, points), shown)


@pytest.mark.parametrize("bad", [b"\xff" * 32, bytes(32), b"\x01" + bytes(31)])
def test_bytes_that_are_no_point_are_refused_with_their_number(bad: bytes) -> None:
    """A number beyond the field, the neutral point, and a number that no point has are named by their place."""
    with pytest.raises(ProtocolFault, match=r"item 2: bytes that are no point"):
        oprf.evaluated(oprf.derived(bytes(32)), [oprf.point_of(b"one"), bad])
