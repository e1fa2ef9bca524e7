"""Expectation-maximisation of the Fellegi-Sunter model: which pairs are matches is not known, and estimated along."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.int64]
Shares = tuple[NDArray[np.float64], ...]

_ENOUGH = 1e-9  # change of the share of matches from which a further round tells nothing
_MOST = 2_000  # rounds


class Model(NamedTuple):
    """The share of matches among the pairs; by trait, the share of matches (`m`) and of others (`u`) at each level."""

    share: float
    m: Shares
    u: Shares


class Pseudo(NamedTuple):
    """What is believed before any pair is seen: shares by trait and level, and how many pairs that belief counts."""

    m: Shares
    u: Shares
    pairs: float


def estimated(levels: Levels, start: Model, belief: Pseudo) -> Model:
    """The model of highest posterior near a start (Winkler 1988; Dempster, Laird and Rubin, JRSS B 39, 1977).

    `levels` has a row for each pair and a column for each trait. A level that no pair reaches keeps what is believed.
    """
    model = start
    for _ in range(_MOST):
        matched = responsibility(levels, model)
        again = _maximised(levels, matched, belief)
        done = abs(again.share - model.share) < _ENOUGH
        model = again
        if done:
            break
    return model


def responsibility(levels: Levels, model: Model) -> NDArray[np.float64]:
    """For each pair the probability that it is a match."""
    log_odds = np.full(len(levels), np.log(model.share) - np.log1p(-model.share))
    for trait, (m, u) in enumerate(zip(model.m, model.u, strict=True)):
        log_odds += (np.log(m) - np.log(u))[levels[:, trait]]
    found: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(log_odds, -500, 500)))
    return found


def _maximised(levels: Levels, matched: NDArray[np.float64], belief: Pseudo) -> Model:
    return Model(
        float((matched.sum() + 1) / (len(levels) + 2)),
        _shares(levels, matched, belief.m, belief.pairs),
        _shares(levels, 1 - matched, belief.u, belief.pairs),
    )


def _shares(
    levels: Levels, weights: NDArray[np.float64], believed: Sequence[NDArray[np.float64]], pairs: float
) -> Shares:
    """By trait the weighted share at each level, with what is believed counting as so many pairs."""
    found = []
    for trait, before in enumerate(believed):
        counts = np.bincount(levels[:, trait], weights, len(before)) + pairs * before
        found.append(counts / counts.sum())
    return tuple(found)
