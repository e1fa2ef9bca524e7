"""Whether a text is mostly a standing one: wording that so many others have, all of it together."""

import numpy as np

from lurewatch.linking.candidates import Numbers
from lurewatch.linking.rarity import COMMON
from lurewatch.text.shingles import Shingles

# Of a passage as many conversations have each word pair; everyday word pairs are had by very different numbers. So a
# level is so many pairs of a text whose numbers, in order, each lie within one in a hundred of the next.
_LEVEL = 6
_STEP = 0.01
_MOSTLY = 0.5  # share of a text's word pairs
_NONE = np.iinfo(np.int64).max


def standing(found: Shingles, counts: Numbers) -> Numbers:
    """For each text how many conversations at least have the passages that most of it is made of; 0 if it is its own.

    `counts` says how many conversations have each word pair. What more than COMMON have is never compared, so that of a
    template's copies only what each sender signs with is: without this they would look like a few of one hand.
    """
    order = np.lexsort((counts, found.texts()))
    texts, held = found.texts()[order], counts[order]
    size = np.diff(found.ends)
    level = np.cumsum(_begins(texts, held)) - 1
    copied = (held > COMMON) & (np.bincount(level, minlength=1)[level] >= _LEVEL)
    mostly = np.bincount(texts[copied], minlength=len(size)) >= _MOSTLY * np.maximum(size, 1)
    least = np.full(len(size), _NONE)
    np.minimum.at(least, texts[copied], held[copied])
    return np.where(mostly & (least < _NONE), least, 0)


def _begins(texts: Numbers, held: Numbers) -> Numbers:
    """Where in order a new level begins."""
    begins = np.ones(len(texts), np.int64)
    begins[1:] = (texts[1:] != texts[:-1]) | (held[1:] > held[:-1] * (1 + _STEP))
    return begins
