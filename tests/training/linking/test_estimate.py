"""Shares estimated from pairs that nobody labelled, where the truth is known because it was drawn."""

import numpy as np
import pytest
from training.linking.estimate import Levels, Model, Pseudo, estimated, responsibility

M = (np.array([0.1, 0.3, 0.6]), np.array([0.2, 0.8]), np.array([0.3, 0.7]))
U = (np.array([0.9, 0.08, 0.02]), np.array([0.95, 0.05]), np.array([0.8, 0.2]))
NEAR = Model(0.5, (np.array([0.2, 0.3, 0.5]), *[np.array([0.4, 0.6])] * 2),
             (np.array([0.6, 0.3, 0.1]), *[np.array([0.6, 0.4])] * 2))  # fmt: skip


def drawn(pairs: int, share: float) -> Levels:
    """So many pairs of which a share are matches, drawn from M and U."""
    random = np.random.default_rng(4)
    matched = random.random(pairs) < share
    columns = [
        np.where(matched, random.choice(len(m), pairs, p=m), random.choice(len(u), pairs, p=u))
        for m, u in zip(M, U, strict=True)
    ]
    return np.stack(columns, axis=1)


@pytest.mark.parametrize("share", [0.05, 0.3])
def test_a_known_truth(share: float) -> None:
    """From 60,000 unlabelled pairs the shares that they were drawn from come back."""
    found = estimated(drawn(60_000, share), NEAR, Pseudo(NEAR.m, NEAR.u, 1.0))
    assert found.share == pytest.approx(share, abs=0.02)
    for got, true in zip((*found.m, *found.u), (*M, *U), strict=True):
        assert got == pytest.approx(true, abs=0.04)


def test_a_level_that_no_pair_reaches() -> None:
    """What never occurs keeps a share by what was believed, and no weight becomes infinite."""
    levels = drawn(2_000, 0.3)
    levels[:, 0] = np.minimum(levels[:, 0], 1)
    found = estimated(levels, NEAR, Pseudo(NEAR.m, NEAR.u, 10.0))
    assert 0 < found.m[0][2] < 0.01
    assert np.isfinite(np.log(found.u[0])).all()


def test_no_pairs() -> None:
    """Without a single pair what was believed is kept."""
    found = estimated(np.zeros((0, 3), np.int64), NEAR, Pseudo(NEAR.m, NEAR.u, 1.0))
    assert [one.tolist() for one in found.m] == [pytest.approx(one.tolist()) for one in NEAR.m]


def test_responsibility() -> None:
    """A pair that agrees in everything is a match more likely than one that agrees in nothing."""
    none, all_ = responsibility(np.array([[0, 0, 0], [2, 1, 1]]), Model(0.1, M, U)).tolist()
    assert none < 0.01
    assert all_ > 0.99
