"""What a sketch holds, and what it cannot."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linking.made import APPROACH, from_others, sent
from tests.linking.sketched import KEY, OTHER_KEY, sketched
from tests.sources.made import UNHURRIED

from lurewatch.errors import UsageError
from lurewatch.linking.sketch import EVERYTHING, SIGNATURE, Key, word_pairs

LONG = " ".join(f"{a} {b}" for a in ("river", "pump", "choir", "ladder", "window", "harvest") for b in APPROACH.split())


def test_the_same_conversation_under_one_key() -> None:
    """A conversation gives the same sketch each time, or nothing could be compared."""
    assert _numbers(sketched(sent(1, APPROACH))) == _numbers(sketched(sent(1, APPROACH)))


def test_the_same_conversation_under_another_key() -> None:
    """Under another key no number of a sketch is the same: two organisations' folders cannot be laid together."""
    ours, theirs = (sketched(sent(1, APPROACH), key) for key in (KEY, OTHER_KEY))
    assert {ours.id, ours.person, ours.party, *ours.values}.isdisjoint(
        {theirs.id, theirs.person, theirs.party, *theirs.values}
    )
    assert len(np.intersect1d(ours.pairs, theirs.pairs)) == 0


def test_one_text_for_two_purposes() -> None:
    """A person's token says nothing of a contact who has the same address."""
    assert (
        len({KEY.of(purpose, "kim@haldenq.example") for purpose in ("person", "conversation", "party", "value")}) == 4
    )


def test_a_short_text() -> None:
    """Of a text with few word pairs all are kept, and that is told."""
    one = sketched(sent(1, APPROACH))
    assert len(one.pairs) == len(np.unique(word_pairs(APPROACH.lower())))
    assert one.reach == EVERYTHING


def test_a_long_text() -> None:
    """Of a long text the smallest numbers are kept, as many as there is room for, and how far they reach."""
    one = sketched(sent(1, LONG))
    everything = np.unique(KEY.pairs(word_pairs(LONG)))
    assert len(everything) > SIGNATURE
    assert one.pairs.tolist() == everything[:SIGNATURE].tolist()
    assert one.reach == one.pairs[-1]


def test_nobody_known() -> None:
    """Where neither person nor party is known there is no token, rather than one that all unknown people share."""
    nobody = dataclasses.replace(
        sent(1, APPROACH), person="", contact=dataclasses.replace(sent(1, "").contact, handles=())
    )
    assert (sketched(nobody).person, sketched(nobody).party) == (0, 0)


@UNHURRIED
@given(st.lists(st.integers(0, 2**32 - 1), max_size=50))
def test_keyed_pairs(hashes: list[int]) -> None:
    """Each word pair becomes one number by itself, wherever it stands."""
    together = KEY.pairs(np.array(hashes, np.uint32)).tolist()
    assert together == [int(KEY.pairs(np.array([one], np.uint32))[0]) for one in hashes]


@pytest.mark.parametrize("secret", [b"", bytes(31), bytes(33)])
def test_a_key_of_another_length(secret: bytes) -> None:
    """A key that is too short to keep anything is refused."""
    with pytest.raises(UsageError, match=r"key of the sketches: \d+ bytes; give 32, as 64 hex digits"):
        Key(secret)


def test_no_text_in_it() -> None:
    """No value of a sketch is a text."""
    one = sketched(from_others(1)[0])
    values = [getattr(one, field.name) for field in dataclasses.fields(one)]
    assert not [value for value in values if isinstance(value, str | bytes)]


def _numbers(one: object) -> list[object]:
    return [getattr(one, field.name) for field in dataclasses.fields(one) if field.name != "pairs"]  # type: ignore[arg-type]
