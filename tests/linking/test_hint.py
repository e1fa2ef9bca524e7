"""What everyday words hint at before anything is judged."""

import numpy as np
import pytest

from lurewatch.linking.hint import Hint
from lurewatch.text.shingles import words

WORDS = ["alpha", "bravo", "carol", "delta", "ember", "fjord", "gravel", "harbour"]
KNOWN = dict.fromkeys(WORDS, 2.0) | {"quiet": -90.0}
SAID = "We saw alpha and bravo near carol; delta, ember and fjord came by gravel to the harbour"


def hint(text: str) -> float:
    """What one text hints at."""
    return float(Hint(KNOWN).of(words([text]))[0])


def test_known_words() -> None:
    """The decibans of known words are added up and divided by the root of their number, as in detection."""
    assert hint(SAID) == pytest.approx(16 / np.sqrt(8))


@pytest.mark.parametrize("tail", [" alpha bravo alpha", " Quiet", " Mr. QUIET", " Jean-quiet", " unheard of"])
def test_words_that_do_not_count(tail: str) -> None:
    """Repeated and unknown words, and those that stand as names do, change nothing."""
    assert hint(SAID + tail) == hint(SAID)


def test_few_known_words() -> None:
    """Too few known words hint at nothing."""
    assert hint("alpha bravo carol") == hint("") < 0


def test_many_texts_at_once() -> None:
    """Each of many texts gets what it gets alone, plain or not."""
    texts = [SAID, "", "Ünal sah İzmir: alpha bravo", SAID.upper(), SAID + " quiet"]
    assert [float(one) for one in Hint(KNOWN).of(words(texts))] == [hint(text) for text in texts]
