"""Word pairs as numbers: what near-copies share, and what fills a slot does not."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lurewatch.text.shingles import distinct, shingles, words

TEXTS = st.lists(st.text("ab cé1'\n.ß", max_size=60), max_size=8)


def pairs(text: str) -> list[int]:
    """The pairs of one text."""
    return [int(one) for one in shingles(words([text])).hashes]


def test_case_and_punctuation() -> None:
    """The same words are the same pairs, however they are set."""
    assert pairs("Could you help us?") == pairs("could, YOU\nhelp -- us")


def test_numbers() -> None:
    """Numbers are one and the same word, since templates fill them in."""
    assert pairs("we pay 900 dollars") == pairs("we pay 1200 dollars")


def test_another_word() -> None:
    """A changed word changes the two pairs that it stands in, and no others."""
    before, after = pairs("we would pay for a short report"), pairs("we would pay for a long report")
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, True, True, True, False, False]


def test_long_words() -> None:
    """Words of up to sixteen letters are told apart by each of their letters."""
    assert pairs("abcdefghijklmnop x") != pairs("abcdefghajklmnop x")
    assert pairs("abcdefgh x") != pairs("abcdefg x")


def test_too_short() -> None:
    """A text of one word, or of none, has no pairs."""
    found = shingles(words(["", "hello", "hello there"]))
    assert found.ends.tolist() == [0, 0, 0, 1]


@given(TEXTS)
def test_many_texts_at_a_time(texts: list[str]) -> None:
    """Texts taken together give what each gives alone, so nothing runs over from one into the next."""
    together = shingles(words(texts))
    alone = [pairs(text) for text in texts]
    assert together.hashes.tolist() == [one for found in alone for one in found]
    assert np.diff(together.ends).tolist() == [len(found) for found in alone]


@given(TEXTS)
def test_each_pair_once(texts: list[str]) -> None:
    """Of a text's pairs each is counted once."""
    hashes, of = distinct(shingles(words(texts)))
    expected = [(number, one) for number, text in enumerate(texts) for one in sorted(set(pairs(text)))]
    assert list(zip(of.tolist(), hashes.tolist(), strict=True)) == expected
