"""Whether a text is mostly what many others have."""

import numpy as np

from lurewatch.linking.standing import standing
from lurewatch.text.shingles import Shingles


def of(*texts: list[int]) -> list[int]:
    """The answer for texts whose word pairs so many conversations have."""
    ends = np.cumsum([0, *map(len, texts)])
    found = Shingles(np.zeros(int(ends[-1]), np.uint32), ends)
    return [int(one) for one in standing(found, np.array([one for text in texts for one in text], np.int64))]


def test_a_template_with_slots() -> None:
    """Of two sentences that hundreds have each, with slots and everyday words between, the rarer one is told."""
    text = [65_535, *[769] * 7, 1, 4_707, *[770] * 6, 2, *[474] * 8, 3, 24_772]
    assert of(text, [], text) == [474, 0, 474]


def test_everyday_words() -> None:
    """Word pairs that thousands have are no standing text where each is had by another number."""
    assert of([300 + 37 * number for number in range(40)]) == [0]


def test_copies_that_are_compared() -> None:
    """What no more have than are compared is no standing text: it is for the comparison to say."""
    assert of([200] * 40) == [0]


def test_a_quotation_in_a_long_text() -> None:
    """A text that quotes what hundreds have is its own where most of it is."""
    assert of([1] * 40 + [500] * 20) == [0]


def test_no_text() -> None:
    """Of no texts, and of texts of one word, nothing is told."""
    assert of() == []
    assert of([], []) == [0, 0]
